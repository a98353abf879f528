import type { OutputPost } from '../../../domain/output/tag-output.ts';
import { sidecarName, xmpSidecar } from '../../../domain/output/xmp.ts';

/** A zip with an XMP sidecar for each photo, named as the photo; two photos of one name get numbers. */
export async function sidecarZip(posts: readonly OutputPost[]): Promise<Blob> {
  const { BlobWriter, TextReader, ZipWriter, configure } = await import('@zip.js/zip.js');
  // The policy allows no code from a blob beyond the HEIC decoder's, and sidecars are small.
  configure({ useWebWorkers: false });
  const zip = new ZipWriter(new BlobWriter('application/zip'));
  for (const [index, name] of sidecarNames(posts).entries()) {
    const post = posts[index];
    if (post !== undefined) await zip.add(name, new TextReader(xmpSidecar(post)));
  }
  return zip.close();
}

/** One name for each post, all different whatever the letters' case; folders in a photo's name would leave the zip's. */
export function sidecarNames(posts: readonly Pick<OutputPost, 'name'>[]): string[] {
  const taken = new Set<string>();
  return posts.map(({ name }) => {
    const plain = sidecarName(name.replace(/[/\\:]/gu, '_') || 'post', 'short');
    let free = plain;
    for (let copy = 2; taken.has(free.toLowerCase()); copy += 1)
      free = plain.replace(/\.xmp$/u, `-${String(copy)}.xmp`);
    taken.add(free.toLowerCase());
    return free;
  });
}
