import * as v from 'valibot';

/** A count, a size, a place in a list. */
export const wholeNumberSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Identifier of a model = its folder under `public/models/`. */
export const modelIdSchema = v.pipe(
  v.string(),
  v.maxLength(100),
  v.regex(/^[a-z0-9][a-z0-9.-]*$/, 'a model id is made of a-z, 0-9, "." and "-"'),
);

/** `id@revision`: what stored vectors carry; another revision never mixes (architecture.md). */
export const modelRefSchema = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^[a-z0-9][a-z0-9.-]*@[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected "id@revision"'),
);

/** A path inside the model's folder: relative, `/` between names, never leaving the folder. */
export const modelPathSchema = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(255),
  v.regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/, 'a relative path inside the model folder'),
  v.check((path) => !path.split('/').includes('..'), 'a path must not leave the model folder'),
);

/** One file that a recommender downloads, with what is checked after the download. */
export const modelFileSchema = v.object({
  path: modelPathSchema,
  bytes: wholeNumberSchema,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'sha256 is 64 lower-case hex digits')),
});

/** Fields every `public/models/<id>/manifest.json` has, whatever its kind; spread it into a kind's own schema. */
export const manifestBaseEntries = {
  schema: v.literal(1),
  kind: v.picklist(['photo-encoder', 'caption-encoder', 'network']),
  id: modelIdSchema,
  /** Any change of weights or preprocessing changes it. */
  revision: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/), v.maxLength(60)),
  name: v.pipe(v.string(), v.nonEmpty()),
  description: v.optional(v.string(), ''),
  licence: v.pipe(v.string(), v.nonEmpty()),
  /** Where it comes from: `package==version`, data sets, papers. */
  source: v.array(v.string()),
  /** Relative path of the golden vectors; may be absent for a person's own models. */
  golden: v.optional(modelPathSchema),
  files: v.pipe(
    v.array(modelFileSchema),
    v.check((files) => new Set(files.map((file) => file.path)).size === files.length, 'a file is listed twice'),
  ),
} as const;

export type ModelFile = v.InferOutput<typeof modelFileSchema>;

/** `id@revision` of a manifest. */
export function modelRef(manifest: { readonly id: string; readonly revision: string }): string {
  return `${manifest.id}@${manifest.revision}`;
}
