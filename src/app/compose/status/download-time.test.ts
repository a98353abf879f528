import { describe, expect, it } from 'vitest';
import { connectionMbit, createPace, roundedTime, secondsFor } from './download-time.ts';

describe('the time of a download', () => {
  it('is what the connection says, where it says anything', () => {
    expect(connectionMbit({ connection: { downlink: 1.5 } })).toBe(1.5);
    expect(connectionMbit({ connection: { downlink: 0 } })).toBeNull();
    expect(connectionMbit({})).toBeNull();
    expect(secondsFor(41e6, 10)).toBeCloseTo(32.8);
  });

  it('is said in round numbers, never none', () => {
    expect(roundedTime(0.2)).toEqual({ value: 5, unit: 'second' });
    expect(roundedTime(32.8)).toEqual({ value: 35, unit: 'second' });
    expect(roundedTime(58)).toEqual({ value: 1, unit: 'minute' });
    expect(roundedTime(260)).toEqual({ value: 4, unit: 'minute' });
  });

  it('is measured over the last seconds while it runs', () => {
    const pace = createPace();
    expect(pace.bytesPerSecond()).toBeNull();
    for (let second = 0; second <= 10; second += 1) pace.see(second * 1000, second * 1e6);
    expect(pace.bytesPerSecond()).toBeCloseTo(1e6);
    // Slower from here on: the old speed is forgotten.
    for (let second = 11; second <= 20; second += 1) pace.see(second * 1000, 10e6 + (second - 10) * 1e5);
    expect(pace.bytesPerSecond()).toBeCloseTo(1e5);
  });

  it('does not count what was on the device already', () => {
    const pace = createPace();
    // A download that goes on: whole files and parts are found in the first moment, then a slow connection brings the rest.
    pace.see(0, 300_000);
    pace.see(200, 12_300_000);
    pace.see(400, 20_300_000);
    pace.see(600, 24_300_000); // one part of a file
    for (let second = 1; second <= 7; second += 1) pace.see(600 + second * 1000, 24_300_000 + second * 1e6);
    expect(pace.bytesPerSecond()).toBeLessThan(1.1e6);
    expect(pace.bytesPerSecond()).toBeGreaterThan(0.9e6);
  });

  it('begins anew with a download that does', () => {
    const pace = createPace();
    pace.see(0, 5e6);
    pace.see(4000, 9e6);
    pace.see(5000, 1e6);
    expect(pace.bytesPerSecond()).toBeNull();
  });
});
