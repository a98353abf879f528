import type { PickedFile } from '../domain/post/import.ts';
import type { DownloadProgress } from '../encoders/download/download.ts';
import type { CrossingError } from '../recommender/calls/errors.ts';
import type { DeviceReport } from './backend-report.browser.ts';
import type { Evaluated, EvaluateOptions, LabData, LabVocabulary } from './lab.ts';
import type { EverydayData, EverydayEvaluated, EverydayOptions } from './everyday.ts';
import type { EverydayCase } from './lists.ts';
import type { OwnFusions } from './own/own-fusions.ts';
import type { OwnJudged, OwnKeepable, OwnNetwork, OwnSummary, OwnTrained } from './own/own-told.ts';
import type { EpochReport, TrainOptions } from './own/train-own.ts';
import type { SeeAsk, Seen } from './see-post.ts';
import type { differenceAt, Run } from './judged.ts';

/** What the Lab's worker does for the page; errors come back as data, because an exception would lose its code on the way. */
export interface LabWork {
  open: { readonly ask: null; readonly answer: LabData };
  vocabulary: { readonly ask: null; readonly answer: LabVocabulary };
  evaluate: { readonly ask: EvaluateOptions; readonly answer: Evaluated };
  difference: {
    readonly ask: {
      readonly before: readonly Run[];
      readonly after: readonly Run[];
      readonly k: number;
      readonly stratum: string | null;
    };
    readonly answer: ReturnType<typeof differenceAt>;
  };
  everydayOpen: { readonly ask: null; readonly answer: EverydayData };
  everyday: { readonly ask: EverydayOptions; readonly answer: EverydayEvaluated };
  everydayUses: { readonly ask: null; readonly answer: readonly number[] };
  everydayDifference: {
    readonly ask: LabWork['difference']['ask'] & { readonly given: EverydayCase };
    readonly answer: ReturnType<typeof differenceAt>;
  };
  /** In a worker that does nothing else: its models stay loaded. */
  see: { readonly ask: SeeAsk; readonly answer: Seen };
  /** Own posts, in a worker that holds them until it ends. */
  ownRead: { readonly ask: readonly PickedFile[]; readonly answer: OwnSummary };
  ownJudge: { readonly ask: { readonly network: string }; readonly answer: OwnJudged };
  ownTrain: { readonly ask: { readonly base: string; readonly options: TrainOptions }; readonly answer: OwnTrained };
  ownFusions: { readonly ask: { readonly base: string; readonly options: TrainOptions }; readonly answer: OwnFusions };
  ownKeep: {
    readonly ask: { readonly name: string; readonly day: string; readonly which: OwnKeepable };
    readonly answer: OwnNetwork;
  };
  ownList: { readonly ask: null; readonly answer: readonly OwnNetwork[] };
  ownForget: { readonly ask: { readonly ref: string }; readonly answer: null };
  ownExport: { readonly ask: { readonly ref: string }; readonly answer: Blob };
  ownImport: { readonly ask: readonly PickedFile[]; readonly answer: OwnNetwork };
  /** In a worker of its own, since it changes what TF.js computes on. */
  backends: { readonly ask: null; readonly answer: DeviceReport };
}

export type LabTask = keyof LabWork;

/** What is asked of somebody's own posts. */
export type OwnTask = Extract<LabTask, `own${string}`>;

/** Absolute addresses of the Lab's folder and of the models. */
export interface LabBases {
  readonly data: string;
  readonly models: string;
}

export type ToLab =
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly bases: LabBases;
      readonly task: LabTask;
      readonly ask: unknown;
    }
  | { readonly type: 'abort'; readonly id: number };

export type FromLab =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: CrossingError }
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly of: number }
  | { readonly type: 'epoch'; readonly id: number; readonly report: EpochReport }
  | { readonly type: 'download'; readonly id: number; readonly progress: DownloadProgress };
