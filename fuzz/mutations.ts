import type { Random } from './random.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Texts that have broken other programs: right to left, no width, half letters, markup, formulas, names that lead elsewhere. */
export const NASTY_TEXTS: readonly string[] = [
  '',
  '\u0000',
  '\ufeff',
  '\ud800',
  'a\udfffb',
  '\u202egpj.exe',
  'z\u200be\u200br\u200do',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '</textarea><script>alert(1)</script>',
  '=HYPERLINK("http://evil.test")',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'C:\\con',
  '/etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '#️⃣#😀#١٢٣#Київ#e\u0301',
  '%00%ff%c0%ae',
  '\u0301'.repeat(500),
  '#'.repeat(2000),
  '#a'.repeat(2000),
  'ﷺ'.repeat(300),
  String(Number.MAX_SAFE_INTEGER + 2),
  'NaN',
  '-1',
  '1e999',
];

const NASTY_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  [],
  {},
  [[[[[[[]]]]]]],
  ...NASTY_TEXTS,
  Array.from({ length: 300 }, () => null),
];

/** One way of damaging a file; gives another file. */
export type Mutation = (bytes: Bytes, random: Random) => Bytes;

const cut: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length + 1));
const flip: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  for (let left = 1 + random.below(8); left > 0 && changed.length > 0; left -= 1) {
    const at = random.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  }
  return changed;
};
const overwrite: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  const from = random.below(changed.length + 1);
  changed.fill(random.pick([0, 0xff, 0x80, 0x7f]), from, from + 1 + random.below(16));
  return changed;
};
/** Sizes and counts lie in such fields. */
const hugeNumber: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  if (changed.length < 8) return changed;
  const view = new DataView(changed.buffer);
  view.setUint32(
    random.below(changed.length - 4),
    random.pick([0, 1, 0x7fffffff, 0xffffffff, 0x10000]),
    random.below(2) === 0,
  );
  return changed;
};
const spliced: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  return joined(bytes.slice(0, at), utf8(random.pick(NASTY_TEXTS)), bytes.slice(at));
};
const dropped: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  return joined(bytes.slice(0, at), bytes.slice(at + 1 + random.below(64)));
};
const doubled: Mutation = (bytes, random) => {
  const from = random.below(bytes.length + 1);
  const piece = bytes.slice(from, from + random.below(4096));
  return joined(bytes.slice(0, from), piece, piece, bytes.slice(from));
};
/** Something of another kind in front or behind. */
const polyglot: Mutation = (bytes, random) => {
  const other = utf8(
    random.pick([
      '%PDF-1.7\n',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
      'PK\u0003\u0004',
      'GIF89a',
      '{"a":1}',
    ]),
  );
  return random.below(2) === 0 ? joined(other, bytes) : joined(bytes, other);
};

/** Of any file. */
export const BYTE_MUTATIONS: Readonly<Record<string, Mutation>> = {
  cut,
  flip,
  overwrite,
  'huge number': hugeNumber,
  spliced,
  dropped,
  doubled,
  polyglot,
};

function joined(...pieces: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A JSON value with one part replaced, removed, or named as a prototype is. */
export function mutatedJson(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.below(6) === 0) return random.pick(NASTY_VALUES);
  if (Array.isArray(value)) {
    const items: unknown[] = [...(value as unknown[])];
    if (items.length === 0) return [random.pick(NASTY_VALUES)];
    const at = random.below(items.length);
    items[at] = mutatedJson(items[at], random);
    if (random.below(8) === 0) items.splice(at, 1);
    if (random.below(8) === 0) items.push(items[at]);
    return items;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return random.pick(NASTY_VALUES);
  const at = random.below(entries.length);
  const [name = '', inner] = entries[at] ?? [];
  entries[at] = [random.below(12) === 0 ? random.pick(NASTY_TEXTS) : name, mutatedJson(inner, random)];
  if (random.below(8) === 0) entries.splice(at, 1);
  return Object.fromEntries(entries);
}

/** JSON that tries to reach the prototype of everything, as `JSON.parse` lets it. */
export function polluting(json: string): string {
  return json.replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},');
}
