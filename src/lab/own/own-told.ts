import type { Difference } from '../../domain/metrics/bootstrap.ts';
import type { NetworkBackend } from '../../domain/recommendation.ts';
import type { DownloadProgress } from '../../encoders/download/download.ts';
import type { Met } from '../judged.ts';
import type { Head, Fusion } from '../lists.ts';
import type { OwnProblem } from './own-post.ts';
import type { OwnPart } from './parts.ts';
import type { EpochReport } from './train-own.ts';

/** What somebody's posts are, in numbers. */
export interface OwnSummary {
  readonly posts: number;
  readonly photos: number;
  /** Different hashtags. */
  readonly tags: number;
  readonly users: number;
  readonly parts: Readonly<Record<OwnPart, number>>;
  readonly problems: readonly OwnProblem[];
}

/** What a network's lists met in the posts. */
export interface OwnJudged {
  readonly network: string;
  readonly heads: Readonly<Partial<Record<Head, Met>>>;
  /** Different hashtags of the posts that the network knows. */
  readonly known: number;
  /** |G| of each post. */
  readonly sizes: readonly number[];
  /** Posts that were judged, by part. */
  readonly rows: Readonly<Record<OwnPart, readonly number[]>>;
  /** Photos that could not be opened. */
  readonly problems: readonly OwnProblem[];
  /** Posts whose features were on the device already. */
  readonly kept: number;
  readonly backend: NetworkBackend;
}

/** What training brought: before and after on the test part, which it did not see. */
export interface OwnTrained {
  readonly base: string;
  readonly tags: number;
  readonly epochs: readonly EpochReport[];
  readonly best: number;
  readonly before: Met;
  readonly after: Met;
  readonly sizes: readonly number[];
  readonly rows: readonly number[];
  /** Of F1@K; null without a post to judge. */
  readonly difference: Difference | null;
  readonly backend: NetworkBackend;
  /** Milliseconds of the epochs. */
  readonly timeMs: number;
}

/** A network trained here, as the page lists it. */
export interface OwnNetwork {
  /** `id@revision` */
  readonly ref: string;
  readonly name: string;
  readonly description: string;
  readonly tags: number;
  readonly bytes: number;
}

export interface OwnCalls {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  readonly onDownload?: ((progress: DownloadProgress) => void) | undefined;
  readonly onEpoch?: ((report: EpochReport) => void) | undefined;
}

/** What can be kept: the tag head, or a fusion over a body (its `id@revision`). */
export type OwnKeepable = 'head' | `${string}/${Fusion}`;
