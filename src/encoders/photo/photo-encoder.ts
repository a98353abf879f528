import * as v from 'valibot';

import type { EncoderGolden } from '../../domain/models/encoder-manifest.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import type { EncoderBackend } from '../../domain/recommendation.ts';
import { throwIfAborted, untilAborted } from '../download/abort.ts';
import type { EncoderModel } from '../models/catalogue.ts';
import type { CheckMemory } from '../models/check-memory.ts';
import { noMemory } from '../models/check-memory.ts';
import { readable } from '../models/unreadable.ts';
import type { ChosenModel, DeviceChoice } from '../runtime/device.ts';
import { chooseDevice } from '../runtime/device.ts';
import type { FilesOf } from '../models/model-forms.ts';
import type { DecodedPhoto } from './photo.ts';
import { fractionBox } from './photo.ts';
import type { Box, Filter, RgbImage } from './resize.ts';
import { goldenDifference, patternImage, rowsFrom } from './self-check.ts';
import type { Feeds, Rescue, TokenMatrix, TokenModel } from '../runtime/token-model.ts';
import { openTokenModel, rowsError } from '../runtime/token-model.ts';
import type { ModelFiles } from '../runtime/transformers.ts';
import { jsonFile } from '../runtime/transformers.ts';

export interface LoadOptions {
  /** Verified bytes of the model's files (`formsOf`). */
  readonly files: FilesOf;
  readonly choice: DeviceChoice;
  /** Golden vectors, read when the self-check needs them; null: a run is all that is tried. */
  readonly golden: () => Promise<EncoderGolden | null>;
  /** Self-checks passed earlier; absent: every start checks. */
  readonly checks?: CheckMemory;
  readonly signal?: AbortSignal | undefined;
  readonly onDeviceLost?: ((now: EncoderBackend) => void) | undefined;
}

/** F: the regions of a photo. */
export interface PhotoEncoding {
  /** Grid of regions; region (row, column) is line row × columns + column of `data`. */
  readonly rows: number;
  readonly columns: number;
  /** D, numbers a region. */
  readonly width: number;
  /** (rows · columns) × width, row-major. */
  readonly data: Float32Array<ArrayBuffer>;
  /** Where the grid lies on the upright photo, in fractions of its sides. */
  readonly box: Box;
}

/** Photo → region matrix. */
export interface PhotoEncoder {
  /** `id@revision`. */
  readonly ref: string;
  readonly backend: EncoderBackend;
  readonly notes: readonly string[];
  readonly regions: number;
  readonly width: number;
  /** @throws TagweaveError `aborted`, `device-lost`, `model-invalid` */
  encode(photo: DecodedPhoto, signal?: AbortSignal): Promise<PhotoEncoding>;
  dispose(): Promise<void>;
}

const scale3 = v.pipe(v.array(v.number()), v.length(3));
const preprocessorSchema = v.object({
  resample: v.optional(v.number(), 2),
  do_rescale: v.optional(v.boolean(), true),
  rescale_factor: v.optional(v.number(), 1 / 255),
  do_normalize: v.optional(v.boolean(), true),
  image_mean: v.optional(scale3, () => [0.5, 0.5, 0.5]),
  image_std: v.optional(scale3, () => [0.5, 0.5, 0.5]),
});

/** byte → input number, a channel: byte · factor − offset. */
interface Normalisation {
  readonly filter: Filter;
  readonly factors: readonly number[];
  readonly offsets: readonly number[];
}

/**
 * Loads a photo encoder: ViT layouts (token matrix, `skip` leading rows dropped) and convolutional ones (feature map).
 * @throws TagweaveError `model-invalid` (with both numbers when rows or width differ from the manifest), `aborted`
 */
export async function loadPhotoEncoder(model: EncoderModel, options: LoadOptions): Promise<PhotoEncoder> {
  const { manifest } = model;
  if (manifest.kind !== 'photo-encoder')
    throw new TagweaveError('model-invalid', `${manifest.name} reads captions, not photos.`);
  const { dims, input } = manifest;
  const columns = Math.sqrt(dims.rows);
  const normalisation = readNormalisation(await options.files(), manifest.name);
  const open = async (backend: EncoderBackend, rescue?: Rescue): Promise<TokenModel> =>
    openTokenModel(
      await options.files('shipped'),
      backend,
      {
        name: manifest.name,
        dtype: manifest.dtype,
        output: manifest.output,
        width: dims.width,
        threads: options.choice.threads,
      },
      rescue,
    );
  const regionsOf = (matrix: TokenMatrix): TokenMatrix => {
    if (matrix.rows !== dims.rows + dims.skip) throw rowsError(manifest.name, dims.rows + dims.skip, matrix.rows);
    return rowsFrom(matrix, dims.skip);
  };
  const check = async (candidate: TokenModel): Promise<string | null> => {
    const { checks = noMemory } = options;
    if (await checks.passed(candidate.backend, manifest.dtype)) return null;
    const golden = await options.golden();
    const cases = (golden?.cases ?? []).flatMap(({ input: given, ...rest }) =>
      'pattern' in given ? [{ ...rest, given }] : [],
    );
    if (cases.length === 0)
      regionsOf(await candidate.run(feeds(patternImage({ pattern: 'noise', seed: 1 }, input.size), normalisation)));
    for (const { name, given, rows, values } of cases) {
      const all = await candidate.run(feeds(patternImage(given, input.size), normalisation));
      const regions = regionsOf(all);
      // Golden rows count what their maker saw: with or without the leading rows.
      const difference = goldenDifference(rows === all.rows ? all : regions, values, rows, {
        tolerance: golden?.tolerance ?? 0,
      });
      if (difference !== null) return `${name}: ${difference}`;
    }
    if (cases.length > 0) await checks.keep(candidate.backend, manifest.dtype);
    return null;
  };
  const chosen: ChosenModel = await readable(manifest.name, () =>
    chooseDevice({
      choice: options.choice,
      open,
      check,
      probe: () => feeds(patternImage({ pattern: 'noise', seed: 7 }, input.size), normalisation),
      signal: options.signal,
      onDeviceLost: options.onDeviceLost,
    }),
  );
  return {
    ref: modelRef(manifest),
    get backend() {
      return chosen.backend;
    },
    notes: chosen.notes,
    regions: dims.rows,
    width: dims.width,
    async encode(photo, signal) {
      throwIfAborted(signal);
      const pixels = photo.pixels(input.size, input.fit, normalisation.filter);
      const { data } = regionsOf(await untilAborted(chosen.run(feeds(pixels, normalisation)), signal));
      return {
        rows: columns,
        columns,
        width: dims.width,
        data,
        box: fractionBox(photo.width, photo.height, input.fit),
      };
    },
    dispose: () => chosen.dispose(),
  };
}

function readNormalisation(files: ModelFiles, name: string): Normalisation {
  const result = v.safeParse(preprocessorSchema, jsonFile(files, 'preprocessor_config.json') ?? {});
  if (!result.success)
    throw new TagweaveError(
      'model-invalid',
      `preprocessor_config.json of ${name} is not usable: ${result.issues[0].message}.`,
    );
  const config = result.output;
  const rescale = config.do_rescale ? config.rescale_factor : 1;
  const mean = config.do_normalize ? config.image_mean : [0, 0, 0];
  const deviation = config.do_normalize ? config.image_std : [1, 1, 1];
  return {
    // PIL.Image.Resampling: 2 bilinear, 3 bicubic.
    filter: config.resample === 3 ? 'bicubic' : 'bilinear',
    factors: deviation.map((value) => rescale / value),
    offsets: deviation.map((value, channel) => (mean[channel] ?? 0) / value),
  };
}

/** `pixel_values` (1, 3, size, size). */
function feeds(image: RgbImage, { factors, offsets }: Normalisation): Feeds {
  const plane = image.width * image.height;
  const data = new Float32Array(plane * 3);
  for (let channel = 0; channel < 3; channel++) {
    const [factor, offset] = [factors[channel] ?? 1, offsets[channel] ?? 0];
    for (let pixel = 0; pixel < plane; pixel++)
      data[channel * plane + pixel] = (image.data[pixel * 3 + channel] ?? 0) * factor - offset;
  }
  const tensor = { type: 'float32' as const, data, dims: [1, 3, image.height, image.width] };
  return { pixel_values: tensor };
}
