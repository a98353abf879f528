import { TagweaveError } from '../../domain/errors/errors.ts';
import type { PlainError } from '../../domain/errors/errors.ts';
import { abortedError } from '../../encoders/download/abort.ts';

/** Anything thrown, as the one error type that leaves the engine. */
export function asTagweaveError(error: unknown): TagweaveError {
  if (error instanceof TagweaveError) return error;
  if (error instanceof Error && error.name === 'AbortError') return abortedError();
  const what = error instanceof Error ? error.message : String(error);
  return new TagweaveError(
    'unexpected',
    `Something went wrong that should not have: ${what}. Reload the page; please report it if it happens again.`,
    {
      cause: error,
    },
  );
}

export function postEmptyError(): TagweaveError {
  return new TagweaveError('post-empty', 'There is nothing to read yet. Add a photo, write a caption, or do both.');
}

export function notLoadedError(): TagweaveError {
  return new TagweaveError('model-not-loaded', 'The models are not loaded yet. Load them first, then ask again.');
}

/** An error as it crosses to another thread. */
export interface CrossingError extends PlainError {
  readonly details: Readonly<Record<string, string | number>>;
}

export function toCrossing(error: unknown): CrossingError {
  const { code, message, details } = asTagweaveError(error);
  return { name: 'TagweaveError', code, message, details };
}

export function fromCrossing({ code, message, details }: CrossingError): TagweaveError {
  return new TagweaveError(code, message, { details });
}
