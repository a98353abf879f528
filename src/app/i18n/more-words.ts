import { addEnglish } from './catalogues.ts';
import { moreEn } from './words/en/more.ts';

// Imported, for this alone, by every part that is fetched when it is first opened: its words come with it (tested: words-apart.test.ts).
addEnglish(moreEn);
