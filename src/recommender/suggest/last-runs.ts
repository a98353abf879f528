import type { NetworkOutput } from '../../network/network.ts';
import type { EncodedDraft } from '../reading/encodings.ts';
import type { NetworkRunner } from '../models/engine-parts.ts';
import { runAlone } from './consider.ts';

/** The post as it is, and the same with the gate moved. */
const KEPT = 2;

type Draft = Pick<EncodedDraft, 'photo' | 'caption'>;

interface Run {
  readonly photo: Draft['photo'];
  readonly caption: NonNullable<Draft['caption']>['encoding'] | null;
  readonly gate: number | null;
  readonly output: Promise<NetworkOutput>;
}

/**
 * What the network said last of photo and caption, without the person. Another platform, a filter, a longer list or the saving of the post
 * ask for the same again: the network is not run for them.
 */
export class LastRuns {
  readonly #network: Pick<NetworkRunner, 'run'>;
  #runs: readonly Run[] = [];

  constructor(network: Pick<NetworkRunner, 'run'>) {
    this.#network = network;
  }

  /** As {@link runAlone}. Encodings are the same when they are the same object: `Encodings` gives one object for one content. */
  alone(draft: Draft, gate: number | null): Promise<NetworkOutput> {
    const [photo, caption] = [draft.photo, draft.caption?.encoding ?? null];
    const known = this.#runs.find((run) => run.photo === photo && run.caption === caption && run.gate === gate);
    if (known !== undefined) return known.output;
    const output = runAlone(this.#network, draft, gate);
    const run = { photo, caption, gate, output };
    this.#runs = [run, ...this.#runs].slice(0, KEPT);
    output.catch(() => {
      this.#runs = this.#runs.filter((other) => other !== run);
    });
    return output;
  }
}
