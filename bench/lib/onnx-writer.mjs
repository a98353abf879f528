import { Buffer } from 'node:buffer';
import { randomFillSync } from 'node:crypto';

/*
 * As much of ONNX (onnx/onnx.proto3, https://onnx.ai) as a transformer with random weights needs: bench/lib/rivals.mjs. The wire format is
 * protobuf's: (field << 3 | kind), kind 0 = varint, 2 = length and bytes, 5 = four bytes.
 */
const FLOAT = 1;
const INT8 = 3;
const INT64 = 7;

const varint = (value) => {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
};
const number = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
const block = (field, bytes) => Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
const text = (field, value) => block(field, Buffer.from(value));
const float = (field, value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint((field << 3) | 5), bytes]);
};

/** AttributeProto: an integer, a number, or a list of integers. */
function attribute(name, value) {
  if (Array.isArray(value)) return Buffer.concat([text(1, name), ...value.map((one) => number(8, one)), number(20, 7)]);
  if (typeof value === 'object') return Buffer.concat([text(1, name), float(2, value.float), number(20, 1)]);
  return Buffer.concat([text(1, name), number(3, value), number(20, 2)]);
}

function valueInfo(name, type, dims) {
  const shape = Buffer.concat(dims.map((size) => block(1, number(1, size))));
  return Buffer.concat([text(1, name), block(2, block(1, Buffer.concat([number(1, type), block(2, shape)])))]);
}

/** A graph under construction; operators give the names of their outputs. */
export class Graph {
  #parts = [];
  #inputs = [];
  #outputs = [];
  #names = 0;
  /** Parameters made so far. */
  parameters = 0;

  #name(what) {
    this.#names += 1;
    return `${what}_${this.#names}`;
  }

  node(op, inputs, attributes = {}, outputs = 1) {
    const names = Array.from({ length: outputs }, () => this.#name(op));
    this.#parts.push(
      block(
        1,
        Buffer.concat([
          ...inputs.map((input) => text(1, input)),
          ...names.map((name) => text(2, name)),
          text(3, names[0]),
          text(4, op),
          ...Object.entries(attributes).map(([key, value]) => block(5, attribute(key, value))),
        ]),
      ),
    );
    return outputs === 1 ? names[0] : names;
  }

  #tensor(type, dims, raw) {
    const name = this.#name('weight');
    const head = Buffer.concat([...dims.map((size) => number(1, size)), number(2, type), text(8, name)]);
    this.#parts.push(block(5, Buffer.concat([head, block(9, raw)])));
    return name;
  }

  floats(dims, values) {
    return this.#tensor(FLOAT, dims, Buffer.from(Float32Array.from(values).buffer));
  }

  integers(values) {
    return this.#tensor(INT64, [values.length], Buffer.from(BigInt64Array.from(values, BigInt).buffer));
  }

  zeroPoint() {
    return this.#tensor(INT8, [], Buffer.alloc(1));
  }

  /** Random bytes of a quantised matrix. */
  int8(dims) {
    const count = dims.reduce((product, size) => product * size, 1);
    this.parameters += count;
    return this.#tensor(INT8, dims, randomFillSync(Buffer.alloc(count)));
  }

  /** Random numbers of about `scale`. */
  random(dims, scale) {
    const count = dims.reduce((product, size) => product * size, 1);
    this.parameters += count;
    return this.floats(
      dims,
      Array.from({ length: count }, () => (Math.random() - 0.5) * 2 * scale),
    );
  }

  input(name, type, dims) {
    this.#inputs.push(block(11, valueInfo(name, type === 'float32' ? FLOAT : INT64, dims)));
    return name;
  }

  output(from, dims) {
    this.#outputs.push(block(12, valueInfo(from, FLOAT, dims)));
  }

  /** The model file. */
  bytes() {
    const graph = Buffer.concat([text(2, 'random'), ...this.#parts, ...this.#inputs, ...this.#outputs]);
    const opset = Buffer.concat([text(1, ''), number(2, 20)]);
    return Buffer.concat([number(1, 9), text(2, 'tagweave bench'), block(8, opset), block(7, graph)]);
  }
}
