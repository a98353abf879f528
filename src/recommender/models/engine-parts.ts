import { newId } from '../../domain/new-id.ts';
import type { CaptionEncoder } from '../../encoders/caption/caption-encoder.ts';
import type { PhotoEncoder } from '../../encoders/photo/photo-encoder.ts';
import type { PhotoDecoder } from '../../encoders/photo/photo.ts';
import type { OpenNetwork } from '../../network/open-network.ts';
import type { HistoryStore } from '../../history/history-store.ts';
import type { RankingModel } from '../../domain/models/ranking-model.ts';
import type { RelatedTags, Vocabulary } from '../../domain/models/network-manifest.ts';
import type { RecommenderEvent } from '../../domain/progress.ts';
import type { Backends } from '../../domain/recommendation.ts';
import type { ModelCache } from '../../encoders/download/model-cache.ts';
import type { DownloadSize } from '../recommender.ts';

/** The network's room as the engine uses it. */
export type NetworkRunner = Pick<OpenNetwork, 'run' | 'judge' | 'represent' | 'backend' | 'config' | 'dispose'>;

/** The three models of one recommendation, ready to run. */
export interface Models {
  readonly photo: Pick<PhotoEncoder, 'ref' | 'backend' | 'encode' | 'dispose'>;
  readonly caption: Pick<CaptionEncoder, 'ref' | 'backend' | 'encode' | 'dispose'>;
  readonly network: NetworkRunner;
  /** `id@revision` of the network. */
  readonly networkRef: string;
  /** `id@revision` of the network that makes its vectors, where only the heads are its own (trained in the Lab). */
  readonly vectorsOf?: string;
  readonly vocabulary: Vocabulary;
  /** What the list is ranked by; null = the network's hybrid score. */
  readonly ranking: RankingModel | null;
  /** Models whose self-check was left out because its golden vectors were nowhere to be had; `id@revision`. */
  readonly unchecked?: readonly string[];
  /** What goes with each of its hashtags, by class index; null where the network brings no such table. */
  readonly related: RelatedTags | null;
}

/** Where they run at present. */
export function backendsOf({ photo, network }: Pick<Models, 'photo' | 'network'>): Backends {
  return { encoders: photo.backend, network: network.backend };
}

export interface LoadCalls {
  /**
   * All but the caption encoder is ready, while that is downloaded: the very models that the loading gives in the end. Their caption encoder
   * answers when it has come.
   */
  readonly photoReady?: (models: Models) => void;
  readonly report: (event: RecommenderEvent) => void;
  /** Some model had to move to another backend; its `backend` already says which. */
  readonly deviceLost: () => void;
  readonly signal: AbortSignal;
}

/** Everything the engine does not do itself: injected, so that it runs in a page, a worker, Node and tests alike. */
export interface EngineParts {
  readonly decoder: PhotoDecoder;
  downloadSize(): Promise<DownloadSize>;
  loadModels(calls: LoadCalls): Promise<Models>;
  /** Where downloaded models are kept. */
  modelCache(): Promise<ModelCache>;
  openHistory(): Promise<HistoryStore>;
  /** Takes away what is kept of a person's posts beside the history: what the Lab made of them. */
  forgetBeside?(): Promise<void>;
  /** Keep a thumbnail with each post; the command line does without. */
  readonly thumbnails: boolean;
  now(): Date;
  /** The day of a post being written, for its occasions; null when nobody knows it. */
  today(): Date | null;
  newId(): string;
  /** Runs work when nothing else is to be done. */
  idle(work: () => Promise<void>): void;
}

/** Clock, ids and idle time of the real world. */
export const REAL_WORLD: Pick<EngineParts, 'now' | 'today' | 'newId' | 'idle'> = {
  now: () => new Date(),
  today: () => new Date(),
  newId,
  idle: (work) => {
    setTimeout(() => void work(), 200);
  },
};
