import { moreEn } from './more.ts';
import { startEn } from './start.ts';

/** English, all of it: the catalogue that every other one must match, key for key (tested). The page loads its two halves apart. */
export const en = { ...startEn, ...moreEn };
