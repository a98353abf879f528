/**
 * The element with its types for templates of Vue 3: `import 'tagweave/vue'` in place of `import 'tagweave/widget'`.
 *
 * @module tagweave/vue
 */
import type { HTMLAttributes } from 'vue';
import type { TagweavePlainAttributes } from './widget/attributes.ts';
import type { ChangeDetail, ErrorDetail, ProgressDetail, ReadyDetail } from './widget/events.ts';

export * from './widget/define.ts';

/** The element in a template: attributes may be written with hyphens, events as `@tagweave-change`. */
export interface TagweaveVueProps extends TagweavePlainAttributes, HTMLAttributes {
  readonly tagLanguage?: 'english' | 'caption' | 'both';
  readonly modelBase?: string;
  readonly engineBase?: string;
  /** The tags changed. */
  readonly onTagweaveChange?: (event: CustomEvent<ChangeDetail>) => void;
  /** The models are loaded. */
  readonly onTagweaveReady?: (event: CustomEvent<ReadyDetail>) => void;
  /** Bytes of the download, or a step. */
  readonly onTagweaveProgress?: (event: CustomEvent<ProgressDetail>) => void;
  /** What went wrong; the element says it to the person, too. */
  readonly onTagweaveError?: (event: CustomEvent<ErrorDetail>) => void;
}

declare module 'vue' {
  interface GlobalComponents {
    'tagweave-recommender': new () => { readonly $props: TagweaveVueProps };
  }
}
