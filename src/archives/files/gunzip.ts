import { TagweaveError } from '../../domain/errors/errors.ts';
import { nameOf } from './archive-path.ts';

/** What is believed of any archive, however small, and of each of its bytes: lists of posts pack to a tenth, photos not at all. */
const SURELY_BYTES = 256e6;
const RATIO = 50;
/** Beyond this, only what is nearly as large when packed: photos and films. */
const LARGE_BYTES = 4e9;
const LARGE_RATIO = 4;

/**
 * The bytes inside a gzip file; a browser keeps them outside of the memory when they are many.
 * @throws TagweaveError `archive-too-large` when far more come out than an export holds; what is left is then never unpacked
 */
export async function gunzip(file: Blob, path: string, surelyBytes = SURELY_BYTES): Promise<Blob> {
  const limit = Math.min(Math.max(surelyBytes, file.size * RATIO), Math.max(LARGE_BYTES, file.size * LARGE_RATIO));
  let unpacked = 0;
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(bytes, controller) {
      unpacked += bytes.length;
      if (unpacked > limit) controller.error(tooLarge(path));
      else controller.enqueue(bytes);
    },
  });
  const bytes = file.stream().pipeThrough(new DecompressionStream('gzip')).pipeThrough(counting);
  try {
    return await new Response(bytes).blob();
  } catch (error) {
    // Platforms wrap what a stream failed with.
    throw unpacked > limit ? tooLarge(path) : error;
  }
}

function tooLarge(path: string): TagweaveError {
  return new TagweaveError(
    'archive-too-large',
    `“${nameOf(path)}” unpacks to far more than an export holds, so it was not read. Choose another copy.`,
    { details: { file: nameOf(path) } },
  );
}
