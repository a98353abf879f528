/** Rows of the bench's one table: each is a list of samples, told by median and quartiles. */

export const quantile = (list, share) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))];
export const median = (list) => quantile(list, 0.5);

/** Pair by pair, as they were measured in turn. */
export const ratios = (above, below) => above.map((value, n) => value / below[n]);
const sums = (...lists) => lists[0].map((_, n) => lists.reduce((sum, list) => sum + list[n], 0));

/** 2·multiply-adds. The caption encoder's by its shapes: 12 layers, width 384, inner width 1,536. The photo encoder's: bench/macs.py. */
export const OPERATIONS = {
  photo: 2 * 707e6,
  caption: (tokens) => 2 * 12 * (tokens * (4 * 384 ** 2 + 2 * 384 * 1536) + 2 * tokens ** 2 * 384),
};

/** @param bar “≤ 1.15”: what the row has to reach; absent: it is information */
export function row(id, what, unit, samples, bar) {
  return {
    ...{ id, what, unit, runs: samples.length },
    ...{ median: median(samples), low: quantile(samples, 0.25), high: quantile(samples, 0.75) },
    ...(bar === undefined ? {} : { bar }),
  };
}

/** Everything that was measured in one page in turns. @param list hashtags of the zero-shot list @param prompts prompts a run */
export function wholeRows(times, { list, prompts, tokens, peak }) {
  const bare = sums(times.barePhoto, times.bareCaption);
  const rows = [
    row('whole', 'whole recommendation, 20 earlier posts', 'ms', times.whole),
    row('photo', 'of it: photo (read, decode, resize, model)', 'ms', times.photo),
    row('caption', 'of it: caption (tokenise, model)', 'ms', times.caption),
    row('network', 'of it: network and candidates', 'ms', times.network, '≤ 5'),
    row('bare-photo', 'bare photo model', 'ms', times.barePhoto, '≤ 35'),
    row('bare-caption', `bare caption model, ${tokens} tokens`, 'ms', times.bareCaption, '≤ 12'),
    row('whole-bare', 'whole ÷ both bare models', '×', ratios(times.whole, bare), '≤ 1.15'),
  ];
  if (times.pair.length === 0) return rows;
  const textOfList = (median(times.prompts) / prompts) * list;
  const zeroShot = times.clip.map((ms) => ms + textOfList);
  const share = (operations, list_, peaks) => list_.map((ms, n) => operations / ms / ((2 * peak ** 3) / peaks[n]));
  return [
    ...rows,
    row('pair', 'the paper’s pair, ViT-B/16 + mBERT, models alone', 'ms', times.pair),
    row('pair-bare', 'the paper’s pair ÷ both bare models', '×', ratios(times.pair, bare), '≥ 6'),
    row('pair-whole', 'the paper’s pair, models alone ÷ whole', '×', ratios(times.pair, times.whole)),
    row('clip', 'CLIP ViT-B/32, file to list, text vectors cached', 'ms', times.clip),
    row('clip-whole', 'CLIP so ÷ whole', '×', ratios(times.clip, times.whole), '≥ 2'),
    row('zero-shot', `zero-shot pipeline over ${list} hashtags (extrapolated)`, 'ms', zeroShot),
    row('zero-shot-whole', 'zero-shot pipeline ÷ whole', '×', ratios(zeroShot, times.whole), '≥ 50'),
    row('photo-share', 'photo model: share of a float32 product’s speed', '×', share(OPERATIONS.photo, times.barePhoto, times.peakFloat32)), // prettier-ignore
    row('caption-share', 'caption model: share of an int8 product’s speed', '×', share(OPERATIONS.caption(tokens), times.bareCaption, times.peakInt8)), // prettier-ignore
  ];
}

export function throughputRows(times) {
  return [
    row(
      'queue',
      'queue of photos: bare photo encoder ÷ ours, by time',
      '×',
      ratios(times.queueBare, times.queue),
      '≥ .9',
    ),
    row(
      'import',
      'import with captions: both bare ÷ ours, by time',
      '×',
      ratios(times.importBare, times.import),
      '≥ .9',
    ),
  ];
}

export function learningRows({ steps, replayMs }) {
  return [
    row('step', 'learning step after a saved post (Node, wasm)', 'ms', steps, '≤ 30'),
    row('replay', `replay of ${steps.length - 1} posts (Node, wasm)`, 'ms', [replayMs], '≤ 5000'),
  ];
}

/** What is told of each size of a history: how a row is named, its bar at some size. */
const HISTORY_ROWS = [
  ['recommend', 'recommend with them, photo and caption known', 'ms', ({ own }) => own],
  ['part', 'of it: the history’s part', 'ms', ({ own, off }) => [median(own) - median(off)], '≤ 30'],
  ['head', 'the head learns them', 'ms', ({ learnt }) => (learnt === null ? [] : [learnt]), { 10000: '≤ 15000' }],
  ['open', 'first page after a reload', 'ms', ({ open }) => [open], { 10000: '≤ 200' }],
  ['search-first', 'first search', 'ms', ({ firstSearch }) => [firstSearch]],
  ['search', 'further searches', 'ms', ({ searches }) => searches],
  ['import', 'import without photos', 'ms', ({ imported }) => [imported], { 10000: '≤ 15000' }],
  ['export', 'export', 'ms', ({ exported }) => [exported]],
  ['forget', 'half of them forgotten, 5,000 at most', 'ms', ({ forgotten }) => [forgotten]],
  ['memory', 'page and workers with the models', 'MB', ({ memory }) => (memory === null ? [] : [memory])],
  ['disk', 'on disk, without photos', 'MB', ({ disk }) => [disk]],
];
/** Most of it is there without posts, too. */
const BASED = new Set(['memory']);

/**
 * Rows of every size, and how each grew from the last size but one to the last: the cost’s factor ÷ the posts’, 1 = linear. Of memory what
 * is more than at the smallest size.
 * @param costs by size, smallest first
 */
export function historyRows(costs) {
  const rows = costs.flatMap(([posts, cost]) =>
    HISTORY_ROWS.flatMap(([id, what, unit, of, bar]) => {
      const samples = of(cost);
      const its = typeof bar === 'object' ? bar[posts] : bar;
      return samples.length === 0 ? [] : [row(`history-${id}-${posts}`, `${posts} posts: ${what}`, unit, samples, its)];
    }),
  );
  const [least, before, last] = [costs[0], costs.at(-2), costs.at(-1)];
  if (before === undefined || costs.length < 3) return rows;
  const growth = HISTORY_ROWS.flatMap(([id, what, , of]) => {
    const base = BASED.has(id) ? (median(of(least[1])) ?? 0) : 0;
    const [from, to] = [before, last].map(([, cost]) => median(of(cost)) - base);
    if (id === 'part' || !(from > 0) || !(to > 0)) return [];
    const share = to / from / (last[0] / before[0]);
    return [row(`growth-${id}`, `growth ${before[0]} → ${last[0]} posts ÷ linear: ${what}`, '×', [share], '≤ 1')];
  });
  return [...rows, ...growth];
}
