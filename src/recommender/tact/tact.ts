import * as v from 'valibot';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { phraseFinder } from '../../domain/text/phrases.ts';
import type { Phrase } from '../../domain/text/phrases.ts';
import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';
import { meanOfOwnTokens } from '../reading/caption-mean.ts';
import data from './tact-model.json';

/** Whether a caption tells of death, illness, an accident, a break-up, a lost job or pet, disaster or war. */
export interface Tact {
  readonly grave: boolean;
  /** 0…1; grave from the model's threshold on. */
  readonly probability: number;
}

/** What holds where there is no caption. */
export const NOT_GRAVE: Tact = { grave: false, probability: 0 };

const finite = v.pipe(v.number(), v.finite());
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/**
 * `tact-model.json`, written by training/tact: x = the caption's vector e and a 1 for each list of phrases that it holds one of, 0 otherwise;
 * p = σ(w·e + Σ s_k·x_k + b + Σ_j out_j·tanh(scale_j·(W_j·x) + bias_j)).
 */
export const tactModelSchema = v.strictObject({
  schema: v.literal(1),
  /** Id of the caption encoder whose vectors it reads, in any revision. */
  encoder: v.pipe(v.string(), v.nonEmpty()),
  threshold: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
  bias: finite,
  /** w: little-endian float32 in base64. */
  weights: v.strictObject({ shape: v.tuple([size]), f32: v.string() }),
  /** W: whole numbers from −127 to 127 in base64, a row for each unit. */
  hidden: v.strictObject({
    ...{ shape: v.tuple([size, size]), i8: v.string() },
    ...{ scale: v.array(finite), bias: v.array(finite), out: v.array(finite) },
  }),
  signals: v.array(
    v.strictObject({
      name: v.picklist(['grave', 'sad', 'light']),
      weight: finite,
      phrases: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.nonEmpty()),
    }),
  ),
});

interface TactModel {
  readonly encoder: string;
  readonly threshold: number;
  readonly bias: number;
  readonly weights: Float32Array;
  readonly hidden: readonly HiddenUnit[];
  readonly signals: readonly {
    readonly name: string;
    readonly weight: number;
    readonly isIn: (text: string) => boolean;
  }[];
}

interface HiddenUnit {
  readonly weights: Int8Array;
  readonly scale: number;
  readonly bias: number;
  readonly out: number;
}

let model: TactModel | undefined;

function tactModel(): TactModel {
  if (model !== undefined) return model;
  const { weights, hidden, signals, ...rest } = v.parse(tactModelSchema, data);
  const [bytes, layer] = [bytesOf(weights.f32), bytesOf(hidden.i8)];
  const [units, inputs] = hidden.shape;
  const isWhole =
    bytes.length === weights.shape[0] * 4 &&
    inputs === weights.shape[0] + signals.length &&
    layer.length === units * inputs &&
    [hidden.scale, hidden.bias, hidden.out].every(({ length }) => length === units);
  if (!isWhole)
    throw new TagweaveError('model-invalid', 'The weights of the tact classifier do not have their length.');
  const view = new DataView(bytes.buffer);
  model = {
    ...rest,
    weights: Float32Array.from({ length: weights.shape[0] }, (_, i) => view.getFloat32(4 * i, true)),
    hidden: hidden.out.map((out, unit) => ({
      ...{ out, scale: hidden.scale[unit] ?? 0, bias: hidden.bias[unit] ?? 0 },
      weights: new Int8Array(layer.buffer, unit * inputs, inputs),
    })),
    signals: signals.map(({ name, weight, phrases }) => ({
      ...{ name, weight },
      isIn: phraseFinder(phrases.map(phraseOf), { spaced: true, letter: /[\p{L}\p{N}_]/u }),
    })),
  };
  return model;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** What a caption calls for. @param encoder `id@revision` of the caption's vectors */
export function tactOf(
  caption: { readonly text: string; readonly encoding: CaptionEncoding } | null,
  encoder: string,
): Tact {
  if (caption === null || caption.text.trim() === '') return NOT_GRAVE;
  // Another encoder's vectors mean nothing to the weights: the phrases alone then.
  const readable = encoder.split('@')[0] === tactModel().encoder;
  return tactOfVector(readable ? meanOfOwnTokens(caption.encoding) : null, caption.text);
}

/** What speaks without a vector: a phrase that is hardly ever said of anything else. */
const GRAVE_PHRASE = 0.9;

/** @param vector the caption's own tokens' mean at length 1; null where there is none that the model knows */
export function tactOfVector(vector: Float32Array | null, text: string): Tact {
  const { weights, hidden, signals, bias, threshold } = tactModel();
  const said = normal(text);
  const heard = signals.map(({ isIn }) => isIn(said));
  if (vector?.length !== weights.length) {
    const hears = (name: string): boolean => signals.some((signal, index) => signal.name === name && heard[index]);
    const grave = hears('grave') && !hears('light');
    return { grave, probability: grave ? GRAVE_PHRASE : 0 };
  }
  let logit = bias;
  for (let i = 0; i < weights.length; i += 1) logit += (weights[i] ?? 0) * (vector[i] ?? 0);
  signals.forEach(({ weight }, index) => {
    if (heard[index] === true) logit += weight;
  });
  const inputs = Float32Array.of(...vector, ...heard.map(Number));
  for (const { weights: row, scale, bias: shift, out } of hidden) {
    let sum = 0;
    for (let index = 0; index < row.length; index += 1) sum += (row[index] ?? 0) * (inputs[index] ?? 0);
    logit += out * Math.tanh(scale * sum + shift);
  }
  const probability = 1 / (1 + Math.exp(-logit));
  return { grave: probability >= threshold, probability };
}

/** Signals that a caption holds, zeros and ones in the model's order: for the golden test. */
export function signalsIn(text: string): number[] {
  return tactModel().signals.map(({ isIn }) => (isIn(normal(text)) ? 1 : 0));
}

function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}

const WITHOUT_SPACES = /[\u3040-\u30ff\u3400-\u9fff]/u;

/** A phrase as whole words; with `*` at its end its last word may go on. As `phrase_pattern` in training/tact/signals.py. */
function phraseOf(phrase: string): Phrase {
  const open = phrase.endsWith('*');
  const words = normal(open ? phrase.slice(0, -1) : phrase).split(' ');
  return { words, open, anywhere: WITHOUT_SPACES.test(phrase) || !/[\p{L}\p{N}_]/u.test(phrase) };
}
