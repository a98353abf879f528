import 'tagweave/widget';
import type { TagweaveRecommenderElement, WidgetTag } from 'tagweave/widget';

/** Puts a field for hashtags into a form; `changed` hears of every tag that comes or goes. */
export function addTagField(
  form: HTMLFormElement,
  changed: (tags: readonly WidgetTag[]) => void,
): TagweaveRecommenderElement {
  const field = document.createElement('tagweave-recommender');
  field.name = 'tags';
  field.k = 3;
  field.modelBase = '/models/';
  field.addEventListener('tagweave-change', ({ detail }) => changed(detail.tags));
  field.addEventListener('tagweave-error', ({ detail }) => console.error(`${detail.code}: ${detail.message}`));
  form.append(field);
  return field;
}
