import { parentPort, workerData } from 'node:worker_threads';
import { toCrossing } from '../recommender/calls/errors.ts';
import { engineTagger } from './tag/tagger.ts';
import type { TaggerAnswer, TaggerQuestion, TaggerSetup } from './tag/tagger-pool.ts';

/** A thread of `tagweave tag` with an engine of its own; the other side is tagger-pool.ts. */
const { options, encoderThreads } = workerData as TaggerSetup;
const tagger = engineTagger(options, encoderThreads);

parentPort?.on('message', (question: TaggerQuestion) => {
  void answer(question).then((message) => parentPort?.postMessage(message));
});

async function answer({ id, photo }: TaggerQuestion): Promise<TaggerAnswer> {
  try {
    if (photo !== undefined) return { id, tagged: await tagger.tag(photo) };
    await tagger.load();
    return { id, tagged: null };
  } catch (error) {
    return { id, error: toCrossing(error) };
  }
}
