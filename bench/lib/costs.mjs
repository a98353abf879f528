/*
 * Where the time goes, by profile, and what was done: written by hand, told in docs/performance.md beside the table. Shares are of samples, for the
 * machine had other work while they were taken, which stretches everything alike.
 */
export const COSTS = [
  {
    of: 'Whole recommendation (photo and caption never seen before)',
    by: 'sampling profile of the engine’s worker in Chromium, 20 recommendations, every 0.2 ms, 2026-11-30, load 20 to 25; shares of the time in which it was not idle',
    largest: [
      ['ONNX Runtime, both encoders', '76 %'],
      ['TensorFlow.js, the network', '5 %'],
      ['collection of garbage, most of it from pixels and lists', '3 %'],
    ],
    done: [
      'The photo is read once (three times before) and decoded while the caption is encoded.',
      'A canvas’ four bytes a pixel go into the resizing as they are.',
      'The network’s words on a photo and a caption are remembered: another platform, a tag taken away and the saving of the post do not run it again.',
      'The lexicon of own tags is made once a history, the list of what is never suggested once a vocabulary; the first 150 of 4,196 are found without sorting all.',
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
      'What is left is 326 kernels (347 before), of about 5 µs of dispatch each; `src/recommender/counts.test.ts` holds the number.',
      'Not compared with the same graph in ONNX Runtime: there is no export of the network to ONNX.',
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
      'The splits are plain loops.',
    ],
  },
];
