/**
 * What a person says of an encoder of their own: `manifest.json` of docs/formats.md with the fields that may be left out. Written out, and
 * not taken from its schema (encoder-manifest.ts, which a test compares), because it stands in the package's declarations.
 */
export interface OwnEncoderBase {
  schema: 1;
  /** Its name among models: a-z, 0-9, `.` and `-`. */
  id: string;
  /** Any change of weights or preprocessing changes it. */
  revision: string;
  name: string;
  description?: string | undefined;
  licence?: string | undefined;
  source?: string[] | undefined;
  golden?: string | undefined;
  /** Files relative to the folder; size and sum are checked where they are given. */
  files: { path: string; bytes?: number | null | undefined; sha256?: string | null | undefined }[];
  /** transformers.js’s `config.model_type`. */
  modelType: string;
  dtype: EncoderForm;
  /** Name of the ONNX output that is the token matrix. */
  output: string;
}

/** Forms in which transformers.js finds an ONNX file. */
export type EncoderForm = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4';

/** A photo encoder of one’s own. */
export interface OwnPhotoEncoder extends OwnEncoderBase {
  kind: 'photo-encoder';
  /** `rows` (a square number) rows of `width` numbers after `skip` leading ones. */
  dims: { rows: number; width: number; skip: number };
  /** Side of the square input in pixels; the whole picture squashed into it, or the largest centred square. */
  input: { size: number; fit: 'squash' | 'cover' };
}

/** A caption encoder of one’s own. */
export interface OwnCaptionEncoder extends OwnEncoderBase {
  kind: 'caption-encoder';
  dims: { rows: number; width: number; skip?: 0 | undefined };
  /** Put before every caption. */
  prefix?: string | undefined;
  maxTokens: number;
  /** A second form for processors (docs/decisions/0010). */
  derived?:
    | { dtype: EncoderForm; recipe: string; bytes: number; sha256: string; tolerance: number; cosine: number }
    | undefined;
}

/** Manifest of a person's own encoder. */
export type OwnEncoderManifestInput = OwnPhotoEncoder | OwnCaptionEncoder;
