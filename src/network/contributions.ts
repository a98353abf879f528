/** Where the logit of one hashtag comes from; caption + photo + history + bias = logit (systems.md §3 and §5). */
export interface Contribution {
  readonly caption: number;
  readonly photo: number;
  readonly history: number;
  readonly bias: number;
  readonly logit: number;
}

/** The split of every logit, each array H numbers. Both w and the attentions depend on caption and photo together; the split is
 * exact given them (`sum`: W t and W v; `mean`: halves of them; `weighted`: W((1−w)⊙t) and W(w⊙v)). */
export interface Contributions {
  readonly caption: Float32Array;
  readonly photo: Float32Array;
  readonly history: Float32Array;
  readonly bias: Float32Array;
}

/** The split of one hashtag's logit. */
export function contributionOf(contributions: Contributions, tag: number): Contribution {
  const caption = contributions.caption[tag] ?? 0;
  const photo = contributions.photo[tag] ?? 0;
  const history = contributions.history[tag] ?? 0;
  const bias = contributions.bias[tag] ?? 0;
  return { caption, photo, history, bias, logit: caption + photo + history + bias };
}

/** The logits, H: the sum of their parts. */
export function logitsOf({ caption, photo, history, bias }: Contributions): Float32Array {
  const logits = new Float32Array(bias.length);
  for (let tag = 0; tag < logits.length; tag += 1) {
    logits[tag] = (bias[tag] ?? 0) + (caption[tag] ?? 0) + (photo[tag] ?? 0) + (history[tag] ?? 0);
  }
  return logits;
}
