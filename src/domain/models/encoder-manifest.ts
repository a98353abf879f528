import * as v from 'valibot';

import {
  manifestBaseEntries,
  modelFileSchema,
  modelIdSchema,
  modelPathSchema,
  wholeNumberSchema,
} from './model-files.ts';

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Forms in which transformers.js finds an ONNX file; `onnxFile` gives the name. */
export const encoderDtypeSchema = v.picklist(['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4']);
export type EncoderDtype = v.InferOutput<typeof encoderDtypeSchema>;

const ONNX_SUFFIX: Readonly<Record<EncoderDtype, string>> = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
};

/** Path of the network's file inside the folder of an encoder, as transformers.js looks for it. */
export function onnxFile(dtype: EncoderDtype): string {
  return `onnx/model${ONNX_SUFFIX[dtype]}.onnx`;
}

const encoderEntries = {
  /** transformers.js's `config.model_type`. */
  modelType: v.pipe(v.string(), v.nonEmpty()),
  dtype: encoderDtypeSchema,
  /** Name of the ONNX output that is the token matrix. */
  output: v.pipe(v.string(), v.nonEmpty()),
} as const;

const photoEntries = {
  ...encoderEntries,
  kind: v.literal('photo-encoder'),
  /** M rows of `width` numbers after dropping `skip` leading rows (CLS); the grid is √M × √M, row-major from top left. */
  dims: v.object({
    rows: v.pipe(
      size,
      v.check((rows) => Number.isInteger(Math.sqrt(rows)), 'rows of a photo encoder form a square grid'),
    ),
    width: size,
    skip: wholeNumberSchema,
  }),
  /** Side of the square input in pixels; the whole picture squashed into it, or the largest centred square. */
  input: v.object({ size: v.pipe(size, v.maxValue(2048)), fit: v.picklist(['squash', 'cover']) }),
} as const;

/**
 * A second form of the network for processors, made on the device from the downloaded one (`recipe`: a path among `files`). The
 * golden vectors hold for it with a tolerance of its own, and for the mean rows' cosine.
 */
const derivedFormSchema = v.object({
  dtype: encoderDtypeSchema,
  recipe: modelPathSchema,
  bytes: modelFileSchema.entries.bytes,
  sha256: modelFileSchema.entries.sha256,
  tolerance: v.pipe(v.number(), v.minValue(0)),
  cosine: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
});

const captionEntries = {
  ...encoderEntries,
  kind: v.literal('caption-encoder'),
  /** At most `rows` rows of `width` numbers, one a token. */
  dims: v.object({ rows: size, width: size, skip: v.optional(v.literal(0), 0) }),
  /** Put before every caption ("query: " for the E5 family). */
  prefix: v.optional(v.string(), ''),
  maxTokens: v.pipe(size, v.minValue(4), v.maxValue(8192)),
  derived: v.optional(derivedFormSchema),
} as const;

export const photoEncoderManifestSchema = v.object({ ...manifestBaseEntries, ...photoEntries });
export const captionEncoderManifestSchema = v.object({ ...manifestBaseEntries, ...captionEntries });

/** `public/models/<id>/manifest.json` of an encoder (docs/formats.md). */
export const encoderManifestSchema = v.variant('kind', [photoEncoderManifestSchema, captionEncoderManifestSchema]);

/** A person's own model: byte counts and sums may be unknown, then they are not checked. */
const ownFileSchema = v.object({
  path: modelPathSchema,
  bytes: v.optional(v.nullable(modelFileSchema.entries.bytes), null),
  sha256: v.optional(v.nullable(modelFileSchema.entries.sha256), null),
});
const ownEntries = {
  ...manifestBaseEntries,
  licence: v.optional(v.string(), 'unknown'),
  source: v.optional(v.array(v.string()), []),
  files: v.array(ownFileSchema),
} as const;
export const ownEncoderManifestSchema = v.variant('kind', [
  v.object({ ...ownEntries, ...photoEntries }),
  v.object({ ...ownEntries, ...captionEntries }),
]);

/** `public/models/catalogue.json`: what there is; `default` names the trio of a first visit. */
export const catalogueSchema = v.object({
  schema: v.literal(1),
  default: v.object({
    photo: v.nullish(modelIdSchema),
    caption: v.nullish(modelIdSchema),
    network: v.nullish(modelIdSchema),
  }),
  models: v.array(
    v.object({
      id: modelIdSchema,
      revision: manifestBaseEntries.revision,
      kind: manifestBaseEntries.kind,
      folder: modelPathSchema,
      manifestSha256: modelFileSchema.entries.sha256,
    }),
  ),
});

const numbers = v.array(v.number());
const goldenValues = v.object({ first: numbers, sum: v.number(), mean: numbers });

/** `golden.json` of an encoder: inputs and what ONNX Runtime natively makes of them. `tolerance` is absolute, for any number. */
export const encoderGoldenSchema = v.object({
  schema: v.literal(1),
  tolerance: v.pipe(v.number(), v.minValue(0)),
  cases: v.array(
    v.object({
      name: v.string(),
      input: v.union([
        v.object({ pattern: v.picklist(['gradient', 'checker', 'noise']), seed: v.number() }),
        v.object({ text: v.string(), ids: v.optional(numbers, []) }),
      ]),
      rows: size,
      values: goldenValues,
    }),
  ),
});

export type EncoderManifest = v.InferOutput<typeof encoderManifestSchema>;
export type OwnEncoderManifest = v.InferOutput<typeof ownEncoderManifestSchema>;
export type DerivedForm = v.InferOutput<typeof derivedFormSchema>;
export type Catalogue = v.InferOutput<typeof catalogueSchema>;
export type CatalogueEntry = Catalogue['models'][number];
export type EncoderGolden = v.InferOutput<typeof encoderGoldenSchema>;
export type GoldenValues = v.InferOutput<typeof goldenValues>;
