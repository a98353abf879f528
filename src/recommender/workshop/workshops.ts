import type { RecommenderEvent, Step } from '../../domain/progress.ts';
import { abortedError } from '../../encoders/download/abort.ts';
import type { HistoryStore } from '../../history/history-store.ts';
import { backendsOf } from '../models/engine-parts.ts';
import type { EngineParts, Models } from '../models/engine-parts.ts';
import type { FittingHistory } from '../personal/fitting-history.ts';
import { fittingHistory } from '../personal/fitting-history.ts';
import { makeWorkshop } from './workshop.ts';
import type { Workshop } from './workshop.ts';

/** The engine's workshop, from the moment that a photo can be read. */
export class Workshops {
  readonly #parts: Pick<EngineParts, 'decoder' | 'today' | 'loadModels'>;
  readonly #step: (step: Step) => void;
  #whole: Workshop | null = null;
  #early: Workshop | null = null;

  constructor(parts: Pick<EngineParts, 'decoder' | 'today' | 'loadModels'>, step: (step: Step) => void) {
    this.#parts = parts;
    this.#step = step;
  }

  /** With all models; null before they are loaded. */
  get whole(): Workshop | null {
    return this.#whole;
  }

  /** With all models but the caption encoder, while that is still coming; else null. */
  get early(): Workshop | null {
    return this.#early;
  }

  /** Whichever there is. */
  get usable(): Workshop | null {
    return this.#whole ?? this.#early;
  }

  /** Loads the models. @throws what the loading rejects with, TagweaveError `aborted` */
  async load(history: HistoryStore, tell: (event: RecommenderEvent) => void, signal: AbortSignal): Promise<void> {
    const here: { early: Models | null; last: Models | null } = { early: null, last: null };
    const photoReady = (models: Models): void => {
      if (signal.aborted) return;
      here.early = models;
      here.last = models;
      this.#early = this.#make(models, fittingHistory(history, models));
      tell({ type: 'photo-ready' });
    };
    const deviceLost = (): void => {
      if (here.last !== null) tell({ type: 'device-lost', now: backendsOf(here.last) });
    };
    try {
      const models = await this.#parts.loadModels({ report: tell, photoReady, deviceLost, signal });
      if (signal.aborted) {
        await Promise.all([models.photo.dispose(), models.caption.dispose(), models.network.dispose()]);
        throw abortedError();
      }
      // What was read from the photos alone is not read again.
      this.#whole = this.#early?.models === models ? this.#early : this.#make(models, fittingHistory(history, models));
      here.last = models;
      tell({ type: 'ready', backends: backendsOf(models) });
    } finally {
      // Another loading may have begun its own.
      if (this.#early?.models === here.early) this.#early = null;
    }
  }

  /** The models are gone. */
  close(): void {
    this.#whole = null;
    this.#early = null;
  }

  /** Everything was forgotten: the same models, and nothing made of the history. */
  renew(): void {
    this.#whole = this.#fresh(this.#whole);
    this.#early = this.#fresh(this.#early);
  }

  #fresh(before: Workshop | null): Workshop | null {
    return before === null ? null : this.#make(before.models, before.history);
  }

  #make(models: Models, history: FittingHistory): Workshop {
    return makeWorkshop(this.#parts, models, history, this.#step);
  }
}
