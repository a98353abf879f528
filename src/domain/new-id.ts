/** 24 hexadecimal digits that nobody else has. Not `crypto.randomUUID`, which plain http does not have. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
