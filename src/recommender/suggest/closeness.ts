import { OnceMade } from '../../domain/once-made.ts';

/** How closeness of a caption to a hashtag's name becomes a probability; learnt by training/everyday/unseen.py. */
export interface Closeness {
  /** Id of the caption encoder it was learnt with. */
  readonly encoder: string;
  /** Middle of training captions, of the vocabulary's names; D_t numbers each. */
  readonly captions: readonly number[];
  readonly names: readonly number[];
  readonly scale: number;
  readonly shift: number;
  /** The closest are used no oftener than this. */
  readonly most: number;
}

const table = new OnceMade(async (): Promise<Closeness> => (await import('./closeness.json')).default);

/** For an encoder (`id@revision`); null where it was learnt with another one, or cannot be fetched: the next caption tries again. */
export async function closenessOf(encoder: string): Promise<Closeness | null> {
  const found = await table.get().catch(() => null);
  return found?.encoder === encoder.replace(/@.*$/u, '') ? found : null;
}
