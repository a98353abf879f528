import type { FileKind } from '../../domain/errors/file-kinds.ts';

/** Image formats the door knows; whether one can be decoded depends on the platform. */
export type ImageFormat =
  'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'bmp' | 'heic' | 'tiff' | 'svg' | 'ico' | 'jxl' | 'psd' | 'jp2' | 'raw';

export type Sniffed =
  | {
      readonly kind: 'image';
      readonly format: ImageFormat;
      /** For a sentence: "HEIC photo". */ readonly label: string;
    }
  | { readonly kind: 'other'; readonly label: FileKind };

/** How many leading bytes {@link sniff} looks at. */
export const SNIFF_BYTES = 4096;

const LABELS: Readonly<Record<ImageFormat, string>> = {
  jpeg: 'JPEG photo',
  png: 'PNG image',
  webp: 'WebP image',
  avif: 'AVIF image',
  gif: 'GIF image',
  bmp: 'BMP image',
  heic: 'HEIC photo',
  tiff: 'TIFF image',
  svg: 'SVG drawing',
  ico: 'Windows icon',
  jxl: 'JPEG XL image',
  psd: 'Photoshop document',
  jp2: 'JPEG 2000 image',
  raw: 'raw photo',
};

/** Signatures: [offset, bytes as text (latin-1) ] … → what it is. The first that fits counts. */
const IMAGES: readonly (readonly [
  format: ImageFormat,
  ...parts: readonly (readonly [offset: number, text: string])[],
])[] = [
  ['jpeg', [0, '\xff\xd8\xff']],
  ['png', [0, '\x89PNG\r\n\x1a\n']],
  ['gif', [0, 'GIF87a']],
  ['gif', [0, 'GIF89a']],
  ['webp', [0, 'RIFF'], [8, 'WEBP']],
  ['bmp', [0, 'BM'], [6, '\0\0\0\0']],
  ['raw', [0, 'II*\0'], [8, 'CR\x02\0']],
  ['raw', [0, 'FUJIFILMCCD-RAW']],
  ['raw', [0, 'IIRO']],
  ['raw', [0, 'IIRS']],
  ['raw', [0, 'MMOR']],
  ['raw', [0, 'IIU\0']],
  ['raw', [0, 'FOVb']],
  ['raw', [6, 'HEAPCCDR']],
  ['raw', [0, '\0MRM']],
  ['tiff', [0, 'II*\0']],
  ['tiff', [0, 'MM\0*']],
  ['ico', [0, '\0\0\x01\0']],
  ['jxl', [0, '\xff\x0a']],
  ['jxl', [0, '\0\0\0\x0cJXL ']],
  ['jp2', [0, '\0\0\0\x0cjP  ']],
  ['psd', [0, '8BPS']],
];

const OTHERS: readonly (readonly [label: FileKind, ...parts: readonly (readonly [offset: number, text: string])[]])[] =
  [
    ['PDF document', [0, '%PDF']],
    ['ZIP archive or an Office document', [0, 'PK\x03\x04']],
    ['ZIP archive', [0, 'PK\x05\x06']],
    ['RAR archive', [0, 'Rar!']],
    ['7-Zip archive', [0, '7z\xbc\xaf']],
    ['gzip archive', [0, '\x1f\x8b']],
    ['video', [0, '\x1aE\xdf\xa3']],
    ['video', [0, 'RIFF'], [8, 'AVI ']],
    ['video', [0, 'FLV']],
    ['video', [0, '\0\0\x01\xba']],
    ['sound recording', [0, 'RIFF'], [8, 'WAVE']],
    ['sound recording', [0, 'ID3']],
    ['sound recording', [0, 'OggS']],
    ['sound recording', [0, 'fLaC']],
    ['sound recording', [0, '\xff\xfb']],
    ['program', [0, 'MZ']],
    ['program', [0, '\x7fELF']],
    ['database', [0, 'SQLite format 3\0']],
    ['old Office document', [0, '\xd0\xcf\x11\xe0']],
    ['font', [0, 'wOF2']],
  ];

const HEIF_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);

/**
 * What a file is by its first bytes ({@link SNIFF_BYTES} are enough); the name and the claimed type are not looked at.
 * Never throws.
 */
export function sniff(bytes: Uint8Array): Sniffed {
  const head = latin1(bytes.subarray(0, SNIFF_BYTES));
  const fits = (parts: readonly (readonly [number, string])[]): boolean =>
    parts.every(([offset, text]) => head.startsWith(text, offset));
  for (const [format, ...parts] of IMAGES) if (fits(parts)) return image(format);
  if (head.startsWith('ftyp', 4)) return ofBrands(bytes, head);
  for (const [label, ...parts] of OTHERS) if (fits(parts)) return { kind: 'other', label };
  return ofText(bytes.subarray(0, SNIFF_BYTES));
}

function image(format: ImageFormat): Sniffed {
  return { kind: 'image', format, label: LABELS[format] };
}

/** ISO base media: AVIF, HEIC or a video, by the brands in its first box. */
function ofBrands(bytes: Uint8Array, head: string): Sniffed {
  const end = Math.min(
    head.length,
    256,
    Math.max(16, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)),
  );
  const brands: string[] = [];
  for (let offset = 8; offset + 4 <= end; offset += 4) if (offset !== 12) brands.push(head.slice(offset, offset + 4));
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return image('avif');
  if (brands.some((brand) => HEIF_BRANDS.has(brand))) return image('heic');
  // Canon's CR3 is a box file as videos are.
  if (brands.some((brand) => brand === 'crx ')) return image('raw');
  if (brands[0]?.startsWith('M4A') === true) return { kind: 'other', label: 'sound recording' };
  return { kind: 'other', label: 'video' };
}

function ofText(bytes: Uint8Array): Sniffed {
  const text = asText(bytes);
  if (text === null) return { kind: 'other', label: 'file of an unknown kind' };
  const start = text.trimStart().slice(0, 2000).toLowerCase();
  if (/^(?:<\?xml[^]*?)?(?:<!--[^]*?-->\s*|<!doctype svg[^>]*>\s*)*<svg[\s>]/u.test(start)) return image('svg');
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return { kind: 'other', label: 'web page' };
  if (start.startsWith('{') || start.startsWith('[')) return { kind: 'other', label: 'JSON text' };
  return { kind: 'other', label: 'text' };
}

/** UTF-8 (or UTF-16 with its mark) without control characters, else null. */
function asText(bytes: Uint8Array): string | null {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  for (const byte of bytes)
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) return null;
  const text = new TextDecoder().decode(bytes);
  const strange = text.split('\ufffd').length - 1;
  // The last character may be cut in the middle; anything more is not UTF-8.
  return strange > 1 && strange > text.length / 50 ? null : text;
}

/** One character a byte. (TextDecoder's latin1 is windows-1252 and would change 0x80–0x9f.) */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 1024)
    text += String.fromCharCode(...bytes.subarray(index, index + 1024));
  return text;
}
