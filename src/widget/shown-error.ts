import type { ErrorCode } from '../domain/errors/errors.ts';
import type { Language } from '../domain/text/format.ts';

/** An error as the widget has it. */
export interface ShownError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string | number>>;
}

/** The sentence for the person, from a file that is read when it is needed; where that cannot be had, what the error says itself. */
export async function sentenceFor(language: Language, error: ShownError): Promise<string> {
  try {
    const sentences = await import('../domain/errors/error-sentences.ts');
    return sentences.errorSentence(language, error);
  } catch {
    return error.message;
  }
}

/** Any rejection as the widget tells it. */
export function asShown(error: unknown): ShownError {
  const { code, message, details } = error as { code?: unknown; message?: unknown; details?: unknown };
  const known = typeof code === 'string';
  const isAbort = error instanceof DOMException && error.name === 'AbortError';
  return {
    code: known ? (code as ErrorCode) : isAbort ? 'aborted' : 'unexpected',
    message: typeof message === 'string' ? message : String(error),
    details:
      known && typeof details === 'object' && details !== null ? (details as Record<string, string | number>) : {},
  };
}
