import { expect, it, vi } from 'vitest';
import { followLaunches } from './launch.ts';

type Launch = Parameters<
  Parameters<NonNullable<{ setConsumer(one: (launch: object) => void): void }>['setConsumer']>[0]
>[0];

function launched() {
  const calls = { go: vi.fn(), open: vi.fn() };
  let consumer: (launch: Launch) => void = () => undefined;
  followLaunches({ launchQueue: { setConsumer: (one: typeof consumer) => (consumer = one) } }, calls);
  return {
    calls,
    launch: (given: Launch) => {
      consumer(given);
    },
  };
}

it('a launch while the app is open goes to the asked view; a plain one changes nothing', () => {
  const { calls, launch } = launched();
  launch({ targetURL: 'https://example.test/' });
  launch({});
  expect(calls.go).not.toHaveBeenCalled();
  launch({ targetURL: 'https://example.test/#/history' });
  expect(calls.go).toHaveBeenCalledWith('#/history');
  expect(calls.open).not.toHaveBeenCalled();
});

it('files of “Open with…” land in compose, without those that are gone', async () => {
  const { calls, launch } = launched();
  const photo = new File(['x'], 'a.jpg');
  launch({
    files: [
      { kind: 'file', getFile: () => Promise.resolve(photo) },
      { kind: 'file', getFile: () => Promise.reject(new DOMException('moved', 'NotFoundError')) },
      { kind: 'directory' },
    ],
  });
  await vi.waitFor(() => {
    expect(calls.open).toHaveBeenCalledWith([photo]);
  });
  expect(calls.go).toHaveBeenCalledWith('#/');
});

it('a browser without the interface is left alone', () => {
  expect(() => {
    followLaunches({}, { go: vi.fn(), open: vi.fn() });
  }).not.toThrow();
});
