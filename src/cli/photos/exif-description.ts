/** Tag 270, ImageDescription, of type ASCII: in fact bytes in whatever encoding the program that wrote them had. */
const IMAGE_DESCRIPTION = 0x010e;
const ASCII = 2;
/** EXIF stands at a file's beginning. */
const LOOKED_AT = 512 * 1024;

/** The bytes of the EXIF description (TIFF 6.0, the first directory), which exifr gives as text only; null where there is none. */
export function exifDescription(photo: Uint8Array): Uint8Array | null {
  const end = Math.min(photo.length, LOOKED_AT) - 8;
  for (let at = 0; at < end; at += 1) {
    const isLittle = photo[at] === 0x49 && photo[at + 1] === 0x49 && photo[at + 2] === 42 && photo[at + 3] === 0;
    const isBig = photo[at] === 0x4d && photo[at + 1] === 0x4d && photo[at + 2] === 0 && photo[at + 3] === 42;
    const found = isLittle || isBig ? descriptionIn(photo.subarray(at), isLittle) : null;
    if (found !== null) return found;
  }
  return null;
}

function descriptionIn(tiff: Uint8Array, isLittle: boolean): Uint8Array | null {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const directory = view.getUint32(4, isLittle);
    const entries = view.getUint16(directory, isLittle);
    for (let place = 0; place < entries; place += 1) {
      const entry = directory + 2 + place * 12;
      if (view.getUint16(entry, isLittle) !== IMAGE_DESCRIPTION || view.getUint16(entry + 2, isLittle) !== ASCII)
        continue;
      const length = view.getUint32(entry + 4, isLittle);
      const start = length <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
      if (start + length > tiff.length) return null;
      const bytes = tiff.subarray(start, start + length);
      const end = bytes.indexOf(0);
      return end < 0 ? bytes : bytes.subarray(0, end);
    }
  } catch {
    // The file ends inside the directory, or these bytes only look like one.
  }
  return null;
}
