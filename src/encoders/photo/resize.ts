/** RGB bytes, row-major, three a pixel; of four the last is not read, as a canvas gives them. */
export interface RgbImage<Bytes extends Uint8Array | Uint8ClampedArray = Uint8Array | Uint8ClampedArray> {
  readonly width: number;
  readonly height: number;
  readonly data: Bytes;
}

/** Part of an image in its pixels, fractions allowed. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Filter = 'bilinear' | 'bicubic';
/** `squash`: the whole picture; `cover`: its largest centred square. */
export type Fit = 'squash' | 'cover';

const PRECISION = 22;

/** The part of a picture that the encoder sees. */
export function fitBox(width: number, height: number, fit: Fit): Box {
  if (fit === 'squash') return { x: 0, y: 0, width, height };
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
}

/**
 * Resizes to `width` × `height` with a filter that widens when the picture shrinks (antialias): Pillow's algorithm in its integer
 * arithmetic (Resample.c, 22-bit weights, horizontal pass first, rounding to bytes in between), so that the encoders see the
 * same bytes here as in `training/`.
 */
export function resize(
  image: RgbImage,
  width: number,
  height: number,
  filter: Filter,
  box: Box = fitBox(image.width, image.height, 'squash'),
): RgbImage {
  const across = weights(image.width, box.x, box.width, width, filter);
  const down = weights(image.height, box.y, box.height, height, filter);
  const first = down.starts[0] ?? 0;
  const last = Math.max(...down.starts.map((start, index) => start + (down.counts[index] ?? 0)));
  const rows = last - first;
  const step = image.data.length / (image.width * image.height);
  const between = new Uint8ClampedArray(rows * width * 3);
  pass(
    image.data,
    between,
    {
      lines: rows,
      outputs: width,
      line: image.width * step,
      step,
      outLine: width * 3,
      outStep: 3,
      offset: first * image.width * step,
    },
    across,
  );
  const data = new Uint8ClampedArray(width * height * 3);
  const shifted = { ...down, starts: down.starts.map((start) => start - first) };
  pass(
    between,
    data,
    { lines: width, outputs: height, line: 3, step: width * 3, outLine: 3, outStep: width * 3, offset: 0 },
    shifted,
  );
  return { width, height, data };
}

interface Weights {
  readonly starts: readonly number[];
  readonly counts: readonly number[];
  /** Fixed point, `taps` an output. */
  readonly values: Int32Array;
  readonly taps: number;
}

interface Layout {
  readonly lines: number;
  readonly outputs: number;
  readonly line: number;
  readonly step: number;
  readonly outLine: number;
  readonly outStep: number;
  readonly offset: number;
}

function weights(size: number, from: number, length: number, outputs: number, filter: Filter): Weights {
  const scale = length / outputs;
  const stretch = Math.max(1, scale);
  const support = (filter === 'bilinear' ? 1 : 2) * stretch;
  const curve = filter === 'bilinear' ? triangle : cubic;
  const taps = Math.ceil(support) * 2 + 1;
  const values = new Int32Array(outputs * taps);
  const [starts, counts]: [number[], number[]] = [[], []];
  for (let output = 0; output < outputs; output++) {
    const centre = from + (output + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(size, Math.trunc(centre + support + 0.5)) - start;
    const raw = Array.from({ length: count }, (_, tap) => curve((tap + start - centre + 0.5) / stretch));
    const total = raw.reduce((sum, value) => sum + value, 0);
    raw.forEach((value, tap) => {
      const fixed = (value / (total === 0 ? 1 : total)) * (1 << PRECISION);
      values[output * taps + tap] = Math.trunc(fixed < 0 ? fixed - 0.5 : fixed + 0.5);
    });
    starts.push(start);
    counts.push(count);
  }
  return { starts, counts, values, taps };
}

function pass(
  input: Uint8Array | Uint8ClampedArray,
  output: Uint8ClampedArray,
  layout: Layout,
  { starts, counts, values, taps }: Weights,
): void {
  const half = 1 << (PRECISION - 1);
  const { lines, outputs, line: inLine, step, outLine, outStep, offset } = layout;
  for (let line = 0; line < lines; line++) {
    let out = line * outLine;
    for (let index = 0; index < outputs; index++, out += outStep) {
      // 32-bit arithmetic throughout, which engines have machine instructions for: 255 · 2^22 and a cubic's overshoot fit.
      let r = half;
      let g = half;
      let b = half;
      let at = offset + line * inLine + (starts[index] ?? 0) * step;
      const begin = index * taps;
      const end = begin + (counts[index] ?? 0);
      for (let tap = begin; tap < end; tap++, at += step) {
        const weight = values[tap] ?? 0;
        r = (r + Math.imul(input[at] ?? 0, weight)) | 0;
        g = (g + Math.imul(input[at + 1] ?? 0, weight)) | 0;
        b = (b + Math.imul(input[at + 2] ?? 0, weight)) | 0;
      }
      output[out] = r >> PRECISION;
      output[out + 1] = g >> PRECISION;
      output[out + 2] = b >> PRECISION;
    }
  }
}

function triangle(x: number): number {
  return Math.max(0, 1 - Math.abs(x));
}

/** Keys' cubic with a = −0.5, Pillow's BICUBIC. */
function cubic(x: number): number {
  const d = Math.abs(x);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}
