import { altTextEn } from './alt-text-en.ts';
import { dataEn } from './data-en.ts';
import { droppedEn } from './dropped-en.ts';
import { helpEn } from './help-en.ts';
import { historyEn } from './history-en.ts';
import { listEn } from './list-en.ts';
import { queueEn } from './queue-en.ts';
import { setsEn } from './sets-en.ts';
import { settingsEn } from './settings-en.ts';
import { tasteEn } from './taste-en.ts';

/** English of everything that is fetched when it is first opened (more-words.ts). */
export const moreEn = {
  ...altTextEn,
  ...dataEn,
  ...droppedEn,
  ...helpEn,
  ...historyEn,
  ...listEn,
  ...queueEn,
  ...setsEn,
  ...settingsEn,
  ...tasteEn,
};
