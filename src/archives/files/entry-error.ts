import type { ProblemCode } from '../../domain/post/import.ts';

/** Why one file of an archive cannot be read, while the others can. */
export class EntryError extends Error {
  override readonly name = 'EntryError';
  readonly problem: ProblemCode;

  constructor(problem: ProblemCode, path: string) {
    super(`${path}: ${problem}`);
    this.problem = problem;
  }
}

/** What to tell of a file that could not be read. */
export function problemOf(error: unknown, otherwise: ProblemCode): ProblemCode {
  return error instanceof EntryError ? error.problem : otherwise;
}
