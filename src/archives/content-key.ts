import type { FoundPost } from './reading/reading.ts';

/**
 * What makes an imported post this post and no other: its photo (size and CRC-32, which archives know without unpacking), caption
 * and tags; without a photo also its second, since short texts repeat. Its SHA-256 is the post's id, so importing again finds it.
 */
export async function contentKey({ picture, caption, tags, createdAt }: FoundPost): Promise<string> {
  const photo = picture === null ? null : [picture.file.sizeBytes, await picture.file.crc32()];
  const keys = tags.map((tag) => tag.key).sort();
  return JSON.stringify([photo, photo === null ? createdAt.slice(0, 19) : null, caption.normalize('NFC').trim(), keys]);
}
