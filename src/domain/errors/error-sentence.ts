import type { ErrorCode } from './errors.ts';
import { fileKindIn } from './file-kinds.ts';
import { formatMessage } from '../text/format.ts';
import type { Language } from '../text/format.ts';

/** One sentence a code: what happened and what to do, for people; and better ones where the facts are known. */
export type ErrorSentences = Readonly<
  Record<ErrorCode | 'looksLike' | 'drawing' | 'raw' | 'megapixels' | 'megabytes', string>
>;

/** The sentence for an error as it crossed a boundary; a code of a newer engine counts as `unexpected`. */
export function sentenceOf(
  sentences: ErrorSentences,
  language: Language,
  { code, details }: { readonly code: string; readonly details: Readonly<Record<string, string | number>> },
): string {
  const { looksLike } = details;
  if (code === 'photo-not-an-image' && looksLike !== undefined) {
    return formatMessage(language, sentences.looksLike, { looksLike: fileKindIn(language, String(looksLike)) });
  }
  if (code === 'photo-unsupported' && looksLike === 'SVG drawing') return sentences.drawing;
  if (code === 'photo-unsupported' && looksLike === 'raw photo') return sentences.raw;
  if (code === 'photo-too-large' && 'megapixels' in details) {
    return formatMessage(language, sentences.megapixels, details);
  }
  if (code === 'photo-too-large' && 'megabytes' in details) {
    return formatMessage(language, sentences.megabytes, details);
  }
  return Object.hasOwn(sentences, code) ? sentences[code as ErrorCode] : sentences.unexpected;
}
