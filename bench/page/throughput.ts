import type { PickedFile } from '../../src/domain/post/import.ts';
import type { Recommender } from '../../src/recommender/recommender.ts';
import type { BareModel } from './bare-model.ts';

/** Milliseconds a post, a number a slice; the bare models' beside each. */
export interface Throughput {
  /** A queue of photos without captions, one recommendation after another. */
  readonly queue: number[];
  readonly queueBare: number[];
  /** An import of photos with captions and tags: a table beside the pictures. */
  readonly import: number[];
  readonly importBare: number[];
}

/** Posts a slice. */
const SLICE = 10;

/**
 * What many photos cost, and the bare encoders beside it, from the same files to features: a slice of ours and one of theirs in turn, so that both see the same machine.
 * No two pictures and captions are alike, so that nothing comes from a cache.
 */
export async function measureThroughput(
  recommender: Recommender,
  picture: Blob,
  bare: { readonly photo: BareModel; readonly caption: BareModel },
  slices: number,
): Promise<Throughput> {
  let made = 0;
  const photos = (): Blob[] =>
    Array.from({ length: SLICE }, () => new Blob([picture, new Uint32Array([(made += 1)])], { type: picture.type }));
  const aPost = async (work: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await work();
    return (performance.now() - started) / SLICE;
  };
  const bareOf = (captions: boolean) => {
    const files = photos();
    return aPost(async () => {
      for (const file of files) {
        await bare.photo.runOn(file);
        if (captions) await bare.caption.run();
      }
    });
  };
  const times: Throughput = { queue: [], queueBare: [], import: [], importBare: [] };
  for (let slice = 0; slice <= slices; slice += 1) {
    const queue = photos();
    const queued = await aPost(async () => {
      for (const photo of queue) await recommender.recommend({ photo, caption: '' }, { history: 'off' });
    });
    const bareQueue = await bareOf(false);
    const folder = folderOf(photos(), slice);
    const imported = await aPost(async () => {
      const { added, problems, duplicates } = await recommender.importPosts(folder);
      if (added.length !== SLICE)
        throw new Error(
          `${added.length} of ${SLICE} posts came in: ${JSON.stringify({ problems, duplicates, slice })}`,
        );
    });
    const bareImport = await bareOf(true);
    if (slice === 0) continue; // warms up
    times.queue.push(queued);
    times.queueBare.push(bareQueue);
    times.import.push(imported);
    times.importBare.push(bareImport);
  }
  return times;
}

function folderOf(photos: readonly Blob[], slice: number): PickedFile[] {
  const rows = photos.map(
    (_, n) => `${n}.jpg,"My dog runs on the beach and plays in the water, number ${slice * SLICE + n}",dog beach`,
  );
  const table = new File([['photo,caption,tags', ...rows].join('\r\n')], 'posts.csv', { type: 'text/csv' });
  return [{ path: 'posts.csv', file: table }, ...photos.map((file, n) => ({ path: `${n}.jpg`, file }))];
}

/** The picture so many pixels wide, as JPEG. */
export async function enlarged(picture: Blob, width: number): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(width, Math.round((width * bitmap.height) / bitmap.width));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}
