import { createLabClient } from '../../../lab/lab-client.ts';
import { hostThreads } from '../../../recommender/worker/thread-host.ts';
import type { AskLab } from '../../../lab/lab-client.ts';

type Client = ReturnType<typeof createLabClient>;

/** The Lab in another worker, which starts with the first question. */
export function startLab(): Client {
  const folder = (name: string): string =>
    new URL(`${import.meta.env.BASE_URL}${name}/`, globalThis.location.href).href;
  return createLabClient(
    () =>
      hostThreads(
        new Worker(new URL('../../../lab/lab.worker.ts', import.meta.url), { type: 'module', name: 'tagweave-lab' }),
      ),
    { data: folder('lab'), models: folder('models') },
  );
}

let client: Client | null = null;

/** The Lab of this page. */
export const askLab: AskLab = (...question) => {
  client ??= startLab();
  return client.ask(...question);
};

/** For a question that has a worker to itself, which ends with its answer: its memory is free again, and nobody else's backend changes. */
export const askAlone: AskLab = async (...question) => {
  const alone = startLab();
  try {
    return await alone.ask(...question);
  } finally {
    alone.close();
  }
};
