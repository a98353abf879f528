import * as v from 'valibot';
import { TagweaveError } from '../domain/errors/errors.ts';
import type { NetworkConfig } from '../domain/models/network-manifest.ts';
import { a2Scores, rank } from './heads/hybrid.ts';
import type { Network, NetworkOutput, StageName } from './network.ts';
import type { EncodedMatrix } from './layers/projection.ts';

/** Stages compared number by number, in the order of the equations. */
export const NUMBER_STAGES = [
  ...(['V', 'Q', 'alpha', 'Qt', 'C', 'av', 'aq', 't', 'v', 'w', 'p', 'u', 'z', 'logits', 'yhat'] satisfies StageName[]),
  'q',
  'scores',
] as const;
export type NumberStage = (typeof NUMBER_STAGES)[number];

/** What a person gets to see depends on these alone; the app's self-check compares them. */
export const FINAL_STAGES = ['logits', 'yhat', 'q', 'scores'] as const satisfies readonly NumberStage[];

const packedSchema = v.pipe(
  v.object({ shape: v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), f32: v.pipe(v.string(), v.base64()) }),
  v.transform(({ shape, f32 }) => ({ shape, data: floatsOf(f32) })),
  v.check(({ shape, data }) => shape.reduce((a, b) => a * b, 1) === data.length, 'the shape does not fit the numbers'),
);
const matrixSchema = v.pipe(
  packedSchema,
  v.check(({ shape }) => shape.length === 2, 'a matrix has two dimensions'),
  v.transform(({ shape: [rows = 0, width = 0], data }): EncodedMatrix => ({ rows, width, data })),
);
const numbersSchema = v.pipe(
  packedSchema,
  v.transform(({ data }) => data),
);
const tagsSchema = v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));
const numberStages = Object.fromEntries(NUMBER_STAGES.map((name) => [name, numbersSchema])) as Record<
  NumberStage,
  typeof numbersSchema
>;

const goldenSchema = v.object({
  schema: v.literal(1),
  tolerance: v.pipe(v.number(), v.minValue(0)),
  cases: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        photo: v.nullable(matrixSchema),
        caption: v.nullable(matrixSchema),
        history: v.array(v.object({ vector: numbersSchema, tags: tagsSchema })),
        stages: v.object({ ...numberStages, sequence: tagsSchema, order: tagsSchema }),
      }),
    ),
    v.nonEmpty(),
  ),
});
/** `golden.json` of a network (docs/formats.md). */
export type Golden = v.InferOutput<typeof goldenSchema>;

/** @throws TagweaveError `model-invalid` */
export function parseGolden(json: unknown): Golden {
  const result = v.safeParse(goldenSchema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new TagweaveError(
    'model-invalid',
    `The network's golden vectors cannot be read: ${issue.message}. Download the model again.`,
  );
}

function floatsOf(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (bytes.length % 4 !== 0) return new Float32Array(0);
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

export interface GoldenReport {
  readonly tolerance: number;
  readonly cases: number;
  /** Greatest |difference| of each stage over all cases; Infinity where lengths differ or a number is NaN. */
  readonly differences: Readonly<Record<NumberStage, number>>;
  /** The greatest of all, with the case it is found in. */
  readonly worst: { readonly case: string; readonly stage: NumberStage; readonly difference: number };
  /** The final order and the greedy sequence are the golden ones in every case. */
  readonly sameOrder: boolean;
  readonly sameSequence: boolean;
}

/** Runs every golden case on the network's backend and compares all stages. */
export async function runGolden(network: Pick<Network, 'run' | 'config'>, golden: Golden): Promise<GoldenReport> {
  const differences = Object.fromEntries(NUMBER_STAGES.map((stage) => [stage, 0])) as Record<NumberStage, number>;
  let worst: GoldenReport['worst'] = { case: '', stage: 'V', difference: -1 };
  let sameOrder = true;
  let sameSequence = true;
  for (const { name, stages, ...input } of golden.cases) {
    const output = await network.run(input, { stages: true });
    const scores = hybridOf(network.config, output);
    for (const stage of NUMBER_STAGES) {
      const actual = stage === 'q' ? output.q : stage === 'scores' ? scores : output.stages?.[stage];
      const difference = greatestDifference(actual, stages[stage]);
      if (difference > differences[stage]) differences[stage] = difference;
      if (difference > worst.difference) worst = { case: name, stage, difference };
    }
    sameOrder &&= sameList(rank(scores, stages.order.length), stages.order);
    sameSequence &&= sameList(output.sequence, stages.sequence);
  }
  return { tolerance: golden.tolerance, cases: golden.cases.length, differences, worst, sameOrder, sameSequence };
}

/** Golden scores are those of A2, whatever head the manifest chose. */
function hybridOf(config: NetworkConfig, output: NetworkOutput): Float32Array {
  if (config.head === 'hybrid' && config.hybrid.rule === 'A2') return output.scores;
  return a2Scores(output.probabilities, output.q, config.hybrid.beta).scores;
}

function sameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((tag, n) => tag === b[n]);
}

function greatestDifference(actual: Float32Array | undefined, expected: Float32Array): number {
  if (actual?.length !== expected.length) return Infinity;
  return expected.reduce((greatest, value, i) => {
    const difference = Math.abs((actual[i] ?? NaN) - value);
    return Number.isNaN(difference) ? Infinity : Math.max(greatest, difference);
  }, 0);
}

/** The app's self-check at start accepts this much in the final stages: GPUs round tanh and exp a little differently. */
export const SELF_CHECK_TOLERANCE = 1e-3;

/**
 * The self-check: the first `count` golden cases, final stages only. Returns the greatest difference; more than
 * {@link SELF_CHECK_TOLERANCE} means that the backend computes wrongly.
 */
export async function selfCheck(network: Pick<Network, 'run' | 'config'>, golden: Golden, count = 2): Promise<number> {
  const { differences } = await runGolden(network, { ...golden, cases: golden.cases.slice(0, count) });
  return Math.max(...FINAL_STAGES.map((stage) => differences[stage]));
}
