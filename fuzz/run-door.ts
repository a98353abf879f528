import { writeFileSync } from 'node:fs';
import { TagweaveError } from '../src/domain/errors/errors.ts';
import { Random } from './random.ts';

/** Longest that one file may take, in milliseconds of processor time: the same on a busy machine. */
export const LONGEST_MS = 5000;

/** A way into the program for something that others wrote. */
export interface Door {
  readonly name: string;
  /** How many files of an equal share it gets: 1, less where each takes long. */
  readonly share?: number;
  /** One file, the next for each call, the same for the same seed. */
  readonly make: (random: Random) => unknown;
  /**
   * Lets it in. What comes back is looked at by `check`, which throws when something is wrong with it; a TagweaveError is an answer,
   * unless its code is `unexpected`.
   */
  readonly enter: (file: never) => unknown;
  readonly check?: (result: never) => void;
}

export interface DoorReport {
  readonly door: string;
  readonly files: number;
  readonly accepted: number;
  readonly refused: number;
  readonly slowestMs: number;
  /** What must never be: seed of the file and what happened. */
  readonly faults: readonly string[];
}

/** @param progress a file that names the case at work, for whoever has to end one that hangs */
export async function runDoor(
  door: Door,
  files: number,
  seed: number,
  progress: string | null = null,
): Promise<DoorReport> {
  let [accepted, refused, slowestMs] = [0, 0, 0];
  const faults: string[] = [];
  for (let at = 0; at < files; at += 1) {
    const own = seed * 100_003 + at;
    if (progress !== null) writeFileSync(progress, `${door.name}, seed ${String(own)}`);
    const file = door.make(new Random(own));
    const began = process.cpuUsage();
    try {
      const result = await door.enter(file as never);
      door.check?.(result as never);
      accepted += 1;
    } catch (error) {
      if (error instanceof TagweaveError && error.code !== 'unexpected' && error.message !== '') refused += 1;
      else
        faults.push(`seed ${String(own)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    const { user, system } = process.cpuUsage(began);
    const tookMs = (user + system) / 1000;
    slowestMs = Math.max(slowestMs, tookMs);
    if (tookMs > LONGEST_MS) faults.push(`seed ${String(own)}: took ${tookMs.toFixed(0)} ms`);
    if ('polluted' in {}) {
      faults.push(`seed ${String(own)}: every object has what the file wanted it to have`);
      Reflect.deleteProperty(Object.prototype, 'polluted');
    }
  }
  return { door: door.name, files, accepted, refused, slowestMs, faults };
}
