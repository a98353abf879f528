import type { ErrorCode } from '../domain/errors/errors.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import type { Backends, TagSuggestion } from '../domain/recommendation.ts';

/** A tag in the field, and where it came from. */
export interface WidgetTag {
  /** Normal form, identity of the tag. */
  readonly key: string;
  /** Display form in CamelCase, without `#`. */
  readonly label: string;
  readonly source: 'suggested' | 'typed';
}

/** `detail` of `tagweave-change`: the field after suggestions came or a person changed it. */
export interface ChangeDetail {
  /** What the form submits: `#GoldenHour #Beach`. */
  readonly value: string;
  readonly tags: readonly WidgetTag[];
}

/** `detail` of `tagweave-ready`: the models are loaded. */
export interface ReadyDetail {
  readonly backends: Backends;
  /** False where the browser stores nothing, or `history` is `off`: past posts do not count. */
  readonly historyKept: boolean;
}

/** `detail` of `tagweave-progress`: bytes of the download, what is being started, or the step of a recommendation. */
export type ProgressDetail = Extract<RecommenderEvent, { type: 'download' | 'loading' | 'step' }>;

/** `detail` of `tagweave-error`. */
export interface ErrorDetail {
  readonly code: ErrorCode;
  /** For developers, in English; the widget shows a sentence in its own language. */
  readonly message: string;
}

/** The widget's events; all bubble and cross shadow roots. */
export interface TagweaveEventMap {
  'tagweave-change': CustomEvent<ChangeDetail>;
  'tagweave-ready': CustomEvent<ReadyDetail>;
  'tagweave-progress': CustomEvent<ProgressDetail>;
  'tagweave-error': CustomEvent<ErrorDetail>;
}

/** What to find tags for; what is absent is read from the slots. */
export interface WidgetRequest {
  readonly image?: Blob | null;
  readonly caption?: string;
}

/** What was found; the field shows as many of it as fit. */
export interface WidgetResult {
  readonly tags: readonly TagSuggestion[];
  readonly value: string;
}
