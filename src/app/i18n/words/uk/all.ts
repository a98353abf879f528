import { altTextUk } from './alt-text.ts';
import type { Message } from '../../../../domain/text/format.ts';
import { dataUk } from './data.ts';
import { droppedUk } from './dropped.ts';
import type { en } from '../en/all.ts';
import { helpUk } from './help.ts';
import { historyUk } from './history.ts';
import { listUk } from './list.ts';
import { queueUk } from './queue.ts';
import { setsUk } from './sets.ts';
import { settingsUk } from './settings.ts';
import { startUk } from './start.ts';
import { tasteUk } from './taste.ts';

export { errorsUk } from '../../../../domain/errors/errors-uk.ts';

/** Ukrainian, fetched as a whole when it is spoken. */
export const uk: Readonly<Record<keyof typeof en, Message>> = {
  ...startUk,
  ...altTextUk,
  ...dataUk,
  ...droppedUk,
  ...helpUk,
  ...historyUk,
  ...listUk,
  ...queueUk,
  ...setsUk,
  ...settingsUk,
  ...tasteUk,
};
