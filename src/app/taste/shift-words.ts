import type { MessageKey } from '../i18n/locale.ts';

/** Log-odds from which a shift is worth a plain word (the odds are doubled or halved), and a strong one (twenty times or a twentieth). */
export const PLAIN = Math.log(2);
const STRONG = Math.log(20);

/** A shift of the log-odds in words. */
export function wordsOf(amount: number): MessageKey {
  const size = Math.abs(amount);
  if (amount >= 0) return size >= STRONG ? 'taste.muchMore' : size >= PLAIN ? 'taste.more' : 'taste.littleMore';
  return size >= STRONG ? 'taste.muchLess' : size >= PLAIN ? 'taste.less' : 'taste.littleLess';
}
