import { sha256 as sha256Of } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 of `bytes` as 64 hex digits: by the platform where it offers it, else (plain http) by a library. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = (globalThis as { readonly crypto?: { readonly subtle?: typeof globalThis.crypto.subtle } }).crypto
    ?.subtle;
  return subtle === undefined ? sha256Plain(bytes) : bytesToHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}

/** The same without `crypto.subtle`, which does not exist on pages without https. */
export function sha256Plain(bytes: Uint8Array): string {
  return bytesToHex(sha256Of(bytes));
}
