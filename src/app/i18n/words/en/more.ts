import { altTextEn } from './alt-text.ts';
import { dataEn } from './data.ts';
import { droppedEn } from './dropped.ts';
import { helpEn } from './help.ts';
import { historyEn } from './history.ts';
import { listEn } from './list.ts';
import { queueEn } from './queue.ts';
import { setsEn } from './sets.ts';
import { settingsEn } from './settings.ts';
import { tasteEn } from './taste.ts';

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
