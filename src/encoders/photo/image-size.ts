import type { ImageFormat } from './sniff.ts';

/** What the header of an image says, read without decoding. */
export interface ImageHeader {
  /** Pixels as stored (before EXIF orientation); null where the header does not say or is not understood. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** True when the file certainly ends before its image does. What follows the image's end does not matter. */
  readonly endsEarly: boolean;
}

const UNKNOWN: ImageHeader = { size: null, endsEarly: false };

/** Size and completeness of an image from its bytes. Never throws, never decodes. */
export function readImageHeader(bytes: Uint8Array, format: ImageFormat): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (format) {
      case 'jpeg':
        return jpeg(view);
      case 'png':
        return png(view);
      case 'gif':
        return gif(view);
      case 'webp':
        return webp(view);
      case 'bmp':
        return bmp(view);
      case 'avif':
      case 'heic':
        return heif(view);
      default:
        return UNKNOWN;
    }
  } catch {
    // A DataView read past the end: the file stops inside its own header.
    return { size: null, endsEarly: true };
  }
}

/** Markers up to the first scan (a thumbnail inside EXIF lies within APP1 and is stepped over), then the end marker FF D9. */
function jpeg(view: DataView): ImageHeader {
  let size: ImageHeader['size'] = null;
  let offset = 2;
  while (offset < view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return { size, endsEarly: size === null ? false : !hasJpegEnd(view, offset) };
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === 0xd9) return { size, endsEarly: size === null };
    const standalone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (standalone) {
      offset += 2;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) size = { height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) };
    const length = view.getUint16(offset + 2);
    offset += 2 + length;
    if (marker === 0xda) return { size, endsEarly: !hasJpegEnd(view, offset) };
  }
  return { size, endsEarly: true };
}

/** FF is always followed by 00 or a restart marker inside a scan, so FF D9 there is the end. */
/** Whether an end marker follows; looked for from the end, where it is as a rule. */
function hasJpegEnd(view: DataView, from: number): boolean {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = bytes.lastIndexOf(0xd9); at > from; at = bytes.lastIndexOf(0xd9, at - 1)) {
    if (bytes[at - 1] === 0xff) return true;
  }
  return false;
}

function png(view: DataView): ImageHeader {
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  for (let offset = 8; offset + 8 <= view.byteLength;) {
    const end = offset + 12 + view.getUint32(offset);
    if (end > view.byteLength) return { size, endsEarly: true };
    if (view.getUint32(offset + 4) === 0x49454e44) return { size, endsEarly: false }; // IEND
    offset = end;
  }
  return { size, endsEarly: true };
}

/** The first frame has to be whole; later ones are not looked at. */
function gif(view: DataView): ImageHeader {
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const tableBytes = (packed: number): number => ((packed & 0x80) === 0 ? 0 : 3 << ((packed & 7) + 1));
  let offset = 13 + tableBytes(view.getUint8(10));
  const afterBlocks = (from: number): number => {
    let at = from;
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
    return at + 1;
  };
  for (;;) {
    const kind = view.getUint8(offset);
    if (kind === 0x21) offset = afterBlocks(offset + 2);
    else if (kind === 0x2c) {
      afterBlocks(offset + 10 + tableBytes(view.getUint8(offset + 9)) + 1); // throws a RangeError when cut
      return { size, endsEarly: false };
    } else return { size, endsEarly: false };
  }
}

function webp(view: DataView): ImageHeader {
  const endsEarly = view.getUint32(4, true) + 8 > view.byteLength + 1; // the pad byte at the end is often left out
  const chunk = view.getUint32(12);
  if (chunk === 0x56503820) {
    // 'VP8 '
    return { size: { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }, endsEarly };
  }
  if (chunk === 0x5650384c) {
    // 'VP8L'
    const bits = view.getUint32(21, true);
    return { size: { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }, endsEarly };
  }
  if (chunk === 0x56503858) {
    // 'VP8X'
    const three = (offset: number): number => view.getUint16(offset, true) + view.getUint8(offset + 2) * 65536;
    return { size: { width: three(24) + 1, height: three(27) + 1 }, endsEarly };
  }
  return { size: null, endsEarly };
}

function bmp(view: DataView): ImageHeader {
  const core = view.getUint32(14, true) === 12;
  const width = core ? view.getUint16(18, true) : Math.abs(view.getInt32(18, true));
  const height = core ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  const bits = view.getUint16(core ? 24 : 28, true);
  const plain = core || [0, 3].includes(view.getUint32(30, true));
  const needed = view.getUint32(10, true) + Math.ceil((width * bits) / 32) * 4 * height;
  return { size: { width, height }, endsEarly: plain && needed > view.byteLength };
}

/** ftyp, meta, mdat, moov: anything else at the top may be bytes that follow the image. */
const TOP_BOXES = new Set([0x66747970, 0x6d657461, 0x6d646174, 0x6d6f6f76]);

/** AVIF and HEIC: the largest `ispe` (a tiled photo's whole grid has one too), and boxes that reach past the end of the file. */
function heif(view: DataView): ImageHeader {
  let size: ImageHeader['size'] = null;
  let endsEarly = false;
  const walk = (from: number, to: number, top: boolean): void => {
    for (let offset = from; offset + 8 <= to;) {
      let length = view.getUint32(offset);
      const kind = view.getUint32(offset + 4);
      let start = offset + 8;
      if (length === 1) {
        length = view.getUint32(offset + 8) * 2 ** 32 + view.getUint32(offset + 12);
        start = offset + 16;
      }
      const end = length === 0 ? to : offset + length;
      if (end < start) return;
      if (end > to && top && TOP_BOXES.has(kind)) endsEarly = true;
      const inside = Math.min(end, to);
      if (kind === 0x6d657461)
        walk(start + 4, inside, false); // meta
      else if (kind === 0x69707270 || kind === 0x6970636f)
        walk(start, inside, false); // iprp, ipco
      else if (kind === 0x69737065 && start + 12 <= inside) {
        const found = { width: view.getUint32(start + 4), height: view.getUint32(start + 8) }; // ispe
        if (size === null || found.width * found.height > size.width * size.height) size = found;
      }
      offset = end;
    }
  };
  walk(0, view.byteLength, true);
  return { size, endsEarly };
}
