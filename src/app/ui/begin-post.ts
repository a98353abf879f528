import type { Compose } from '../stores/compose/compose.ts';

/** A new post is begun at its top, for the eye and for the screen reader, wherever one was on the page before. */
export function beginPost({ newPost }: Pick<Compose, 'newPost'>): void {
  newPost();
  window.scrollTo(0, 0);
  document.getElementById('main')?.focus({ preventScroll: true });
}
