import exifr from 'exifr';
import { decodeText } from '../../domain/text/text-encoding.ts';
import { exifDescription } from './exif-description.ts';

/** What cameras write into the description by themselves. */
const BY_THE_CAMERA =
  /^(?:olympus digital camera|digital camera|minolta digital camera|konica minolta|sony dsc|samsung(?: digital)? camera|dcim\S*|dsc[f_n]?\d+|img_\d+|pict\d+|default|untitled|exif_\S*|screenshot)$/iu;

/**
 * The caption inside a photo: XMP description, else IPTC caption, else EXIF ImageDescription; empty where there is none. Nothing else
 * of the metadata is looked at, and metadata that cannot be read counts as none: the photo itself may be fine.
 */
export async function captionOf(photo: Uint8Array<ArrayBuffer>): Promise<string> {
  let found: unknown;
  try {
    found = await exifr.parse(photo, {
      tiff: true,
      ifd0: { pick: ['ImageDescription'] },
      exif: false,
      gps: false,
      iptc: true,
      xmp: true,
      mergeOutput: false,
    });
  } catch {
    return '';
  }
  const blocks = asRecord(found);
  const candidates = [
    unescaped(plain(asRecord(blocks['dc'])['description'])),
    asRecord(blocks['iptc'])['Caption'],
    exifText(photo, asRecord(blocks['ifd0'])['ImageDescription']),
  ];
  for (const candidate of candidates) {
    const caption = plain(candidate).trim();
    if (caption !== '' && !BY_THE_CAMERA.test(caption)) return caption;
  }
  return '';
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Text of a tag: XMP gives languages (`{ lang, value }`, or several), the others bytes of an unnamed encoding. */
function plain(value: unknown): string {
  if (typeof value === 'string') return readAgain(value).replaceAll('\u0000', '');
  if (value instanceof Uint8Array) return (decodeText(value) ?? '').replaceAll('\u0000', '');
  if (Array.isArray(value)) return plain(value.find((one) => asRecord(one)['lang'] === 'x-default') ?? value[0]);
  const { value: text } = asRecord(value);
  return text === undefined ? '' : plain(text);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** exifr leaves XML's own escapes in place. */
function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/giu, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The EXIF description. exifr reads it as UTF-8: where it is something else, from its bytes. */
function exifText(photo: Uint8Array, read: unknown): unknown {
  if (typeof read !== 'string' || !read.includes('\ufffd')) return read;
  const bytes = exifDescription(photo);
  return bytes === null ? read : (decodeText(bytes) ?? '');
}

/** Text that was read byte by byte as Latin-1, put right: UTF-8, or the code page in which it looks like writing. */
function readAgain(text: string): string {
  if (!/[\u0080-\u00ff]/u.test(text) || /[\u0100-\uffff]/u.test(text)) return text;
  return decodeText(Uint8Array.from(text, (one) => one.charCodeAt(0))) ?? text;
}
