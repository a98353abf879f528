import type { RelatedTags } from '../../domain/models/network-manifest.ts';

/** A hashtag of the vocabulary that a post may be of. */
export interface Presence {
  /** Class index. */
  readonly index: number;
  /** How sure it is, 0…1. */
  readonly sure: number;
}

/** So many of the surest have a say, and what is surer than this. */
const MOST = 25;
export const LEAST_SURE = 0.05;
/** A share of posts that is as good as none. */
const NEARLY_NONE = 0.003;
const THOUSAND = 1000;

/** Which hashtags people write beside which, and how often (`related.json`). */
export class Companions {
  readonly #related: RelatedTags['related'];
  readonly #shares: NonNullable<RelatedTags['shares']>;

  /** @param table null, or one without shares = nothing is known */
  constructor(table: RelatedTags | null) {
    this.#related = table?.related ?? [];
    this.#shares = table?.shares ?? [];
  }

  /**
   * What goes with a post's hashtags: log((ε + max_a sure(a)·P(b | a))/ε) by class index b, a ≠ b; the greatest, not the sum, since what is alike
   * (#dog, #puppy) says the same twice.
   */
  of(present: readonly Presence[]): ReadonlyMap<number, number> {
    const surest = present
      .filter(({ sure }) => sure > LEAST_SURE)
      .sort((a, b) => b.sure - a.sure)
      .slice(0, MOST);
    const best = new Map<number, number>();
    for (const { index, sure } of surest) {
      const shares = this.#shares[index] ?? [];
      for (const [at, other] of (this.#related[index] ?? []).entries()) {
        const share = (sure * (shares[at] ?? 0)) / THOUSAND;
        if (other !== index && share > (best.get(other) ?? 0)) best.set(other, share);
      }
    }
    return new Map([...best].map(([other, share]) => [other, Math.log1p(share / NEARLY_NONE)]));
  }
}
