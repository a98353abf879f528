import { CODE_PAGES } from './code-pages.ts';
import { likeness } from './script-likeness.ts';

/** Code pages by who writes them; of those that fit alike the first counts. */
const WINDOWS =
  'windows-1252 windows-1251 windows-1250 windows-1254 windows-1253 windows-1257 windows-1255 windows-1256';
const EAST_ASIA = 'shift_jis gb18030 euc-kr big5 euc-jp';
const DOS = 'ibm866 cp437 cp850 cp852 cp857 cp737 cp775 cp862';
const OTHERS = 'koi8-u macintosh mac-latin2 x-mac-cyrillic iso-8859-5 iso-8859-2 iso-8859-7 windows-874';

/** Where text comes from: a table or a photo's metadata (`document`), or the names of files in an archive (`name`). */
export type TextOrigin = 'document' | 'name';

const CANDIDATES: Readonly<Record<TextOrigin, readonly string[]>> = {
  document: `${WINDOWS} ${EAST_ASIA} ${OTHERS} ${DOS}`.split(' '),
  name: `${DOS} ${EAST_ASIA} ${WINDOWS} ${OTHERS}`.split(' '),
};

/** Below this the best reading is not text but noise. */
const LEAST_LIKENESS = 0.4;
/** A code page further down the list has to fit better by this much to be believed. */
const BETTER = 0.02;
/** Lines with letters beyond ASCII that are looked at to find the code page. */
const SAMPLE_BYTES = 4000;
/** Looked at to find UTF-16. */
const HEAD_BYTES = 64_000;

/**
 * Text of unknown encoding: UTF-8 or UTF-16 (with or without a mark), else the code page in which it looks most like writing: letters of
 * one language, words of one script, capitals where capitals stand. Null when it looks like none, so that nobody is shown garbage.
 */
export function decodeText(bytes: Uint8Array, origin: TextOrigin = 'document'): string | null {
  if (isAscii(bytes)) return utf8.decode(bytes);
  const unicode = decodeUnicode(bytes);
  if (unicode !== null) return unicode;
  const sample = sampleOf(bytes);
  let best: { readonly page: string; readonly likeness: number } | null = null;
  for (const page of CANDIDATES[origin]) {
    const text = decodeAs(sample, page);
    const found = text === null ? -1 : likeness(text, page);
    if (found >= LEAST_LIKENESS && (best === null || found > best.likeness + BETTER)) best = { page, likeness: found };
  }
  return best === null ? null : decodeAs(bytes, best.page, false);
}

/** Every reading of a file's name, in any code page: one of them is the name as it was. */
export function readingsOfName(bytes: Uint8Array): readonly string[] {
  const readings = CANDIDATES.name.map((page) => decodeAs(bytes, page));
  return [...new Set(readings.filter((text) => text !== null))];
}

const utf8 = new TextDecoder();

/** Text in letters that all encodings share; zero bytes speak of UTF-16. */
function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte === 0 || byte > 0x7f) return false;
  return true;
}

/** UTF-8 or UTF-16, a byte order mark dropped; null for anything else. A few broken letters do not make it anything else. */
function decodeUnicode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const utf16 = unmarkedUtf16(bytes);
  if (utf16 !== null) return utf16;
  const whole = decodeAs(bytes, 'utf-8');
  return whole ?? (isMostlyUtf8(sampleOf(bytes)) ? new TextDecoder().decode(bytes) : null);
}

/** Letters beyond ASCII that are whole: no code page makes that many by chance. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let [broken, whole] = [0, 0];
  for (const letter of new TextDecoder().decode(bytes)) {
    if (letter === '\ufffd') broken += 1;
    else if (letter > '\u007f') whole += 1;
  }
  return whole >= 3 && broken <= whole / 10;
}

/** Text holds no zero bytes: where every other one is zero, blanks and line breaks are written in two. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const zeros = [0, 0];
  const end = Math.min(bytes.length, HEAD_BYTES);
  for (let at = 0; at < end; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < Math.max(1, end / 20) || Math.min(even, odd) > Math.max(even, odd) / 10) return null;
  try {
    return new TextDecoder(odd > even ? 'utf-16le' : 'utf-16be', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Text in a code page; null where it has bytes that the page does not. @param fatal false: such bytes become U+FFFD */
function decodeAs(bytes: Uint8Array, page: string, fatal = true): string | null {
  const upper = CODE_PAGES[page];
  if (upper !== undefined) {
    let text = '';
    for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : (upper[byte - 0x80] ?? '\ufffd');
    return fatal && text.includes('\ufffd') ? null : text;
  }
  try {
    return new TextDecoder(page, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

/** Lines that say something about the code page, whole, so that no letter of several bytes is cut. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample: number[] = [];
  for (let start = 0; start < bytes.length && sample.length < SAMPLE_BYTES;) {
    const lineEnd = bytes.indexOf(10, start);
    const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
    const line = bytes.subarray(start, Math.min(end, start + SAMPLE_BYTES));
    if (line.some((byte) => byte > 0x7f)) for (const byte of line) sample.push(byte);
    start = end;
  }
  return Uint8Array.from(sample);
}
