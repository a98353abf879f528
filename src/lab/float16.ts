import { halfOf } from '../network/tensors/float16.ts';

/** Little-endian float16 numbers (IEEE 754 binary16) as float32. */
export function fromFloat16(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 2 }, (_, i) => halfOf(view.getUint16(2 * i, true)));
}
