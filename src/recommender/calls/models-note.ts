import type { LoadReport } from '../recommender.ts';

declare const __TAGWEAVE_VERSION__: string;
/** `id@revision` of every model in the catalogue that this version was built with (scripts/vite/release.ts). */
declare const __TAGWEAVE_MODELS__: readonly string[];

const idOf = (ref: string): string => ref.slice(0, ref.lastIndexOf('@'));

/**
 * A sentence where the loaded models are not the revisions that this version of the package came with: a site's copy is easily forgotten
 * when the package is updated. Null where they are, and for models that are none of ours.
 */
export function modelsNote(
  loaded: LoadReport['models'],
  shipped: readonly string[] = __TAGWEAVE_MODELS__,
  version: string = __TAGWEAVE_VERSION__,
): string | null {
  const others = Object.values(loaded).flatMap((ref: string) => {
    const own = shipped.find((one) => idOf(one) === idOf(ref));
    return own === undefined || own === ref ? [] : [`${ref} instead of ${own}`];
  });
  if (others.length === 0) return null;
  return `The models are not those that tagweave ${version} came with: ${others.join(', ')}. Copy them again (npx tagweave copy), or use the version of the package that they came with.`;
}
