export type Strength = 'weak' | 'fair' | 'good';

/** Letters beside which nothing is learnt: “aaaa”, “1234”, “abcd”. */
function isRun(before: string, letter: string): boolean {
  const step = (letter.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  return step === 0 || step === 1 || step === -1;
}

/**
 * How hard a passphrase is to guess, roughly and on the careful side: length counts, repeated and running letters do not, and words
 * count more than signs. Nobody can promise more without knowing what was used elsewhere.
 */
export function passphraseStrength(passphrase: string): Strength {
  const letters = Array.from(passphrase.normalize('NFC').toLowerCase());
  const counted = letters.filter((letter, index) => {
    const before = letters[index - 1];
    return before === undefined || !isRun(before, letter);
  });
  const different = new Set(counted).size;
  const words = new Set(passphrase.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu)).size;
  if (counted.length < 10 || different < 6) return 'weak';
  return (counted.length >= 16 && different >= 8) || (words >= 4 && counted.length >= 14) ? 'good' : 'fair';
}
