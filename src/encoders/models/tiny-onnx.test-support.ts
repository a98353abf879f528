/** A minimal writer of ONNX files (protobuf by hand), so that tests can make networks of any shape without binary fixtures. */

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest % 128) | (rest > 127 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}
const number = (field: number, value: number): Uint8Array => Uint8Array.from([...varint(field * 8), ...varint(value)]);
const bytes = (field: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return joined([Uint8Array.from([...varint(field * 8 + 2), ...varint(length)]), ...parts]);
};
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
const value = (field: number, name: string, dims: readonly number[]): Uint8Array =>
  bytes(
    field,
    bytes(1, text(name)),
    bytes(2, bytes(1, number(1, 1), bytes(2, ...dims.map((dim) => bytes(1, number(1, dim)))))),
  );

/** One convolution: `pixel_values` (1, 3, cells·stride, cells·stride) → `last_hidden_state` (1, width, cells, cells). */
export function convolution(
  width: number,
  cells: number,
  stride: number,
  weights: Float32Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const kernel = Math.sqrt(weights.length / width / 3);
  const ints = (name: string, values: readonly number[]): Uint8Array =>
    bytes(5, bytes(1, text(name)), ...values.map((each) => number(8, each)), number(20, 7));
  const node = bytes(
    1,
    bytes(1, text('pixel_values')),
    bytes(1, text('w')),
    bytes(2, text('last_hidden_state')),
    bytes(4, text('Conv')),
    ints('kernel_shape', [kernel, kernel]),
    ints('strides', [stride, stride]),
  );
  const raw = new Uint8Array(weights.buffer);
  const tensor = bytes(
    5,
    ...[width, 3, kernel, kernel].map((dim) => number(1, dim)),
    number(2, 1),
    bytes(8, text('w')),
    bytes(9, raw),
  );
  const graph = bytes(
    7,
    node,
    bytes(2, text('g')),
    tensor,
    value(11, 'pixel_values', [1, 3, cells * stride, cells * stride]),
    value(12, 'last_hidden_state', [1, width, cells, cells]),
  );
  return joined([number(1, 8), graph, bytes(8, bytes(1, text('')), number(2, 17))]);
}
