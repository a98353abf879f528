import { TagweaveError } from '../../domain/errors/errors.ts';

/** First bytes of an encrypted backup (docs/formats.md). */
const MAGIC = new TextEncoder().encode('TAGWEAVE');
const VERSION = 1;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const HEADER_BYTES = MAGIC.length + 1 + 4 + SALT_BYTES + NONCE_BYTES;

/** OWASP's floor for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
export const ITERATIONS = 600_000;
/** A file may ask for more, but not for a computation without end. */
const MOST_ITERATIONS = 10_000_000;

export function isEncrypted(head: Uint8Array): boolean {
  return MAGIC.every((byte, index) => head[index] === byte);
}

/**
 * `plain` under a passphrase: AES-256-GCM, its key by PBKDF2-HMAC-SHA-256. The header is authenticated along with it.
 * @throws TagweaveError `encryption-unavailable` on pages without https
 */
export async function encrypted(plain: Blob, passphrase: string, iterations = ITERATIONS): Promise<Blob> {
  const header = new Uint8Array(HEADER_BYTES);
  header.set(MAGIC);
  header[MAGIC.length] = VERSION;
  new DataView(header.buffer).setUint32(MAGIC.length + 1, iterations);
  crypto.getRandomValues(header.subarray(MAGIC.length + 5));
  const key = await keyOf(passphrase, header);
  const sealed = await subtle().encrypt(cipherOf(header), key, await plain.arrayBuffer());
  return new Blob([header, sealed], { type: 'application/octet-stream' });
}

/** @throws TagweaveError `passphrase-wrong`, `archive-newer`, `encryption-unavailable` */
export async function decrypted(file: Blob, passphrase: string): Promise<Blob> {
  const header = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  if (header[MAGIC.length] !== VERSION) throw newerArchive();
  const iterations = header.length < HEADER_BYTES ? 0 : iterationsOf(header);
  if (iterations < 1 || iterations > MOST_ITERATIONS) throw wrongPassphrase();
  const key = await keyOf(passphrase, header);
  let plain: ArrayBuffer;
  try {
    plain = await subtle().decrypt(cipherOf(header), key, await file.slice(HEADER_BYTES).arrayBuffer());
  } catch (cause) {
    // The cipher cannot tell a wrong passphrase from a changed file, and neither can we.
    throw wrongPassphrase(cause);
  }
  return new Blob([plain], { type: 'application/zip' });
}

export function newerArchive(): TagweaveError {
  return new TagweaveError(
    'archive-newer',
    'This copy was saved by a newer version of Tagweave. Reload the page to get that version, then try again.',
  );
}

function wrongPassphrase(cause?: unknown): TagweaveError {
  return new TagweaveError(
    'passphrase-wrong',
    'The passphrase does not open this file, or the file was changed. Type it again; capital letters and spaces count.',
    { cause },
  );
}

function iterationsOf(header: Uint8Array<ArrayBuffer>): number {
  return new DataView(header.buffer).getUint32(MAGIC.length + 1);
}

async function keyOf(passphrase: string, header: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  // The same letters may be typed as different code points on another keyboard.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await subtle().importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const salt = header.slice(MAGIC.length + 5, MAGIC.length + 5 + SALT_BYTES);
  return subtle().deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: iterationsOf(header) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function cipherOf(header: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv: header.slice(HEADER_BYTES - NONCE_BYTES), additionalData: header };
}

function subtle(): SubtleCrypto {
  const found = (globalThis as { readonly crypto?: { readonly subtle?: SubtleCrypto } }).crypto?.subtle;
  if (found === undefined) {
    throw new TagweaveError(
      'encryption-unavailable',
      'This browser encrypts only on pages that came by https. Open the page by https, or go on without a passphrase.',
    );
  }
  return found;
}
