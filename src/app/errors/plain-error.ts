import type { ErrorCode } from '../../domain/errors/errors.ts';

/** An error as the interface keeps it: the code to translate by, and facts for the sentence. */
export interface ShownError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Any rejection of the engine as something to show; what is not a TagweaveError becomes `unexpected`. */
export function shownError(error: unknown): ShownError {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    const { code } = error;
    const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
    const details =
      'details' in error && typeof error.details === 'object' && error.details !== null
        ? (error.details as Readonly<Record<string, string | number>>)
        : {};
    // An AbortError of the platform carries a numeric code; ours are words.
    return { code: code as ErrorCode, message, details };
  }
  if (error instanceof DOMException && error.name === 'AbortError') {
    return { code: 'aborted', message: error.message, details: {} };
  }
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error), details: {} };
}
