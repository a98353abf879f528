import * as v from 'valibot';

/** Encoded names as they are stored: each in whole steps of its largest number, a byte a number (5,000 of 384: 1.9 MB instead of 7.7). */
const schema = v.object({
  schema: v.literal(1),
  /** `id@revision` of the encoder. */
  maker: v.string(),
  labels: v.array(v.string()),
  values: v.instance(Int8Array),
});
type NamesRecord = v.InferOutput<typeof schema>;

const STEPS = 127;

/** @param names of one width, of length 1; null = the name has no meaning */
export function writtenNames(maker: string, names: readonly (readonly [string, Float32Array | null])[]): NamesRecord {
  const width = names.find(([, name]) => name !== null)?.[1]?.length ?? 0;
  const values = new Int8Array(names.length * width);
  for (const [row, [, name]] of names.entries()) {
    if (name === null) continue;
    const largest = name.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    values.set(
      name.map((value) => Math.round((value / largest) * STEPS)),
      row * width,
    );
  }
  return { schema: 1, maker, labels: names.map(([label]) => label), values };
}

/** What is stored, at length 1 again; nothing where it is of another encoder or makes no sense. */
export function readNames(record: unknown, maker: string): Map<string, Float32Array | null> {
  const read = v.safeParse(schema, record);
  if (!read.success || read.output.maker !== maker) return new Map();
  const { labels, values } = read.output;
  const width = labels.length === 0 ? 0 : values.length / labels.length;
  if (!Number.isInteger(width)) return new Map();
  return new Map(
    labels.map((label, row) => {
      const name = Float32Array.from(values.subarray(row * width, (row + 1) * width));
      const length = Math.hypot(...name);
      return [label, length > 0 ? name.map((value) => value / length) : null];
    }),
  );
}
