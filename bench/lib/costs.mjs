/*
 * Where the time goes, by profile, and what was done: written by hand, told in docs/performance.md beside the table. Shares are of samples, for the
 * machine had other work while they were taken, which stretches everything alike.
 */
export const COSTS = [
  {
    of: 'Whole recommendation (photo and caption never seen before)',
    by: 'sampling profile of the engine’s worker in Chromium (the browser had the processor first, other work waited: load 15), 60 recommendations with 20 earlier posts, every 0.1 ms, 2026-12-01; milliseconds of the 90 in which it was not idle, the profiler’s own included',
    largest: [
      ['ONNX Runtime, both encoders', '66.0'],
      ['TensorFlow.js, the network with and without the history', '5.9'],
      ['the photo’s pixels: resized 2.4, read from the canvas 0.5, as numbers 0.4', '3.3'],
      ['the list and its reasons: weighed 1.5, tact 0.6, reasons 0.6', '3.2'],
      ['collection of garbage', '2.8'],
      ['finding candidates', '1.9'],
      ['messages to the page', '1.8'],
    ],
    done: [
      '2026-11-30: the photo’s bytes reach the decoder, which read them again; one drawing surface for all photos (1.7 ms instead of 2.2); the photo is decoded while the caption is encoded; the last network’s words are remembered; a canvas’ four bytes a pixel go into the resizing as they are.',
      '2026-12-01: hybrid scores are made only where a list is ranked by them; with earlier posts only the history’s part of the logits is made anew; occasions of a word, keys of words and pairs of tags are not made again; the mean of rows is no product of its own; tanh of many numbers by the SIMD sigmoid. Network and candidates 6.5 → 5.1 ms (the bench’s upper quartile is still 6.4), whole ÷ bare 1.47 → 1.39 to 1.45 (medians of 30 runs, builds in turn, load 2 to 9). The bench’s own run had more load (13.6), and its turns are further apart.',
      'Tried, without a gain: ORT’s threads stop spinning at once (`force_spinning_stop`: whole ÷ bare 1.49 and 1.54 beside 1.46 and 1.47), never spin (1.52, 1.52), spin 100 µs (1.47, 1.48); the photo is decoded before the caption instead of beside it (600 pixels wide 1.32 and 1.51 beside 1.23 and 1.44; 4,000 wide 2.24 and 2.35 beside 2.36); a table of 256 normalised bytes (0.22 ms instead of 0.15).',
      '**Why 1.15 is missed**: 15 % of the bare models are 7 ms. The network alone takes five, pixels three, the caption encoder waits for a core while the photo is decoded on it (5 ms; later, it would cost as much), and list, garbage and messages are another six. With both cores busy nothing can stand beside the encoders.',
    ],
  },
  {
    of: 'Photo encoder (the rows of the photo model, the paper’s pair, CLIP and browser ÷ native)',
    by: 'clock around each of its 64 convolutions alone (onnxruntime-web in Node, 2 threads, least of 34 runs, 2026-12-01, load 6); milliseconds of 39.9, handing pictures in and out included',
    largest: [
      [
        '42 convolutions of 1×1: 10 to 28 G multiply-adds a second, slowest where many channels are made of few on a large map',
        '25.0',
      ],
      [
        '21 depthwise ones, 2 to 6 G a second; those of 5×5 alone 9.1: ONNX Runtime lays each channel out by itself',
        '14.0',
      ],
      ['the first one', '0.9'],
    ],
    done: [
      'Session options, medians of 35 in turn, how many times as fast as now: fixed dimensions 1.005, no memory arena 1.003, no memory pattern 1.004, denormals as zero 1.002, optimisation “extended” 0.999, “basic” 0.940.',
      'The four depthwise convolutions of 5×5 on maps of 7×7 as products with band matrices (the graph alone changed, tokens the same to 4e-6): 1.018 times as fast; those of 14×14 too: 1.028. Not for 8 MB more in every clone.',
      'int8 activations: 1.6 times as fast and .014 of F1 (docs/decisions/0002-photo-encoder.md); unpacked weights: no gain.',
      'The photo model is the file of the day before, which took 40.3 ms then (load 0.3) and 31.7 to 55.4 now (quartiles, load 14): its row says how fast the machine was, not that something was won.',
      '**Why browser ÷ native misses 4**: the native runtime computes 16 numbers at a time and multiplies and adds in one (AVX-512), WebAssembly four without; ONNX Runtime Web comes without a build for relaxed SIMD. Its share of a float32 product’s speed in the same page says how much is the model’s own.',
      '**Why CLIP ÷ whole misses 2**: CLIP’s photo part is 50 tokens of int8 products, its text part is cached; ours is 64 convolutions in float32, and reads the caption too. Twice as fast as CLIP would need a photo encoder of 10 to 15 ms.',
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
    by: 'sampling profile in Node on wasm, 2,500 steps and a replay of 2,499, every 0.2 ms, 2026-12-01, load 5; shares of the steps’ time, after',
    largest: [
      ['what the network says of the post (two products of a row by 4,196 columns, the posts before it)', '30 %'],
      ['the lesson’s two products: 16 examples by the head’s weights, and what is subtracted of these', '23 %'],
      ['errors of 16 examples, exponentials most of all', '14 %'],
    ],
    done: [
      'The weights lie output by output, so that they are never the factor which the backend lays out anew; both gradient steps share one product before and one after, and differ by what the first one changed (x_j·x): 35 kernels a lesson → 10.',
      'Nothing is made that the head does not read (probabilities, scores, a row of zeros); between slices of 50 ms no timer of 4 ms is waited for.',
      'In the page a third of a post’s time was the reading back of the weights, a megabyte of fresh memory each time: four posts in a row now leave them on the backend, to the last bit the same.',
      'A step 2.0 ms → 1.0 to 1.2 (Node, p50). In the page 10,000 posts took 33.4 s (load 2); after these three 17.3, 15.5 to 16.4, and 13.0 s, with other work on the machine (load 4 to 10).',
    ],
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
