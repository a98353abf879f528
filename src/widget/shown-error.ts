import type { ErrorCode } from '../domain/errors/errors.ts';

/** Any rejection as the widget tells it. */
export function asShown(error: unknown): {
  code: ErrorCode;
  message: string;
  details: Readonly<Record<string, string | number>>;
} {
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
