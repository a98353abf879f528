import { describe, expect, it } from 'vitest';
import { passphraseStrength } from './passphrase-strength.ts';

describe('the strength of a passphrase', () => {
  it.each([
    ['', 'weak'],
    ['kitten', 'weak'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['abcdefghijklmnopqrstuvwxyz', 'weak'],
    ['123456789012345678', 'weak'],
    ['abababababababababab', 'weak'],
    ['Correct Horse', 'fair'],
    ['correct horse battery staple', 'good'],
    ['синє небо над старим мостом', 'good'],
    ['vK8#tq2Lw!9zRp5e', 'good'],
  ] as const)('of “%s” is %s', (passphrase, strength) => {
    expect(passphraseStrength(passphrase)).toBe(strength);
  });
});
