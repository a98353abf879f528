import type { ChangeDetail, ErrorDetail, ProgressDetail, ReadyDetail } from './events.ts';

/** Attributes of `<tagweave-recommender>` whose names are the same wherever they are written (docs/embedding.md). */
export interface TagweavePlainAttributes {
  readonly name?: string;
  readonly value?: string;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly k?: number | string;
  readonly platform?: string;
  readonly theme?: 'auto' | 'light' | 'dark';
  readonly history?: 'off' | 'own';
  readonly always?: string;
  readonly exclude?: string;
}

/** The element in markup: all of its attributes, and its events as frameworks hear them that leave names as they are (React, Svelte). */
export interface TagweaveAttributes extends TagweavePlainAttributes {
  readonly 'tag-language'?: 'english' | 'caption' | 'both';
  readonly 'model-base'?: string;
  readonly 'engine-base'?: string;
  /** The tags changed. */
  readonly 'ontagweave-change'?: (event: CustomEvent<ChangeDetail>) => void;
  /** The models are loaded. */
  readonly 'ontagweave-ready'?: (event: CustomEvent<ReadyDetail>) => void;
  /** Bytes of the download, or a step. */
  readonly 'ontagweave-progress'?: (event: CustomEvent<ProgressDetail>) => void;
  /** What went wrong; the element says it to the person, too. */
  readonly 'ontagweave-error'?: (event: CustomEvent<ErrorDetail>) => void;
}
