import type { SharpConstructor } from 'sharp';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { OnceMade } from '../../domain/once-made.ts';

/** What Node needs besides this package: native code that a page has no use for (docs/decisions/0009-package.md). */
const PACKAGES = '@huggingface/transformers sharp';

/** A package that may not be there. @throws TagweaveError `engine-missing` that says what to install */
export async function nativePackage<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw new TagweaveError(
      'engine-missing',
      `In Node, Tagweave needs two packages beside it that are not installed here: npm install ${PACKAGES}`,
      { cause },
    );
  }
}

/** Not any module that is missing inside of them: then they are broken, and say so themselves. */
function isMissing(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('code' in cause) || cause.code !== 'ERR_MODULE_NOT_FOUND') return false;
  return PACKAGES.split(' ').some((name) => cause.message.includes(`package '${name}'`));
}

const loadedSharp = new OnceMade(() => nativePackage(async () => (await import('sharp')).default));

/** sharp, loaded when the first photo is decoded. @throws TagweaveError `engine-missing` */
export function loadSharp(): Promise<SharpConstructor> {
  return loadedSharp.get();
}
