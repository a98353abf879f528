/**
 * The element with its types for components of Svelte 5: `import 'tagweave/svelte'` in place of `import 'tagweave/widget'`.
 *
 * @module tagweave/svelte
 */
import type { HTMLAttributes } from 'svelte/elements';
import type { TagweaveAttributes } from './widget/attributes.ts';

export * from './widget/define.ts';

/** The element in a component. */
export interface TagweaveSvelteProps
  extends TagweaveAttributes, Omit<HTMLAttributes<HTMLElement>, keyof TagweaveAttributes> {}

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'tagweave-recommender': TagweaveSvelteProps;
  }
}
