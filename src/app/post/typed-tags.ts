import { withoutKeycapSigns } from '../../domain/tags/hashtag-text.ts';
import { hashtagKey, tagOfName } from '../../domain/tags/hashtag.ts';

/** Why something that was typed is no hashtag. */
export type Refusal = 'digits' | 'no-letter' | 'emoji';

/** What a person typed or pasted, read as tags. */
export interface TypedTags {
  /** Labels without `#`, each once, in order. */
  readonly labels: readonly string[];
  readonly refused: readonly { readonly text: string; readonly why: Refusal }[];
}

/** What ends a tag while it is typed. */
const ENDED = /[\s,;、，；]$/u;
/** The same where a tag may hold spaces (Threads). */
const ENDED_FREE = /[\n\r\t,;、，；]$/u;

const LISTED = /[\n\r\t,;、，；]+/u;

/** Whether what stands in the field ends with something that ends a tag. */
export function isEnded(text: string, spacesJoin: boolean): boolean {
  return (spacesJoin ? ENDED_FREE : ENDED).test(text);
}

/**
 * Where one tag ends and the next begins: with `#` among them, every space and every `#`; else commas and line breaks, between which
 * spaces join words (“New York, Los Angeles”); else spaces, unless these join words everywhere.
 */
function partsOf(text: string, spacesJoin: boolean): readonly string[] {
  const normal = withoutKeycapSigns(text).normalize('NFKC');
  if (normal.includes('#')) return normal.split(spacesJoin ? /[#\n\r\t,;、；]+/u : /[\s#,;、；]+/u);
  return normal.split(LISTED.test(normal.trim()) || spacesJoin ? LISTED : /\s+/u);
}

function refusalOf(text: string): Refusal {
  if (hashtagKey(text) !== null) return 'emoji'; // letters are there, and something between them that no tag can say
  return /\p{N}/u.test(text) && /^[\p{N}\s.,:/_-]+$/u.test(text) ? 'digits' : 'no-letter';
}

/** Tags in what was typed or pasted; what is none is named, with the reason. */
export function readTyped(text: string, spacesJoin = false): TypedTags {
  const labels = new Map<string, string>();
  const refused: { readonly text: string; readonly why: Refusal }[] = [];
  for (const part of partsOf(text, spacesJoin)) {
    const plain = part.trim();
    if (plain === '') continue;
    const tag = tagOfName(plain);
    if (tag === null) {
      refused.push({ text: plain, why: refusalOf(plain) });
    } else if (!labels.has(tag.key)) labels.set(tag.key, tag.label);
  }
  // Nothing in it is a tag: it is named as it was typed (“100 %”, not “100” and “%”).
  const [first] = refused;
  if (labels.size === 0 && first !== undefined) {
    const why = refused.every((one) => one.why === first.why) ? first.why : 'no-letter';
    return { labels: [], refused: [{ text: text.trim(), why }] };
  }
  return { labels: [...labels.values()], refused };
}
