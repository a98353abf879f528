/** Slice [start, end) of a text in UTF-16 units; start === end where a token stands for no letter. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How far ahead a piece is looked for when the tokenizer dropped or changed something, in folded characters. */
const LOOK_AHEAD = 64;

const MARK = /^\p{M}$/u;
const SPACE = /^[\p{Z}\s]$/u;
const IGNORED = /^[\p{M}\p{Cf}\p{Cc}]$/u;
const BYTE_PIECE = /^<0x[0-9A-F]{2}>$/u;

interface Folded {
  readonly char: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Where each piece of a tokenizer lies in the text. transformers.js tells no offsets, and tokenizers normalise (NFKC, lower case,
 * accents, widths), so both sides are folded (NFKD, lower case) character by character and matched in order; combining marks may
 * be missing on either side. What cannot be found (unknown words, byte pieces) gets what lies up to the next piece that can.
 * `special` pieces (null) get null. Spans are ordered, do not overlap, and lie within the text, for any input.
 */
export function alignPieces(text: string, pieces: readonly (string | null)[]): (Span | null)[] {
  const source = fold(text);
  const found: ({ readonly from: number; readonly to: number } | null)[] = [];
  let cursor = 0;
  for (const piece of pieces) {
    const target = piece === null ? null : foldPiece(piece);
    if (target === null || target.length === 0) {
      found.push(null);
      continue;
    }
    const match = search(source, cursor, target);
    found.push(match);
    if (match !== null) cursor = match.to;
  }
  return fillGaps(source, pieces, found, text.length);
}

function fold(text: string): Folded[] {
  const folded: Folded[] = [];
  let start = 0;
  for (const point of text) {
    const end = start + point.length;
    for (const char of foldText(point)) folded.push({ char, start, end });
    start = end;
  }
  return folded;
}

function foldText(text: string): string {
  return text.normalize('NFKD').toLowerCase().normalize('NFKD').replaceAll('ς', 'σ');
}

/** Letters of a piece without the signs that tokenizers put at the border of words; null for a single byte of a character. */
function foldPiece(piece: string): string[] | null {
  if (BYTE_PIECE.test(piece)) return null;
  const bare =
    piece.startsWith('##') && piece.length > 2 ? piece.slice(2) : piece.replace(/^[▁Ġ]+/u, '').replace(/<\/w>$/u, '');
  return Array.from(foldText(bare)).filter((char) => !SPACE.test(char));
}

/** First match of the piece at or after the cursor (spaces and signs without width before it do not count as distance). */
function search(
  source: readonly Folded[],
  cursor: number,
  target: readonly string[],
): { readonly from: number; readonly to: number } | null {
  let distance = 0;
  for (let from = cursor; from < source.length && distance <= LOOK_AHEAD; from++) {
    const to = matchAt(source, from, target);
    if (to !== null) return { from, to };
    const char = source[from]?.char ?? '';
    if (!SPACE.test(char) && !IGNORED.test(char)) distance += 1;
  }
  return null;
}

function matchAt(source: readonly Folded[], from: number, target: readonly string[]): number | null {
  // A match begins with the piece's own first character, so that what is skipped stays outside.
  if (source[from]?.char !== target[0]) return null;
  let at = from;
  for (const char of target) {
    let here = source[at]?.char;
    while (here !== undefined && here !== char && (IGNORED.test(here) || SPACE.test(here)) && at > from) {
      at += 1;
      here = source[at]?.char;
    }
    if (here === char) at += 1;
    else if (!MARK.test(char)) return null;
  }
  return at;
}

/** Turns folded positions into slices of the text and shares out what lies between. */
function fillGaps(
  source: readonly Folded[],
  pieces: readonly (string | null)[],
  found: readonly ({ readonly from: number; readonly to: number } | null)[],
  length: number,
): (Span | null)[] {
  const spans: (Span | null)[] = [];
  let end = 0;
  pieces.forEach((piece, index) => {
    if (piece === null) {
      spans.push(null);
      return;
    }
    const match = found[index] ?? null;
    if (match !== null && match.to > match.from) {
      const start = Math.max(end, source[match.from]?.start ?? end);
      const following = found.slice(index + 1).find((later) => later !== null);
      end = Math.max(start, withMarks(source, match.to, following?.from ?? source.length));
      spans.push({ start, end });
      return;
    }
    const next = found.slice(index + 1).find((later) => later !== null);
    const limit = next === undefined ? length : Math.max(end, source[next.from]?.start ?? length);
    const bare = foldPiece(piece);
    const unfound = bare === null || bare.length > 0;
    const span = unfound ? trimmed(source, end, limit) : { start: end, end };
    spans.push(span);
    end = span.end;
  });
  return spans;
}

/** End in the text of the folded characters before `to`, with the combining marks that follow them and belong to no later piece. */
function withMarks(source: readonly Folded[], to: number, limit: number): number {
  let at = to;
  while (at < limit && MARK.test(source[at]?.char ?? '')) at += 1;
  return source[at - 1]?.end ?? 0;
}

/** [from, to) without spaces at both ends. */
function trimmed(source: readonly Folded[], from: number, to: number): Span {
  const inside = source.filter((folded) => folded.start >= from && folded.end <= to && !SPACE.test(folded.char));
  const [first, last] = [inside[0], inside.at(-1)];
  return first === undefined || last === undefined ? { start: from, end: from } : { start: first.start, end: last.end };
}
