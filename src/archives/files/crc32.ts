const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** CRC-32 as zip archives carry it (IEEE 802.3, reflected), so that a photo is the same inside an archive and beside it. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let state = ~before;
  for (const byte of bytes) state = (state >>> 8) ^ (TABLE[(state ^ byte) & 0xff] ?? 0);
  return ~state >>> 0;
}

/** The same of a file, read piece by piece. */
export async function crc32Of(file: Blob): Promise<number> {
  const pieceBytes = 4e6;
  let state = 0;
  for (let start = 0; start < file.size; start += pieceBytes) {
    state = crc32(new Uint8Array(await file.slice(start, start + pieceBytes).arrayBuffer()), state);
  }
  return state;
}
