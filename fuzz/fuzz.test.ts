import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOORS } from './doors.ts';
import { Random } from './random.ts';
import { runDoor } from './run-door.ts';
import type { Door, DoorReport } from './run-door.ts';

/** `npm run fuzz` asks for more, and for a report. */
const FILES = Number(process.env['TAGWEAVE_FUZZ_FILES'] ?? 10);
const SEED = Number(process.env['TAGWEAVE_FUZZ_SEED'] ?? 1);
const REPORT = process.env['TAGWEAVE_FUZZ_REPORT'];

describe('bad input', () => {
  const reports: DoorReport[] = [];

  it.each(DOORS.map((door) => [door.name, door] as const))(
    'through the door “%s” is taken or refused in a sentence',
    { timeout: 600_000 },
    async (_name, door) => {
      const progress = REPORT === undefined ? null : `${REPORT}.at`;
      if (REPORT !== undefined) mkdirSync('test-results', { recursive: true });
      const report = await runDoor(door, Math.max(5, Math.ceil(FILES * (door.share ?? 1))), SEED, progress);
      reports.push(report);
      if (REPORT !== undefined) writeFileSync(REPORT, JSON.stringify(reports));
      expect(report.faults).toEqual([]);
    },
  );
});

describe('the harness', () => {
  const door = (enter: (file: never) => unknown): Door => ({ name: 'test', make: (random) => random.next(), enter });

  it('makes the same files of the same seed', () => {
    const made = (seed: number): unknown[] => DOORS.slice(2).map(({ make }) => make(new Random(seed)));
    expect(made(7)).toEqual(made(7));
    expect(made(7)).not.toEqual(made(8));
  });

  it('notices what throws, and what reaches every object', async () => {
    const thrown = await runDoor(
      door(() => {
        throw new TypeError('x is undefined');
      }),
      2,
      1,
    );
    expect(thrown.faults).toHaveLength(2);
    const polluted = await runDoor(
      door(() => Object.assign(Object.prototype, { polluted: true })),
      1,
      1,
    );
    expect(polluted.faults).toHaveLength(1);
  });
});
