/** Where a command writes; tests catch it. */
export interface Output {
  /** Results only. */
  readonly print: (text: string) => void;
  /** One line a problem. */
  readonly complain: (line: string) => void;
  /** Passing remarks on a terminal; nothing where there is none. */
  readonly progress: (line: string) => void;
}

export const EXIT_OK = 0;
export const EXIT_BUG = 1;
export const EXIT_PROBLEM = 2;

/** A message of any origin as one line. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ').trim();
}
