/**
 * Importing this defines `<tagweave-recommender>`, a form field; its attributes, slots and parts: docs/embedding.md.
 *
 * @module tagweave/widget
 */
import { TagweaveRecommenderElement } from './recommender-element.ts';
import type { TagweaveEventMap } from './events.ts';

export { TagweaveRecommenderElement };
export type {
  ChangeDetail,
  ErrorDetail,
  ProgressDetail,
  ReadyDetail,
  TagweaveEventMap,
  WidgetRequest,
  WidgetResult,
  WidgetTag,
} from './events.ts';
export type { WidgetMessages, Word as WidgetWord } from './words.ts';
export type { Message as WidgetMessage } from '../domain/text/format.ts';

declare global {
  interface HTMLElementTagNameMap {
    'tagweave-recommender': TagweaveRecommenderElement;
  }
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- this is how events of an element become known to everyone
  interface HTMLElementEventMap extends TagweaveEventMap {}
}

// The one thing that importing this file does; on a server that renders pages it does nothing. A second copy on a page stays away.
if (typeof customElements !== 'undefined' && customElements.get('tagweave-recommender') === undefined) {
  customElements.define('tagweave-recommender', TagweaveRecommenderElement);
}
