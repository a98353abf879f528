import { CODE_PAGES } from '../text/code-pages.ts';

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** The bytes of a text in a code page: platforms only decode them. @throws when the page lacks a letter */
export function encodeAs(text: string, page: string): Uint8Array<ArrayBuffer> {
  const table = tables.get(page) ?? tableOf(page);
  tables.set(page, table);
  return Uint8Array.from(
    Array.from(text).flatMap((letter) => {
      const bytes = letter < '\u0080' ? [letter.charCodeAt(0)] : table.get(letter);
      if (bytes === undefined) throw new Error(`${page} has no ${letter}`);
      return bytes;
    }),
  );
}

/** UTF-16 with or without its mark. */
export function encodeUtf16(text: string, order: 'le' | 'be' = 'le', mark = true): Uint8Array<ArrayBuffer> {
  const marked = (mark ? '\ufeff' : '') + text;
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < marked.length; at += 1) view.setUint16(at * 2, marked.charCodeAt(at), order === 'le');
  return bytes;
}

function tableOf(page: string): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const upper = CODE_PAGES[page];
  if (upper !== undefined) {
    Array.from(upper).forEach((letter, place) => table.set(letter, [place + 0x80]));
    return table;
  }
  const decoder = new TextDecoder(page, { fatal: true });
  const add = (bytes: readonly number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if (Array.from(text).length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // no letter
    }
  };
  for (let lead = 0x80; lead < 0x100; lead += 1) add([lead]);
  if (/jis|jp|kr|big5|gb/u.test(page)) {
    for (let lead = 0x81; lead < 0xff; lead += 1) for (let trail = 0x40; trail < 0xff; trail += 1) add([lead, trail]);
  }
  return table;
}
