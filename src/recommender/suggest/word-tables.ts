import { OnceMade } from '../../domain/once-made.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { Things } from './things.ts';

/** What captions name beyond the vocabulary: places and first names, things. */
export interface WordTables {
  readonly gazetteer: Gazetteer;
  readonly things: Things;
}

const tables = new OnceMade(async (): Promise<WordTables> => {
  const [{ Gazetteer }, { default: places }, { Things }, { default: things }] = await Promise.all([
    import('./gazetteer.ts'),
    import('./places.json'),
    import('./things.ts'),
    import('./things.json'),
  ]);
  return { gazetteer: new Gazetteer(places), things: new Things(things) };
});

/** Fetched when a caption is first read; a list without them is better than none, and the next caption tries again. */
export function wordTables(): Promise<WordTables | null> {
  return tables.get().catch(() => null);
}
