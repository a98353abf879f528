/*
 * Where the time goes, by profile, and what was done: written by hand, told in docs/performance.md beside the table. Shares are of samples, for the
 * machine had other work while they were taken, which stretches everything alike.
 */
export const COSTS = [
  {
    of: 'Whole recommendation (photo and caption never seen before)',
    by: 'sampling profile of the engine’s worker in Chromium (the browser had the processor first, other work waited), 40 recommendations with 20 earlier posts, every 0.1 ms, 2026-11-30; milliseconds of the 84 in which it was not idle, before',
    largest: [
      ['ONNX Runtime, both encoders', '58.8'],
      ['TensorFlow.js, the network with and without the history', '7.6'],
      ['the photo’s pixels: drawn 1.7, resized 2.6, read twice more 1.7, as numbers 0.4', '6.4'],
    ],
    done: [
      'The photo’s bytes reach the decoder, which read them again from the browser’s process: the worker’s way to it dropped them.',
      'One drawing surface for all photos: a photo of 600×400 is decoded in 1.7 ms instead of 2.2 (medians of 60 in turn).',
      'Of the network, see below. The photo is decoded while the caption is encoded; the last network’s words are remembered; a canvas’ four bytes a pixel go into the resizing as they are.',
      'Left: resizing is 1.8 ms of exact integer arithmetic in JavaScript; the encoders take both cores while they run, so decoding beside them costs what it costs.',
    ],
  },
  {
    of: 'First recommendation of a visit',
    by: 'clock around its parts in Node, one caption after the other in a fresh process, 2026-11-30, other work on both cores; milliseconds of the first caption (of the second), before and after',
    largest: [
      [
        'words of a loss: one regular expression of 1,255 phrases, compiled when it is first used',
        '331 (150) → 7.7 (4.7)',
      ],
      ['names of feasts: the same, 595 names', '138 (65) → 8.6 (0.3)'],
      ['a caption not in Latin letters, every time: words of a loss', '7.0 → 0.07'],
    ],
    done: [
      'Phrases are looked up one by one (`src/domain/text/phrases.ts`), held to the expression by a property test.',
      'While the caption encoder is downloaded, the photo alone is read.',
    ],
  },
  {
    of: 'Network on WebAssembly',
    by: 'clock around each TensorFlow.js kernel in Node, the shipped network, 18 tokens, 50 runs, load 1; milliseconds of 5.6 in kernels, before',
    largest: [
      ['`Equal` of a row of 4,197 places with one number, 6 times: the decoder’s mask', '2.27'],
      ['regions × W_I (49×256 by 256×256)', '0.42'],
      ['W_c of p, two rows by 256×4196', '0.38'],
    ],
    done: [
      'The mask is made by `oneHot`: 0.011 ms a step instead of 0.24. Best of 100 runs 4.94 ms before, 3.21 after, the second on a machine with load 17.',
      'u_0·W_c, the same for every post without earlier ones, is made when the network is loaded (0.22).',
      'On WebAssembly the decoder looks at each step’s row here and stops where the list ends (2.6 hashtags on average instead of always 7 steps): median of 60 runs 3.23 ms before, 2.41 after, a list of one hashtag, other work on both cores.',
      'A row of zeros is not multiplied when a post is judged by its vector: 0.55 ms before, 0.47 after.',
      'What is left is 138 kernels for a list of one hashtag (347 and 326 before), 19 more a hashtag; `src/recommender/counts.test.ts` holds the number.',
      'The same graph in ONNX Runtime Web takes less than half of the time, and TensorFlow.js stays: docs/decisions/0021-network-runtime.md.',
    ],
  },
  {
    of: 'Learning (a step after a saved post, and all posts again)',
    by: 'sampling profile in Node on wasm, 1,000 steps and a replay of 999, every 0.5 ms, load 34; shares of all samples',
    largest: [
      ['the lesson’s two gradient steps in TensorFlow.js', '56 %'],
      ['the post’s representation and the arranging of the lesson', '21 %'],
      ['collection of garbage', '11 %'],
    ],
    done: ['Nothing: both are within their bars.'],
  },
  {
    of: 'Ranking and reasons',
    by: 'sampling profile of the engine in Node, 100 recommendations, one photo, load 12 to 18; shares of a run of the network (100), before',
    largest: [
      ['weighing some 300 candidates and gathering what is barred', '53'],
      ['splitting the logits of 25 tags over words and regions', '26'],
      ['finding candidates', '25'],
    ],
    done: [
      'Terms that are 0 are left out (most are), keys that are never suggested are made canonical once, tact asks for a tag’s facts on grave captions only.',
      'The splits are plain loops of four sums side by side, over a column that is gathered once.',
      'Whole engine in Node with native encoders, 300 posts: 37.7 ms of the profile’s samples a post before, loading included, 21.4 after, the same numbers in all 300 answers.',
    ],
  },
];
