import type { ProgressDetail } from './events.ts';
import type { Words } from './words.ts';

/** The nodes of one widget that change. */
export interface Parts {
  readonly widget: HTMLElement;
  readonly photoSlot: HTMLSlotElement;
  readonly captionSlot: HTMLSlotElement;
  readonly photoLabel: HTMLElement;
  readonly captionLabel: HTMLElement;
  readonly suggest: HTMLButtonElement;
  readonly stop: HTMLButtonElement;
  readonly promise: HTMLElement;
  readonly progress: HTMLProgressElement;
  /** Said politely to screen readers whenever it changes. */
  readonly status: HTMLElement;
  readonly trouble: HTMLElement;
  readonly notice: HTMLElement;
  readonly list: HTMLUListElement;
  readonly own: HTMLInputElement;
  readonly add: HTMLButtonElement;
}

const PHOTO_TYPES = 'image/*,.heic,.heif,.avif';

/** Builds the widget's nodes; what a page puts into the slots takes the place of photo and caption field. */
export function makeParts(document: Document): Parts {
  const make = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes: Readonly<Record<string, string>> = {},
    ...children: Node[]
  ): HTMLElementTagNameMap[Name] => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const photoLabel = make('span');
  const captionLabel = make('span');
  const photo = make('input', { type: 'file', accept: PHOTO_TYPES, part: 'photo-input' });
  const caption = make('textarea', { rows: '2', dir: 'auto', part: 'caption-input' });
  const photoSlot = make('slot', { name: 'photo' }, make('label', { part: 'label' }, photoLabel, photo));
  const captionSlot = make('slot', { name: 'caption' }, make('label', { part: 'label' }, captionLabel, caption));
  const suggest = make('button', { type: 'button', class: 'suggest', part: 'button suggest' });
  const stop = make('button', { type: 'button', part: 'button stop', hidden: '' });
  const promise = make('p', { class: 'quiet', part: 'promise' });
  const progress = make('progress', { part: 'progress', hidden: '' });
  const status = make('p', { class: 'quiet', role: 'status', part: 'status' });
  const trouble = make('p', { class: 'quiet trouble', role: 'alert', part: 'error' });
  const notice = make('p', { class: 'quiet', part: 'notice', hidden: '' });
  const list = make('ul', { part: 'tags', role: 'list' });
  const own = make('input', { class: 'own', dir: 'auto', autocapitalize: 'none', part: 'tag-input' });
  const add = make('button', { type: 'button', part: 'button add' });
  const widget = make(
    'div',
    { class: 'widget', part: 'widget' },
    photoSlot,
    captionSlot,
    make('div', { class: 'row' }, suggest, stop),
    promise,
    progress,
    status,
    trouble,
    notice,
    list,
    make('div', { class: 'row' }, own, add),
  );
  return {
    widget,
    photoSlot,
    captionSlot,
    photoLabel,
    captionLabel,
    suggest,
    stop,
    promise,
    progress,
    status,
    trouble,
    notice,
    list,
    own,
    add,
  };
}

/** One tag of the list, with the button that takes it away. Text only ever becomes text. */
export function makeTag(document: Document, label: string, words: Words, remove: () => void): HTMLLIElement {
  const item = document.createElement('li');
  const text = document.createElement('bdi');
  const button = document.createElement('button');
  item.setAttribute('part', 'tag');
  text.setAttribute('part', 'tag-label');
  text.textContent = `#${label}`;
  button.type = 'button';
  button.setAttribute('part', 'tag-remove');
  button.setAttribute('aria-label', words.say('remove', { tag: label }));
  button.textContent = '×';
  button.addEventListener('click', remove);
  item.append(text, button);
  return item;
}

/** The photo in a slot: of the file field there, assigned or our own. */
export function photoIn(slot: HTMLSlotElement): File | null {
  for (const element of slot.assignedElements({ flatten: true })) {
    const field = element.matches('input[type="file"]') ? element : element.querySelector('input[type="file"]');
    const [file] = (field as HTMLInputElement | null)?.files ?? [];
    if (file !== undefined) return file;
  }
  return null;
}

/** The caption in a slot: of a text field, or the text of an editable element. */
export function captionIn(slot: HTMLSlotElement): string {
  const [element] = slot.assignedElements({ flatten: true });
  if (element === undefined) return '';
  const field = element.matches('textarea, input') ? element : element.querySelector('textarea, input');
  if (field !== null) return (field as HTMLTextAreaElement).value;
  return element.textContent;
}

/** Writes the words that stand still. */
export function speakIn(
  { photoLabel, captionLabel, suggest, stop, promise, own, add, list }: Parts,
  words: Words,
): void {
  photoLabel.textContent = words.say('photo');
  captionLabel.textContent = words.say('caption');
  suggest.textContent = words.say('suggest');
  stop.textContent = words.say('stop');
  promise.textContent = words.say('private');
  own.placeholder = words.say('own');
  own.setAttribute('aria-label', words.say('own'));
  add.textContent = words.say('add');
  list.setAttribute('aria-label', words.say('tags'));
}

/** How far the download is; hidden outside it. */
export function showProgress(progress: HTMLProgressElement, event: ProgressDetail, words: Words): void {
  if (event.type !== 'download') {
    progress.hidden = true;
    return;
  }
  const { receivedBytes, totalBytes } = event;
  progress.max = totalBytes;
  progress.value = receivedBytes;
  // Not in the status line: a screen reader would read every number.
  const sizes = { received: words.bytes(receivedBytes), total: words.bytes(totalBytes) };
  progress.setAttribute('aria-label', words.say('downloading', sizes));
  progress.hidden = receivedBytes >= totalBytes;
}
