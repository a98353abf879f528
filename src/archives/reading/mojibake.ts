const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * Meta's exports write each byte of UTF-8 as a character of its own ("Ð\u009aÐ¸Ñ\u0097Ð²" for "Київ"). Text in which that is what
 * happened is put right; any other text comes back as it is.
 */
export function repairMojibake(text: string): string {
  const bytes = new Uint8Array(text.length);
  let hasHigh = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0xff) return text;
    if (code > 0x7f) hasHigh = true;
    bytes[index] = code;
  }
  if (!hasHigh) return text;
  try {
    return strict.decode(bytes);
  } catch {
    return text;
  }
}
