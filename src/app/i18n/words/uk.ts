import { altTextUk } from './alt-text-uk.ts';
import type { Message } from '../../../domain/text/format.ts';
import { dataUk } from './data-uk.ts';
import { droppedUk } from './dropped-uk.ts';
import type { en } from './en.ts';
import { helpUk } from './help-uk.ts';
import { historyUk } from './history-uk.ts';
import { listUk } from './list-uk.ts';
import { queueUk } from './queue-uk.ts';
import { setsUk } from './sets-uk.ts';
import { settingsUk } from './settings-uk.ts';
import { startUk } from './start-uk.ts';
import { tasteUk } from './taste-uk.ts';

export { errorsUk } from '../../../domain/errors/errors-uk.ts';

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
