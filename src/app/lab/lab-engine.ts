import { createLabClient } from '../../lab/lab-client.ts';
import type { AskLab } from '../../lab/lab-client.ts';

let client: ReturnType<typeof createLabClient> | null = null;

/** The Lab of this page, in a worker that starts with the first question. */
export const askLab: AskLab = (...question) => {
  client ??= createLabClient(
    () => new Worker(new URL('../../lab/lab.worker.ts', import.meta.url), { type: 'module', name: 'tagweave-lab' }),
    {
      data: new URL(`${import.meta.env.BASE_URL}lab/`, globalThis.location.href).href,
      models: new URL(`${import.meta.env.BASE_URL}models/`, globalThis.location.href).href,
    },
  );
  return client.ask(...question);
};
