import type { RecommenderEvent } from '../domain/progress.ts';
import type { LibraryRecommender } from '../recommender/calls/library-door.ts';
import type { TagweaveEventMap, WidgetRequest, WidgetResult, WidgetTag } from './events.ts';
import { FieldElement } from './field-element.ts';
import { KeptPost } from './kept-post.ts';
import { captionIn, makeParts, makeTag, photoIn, showProgress, speakIn } from './parts.ts';
import type { Parts } from './parts.ts';
import { EngineHold } from './shared-engine.ts';
import { asShown, sentenceFor } from './shown-error.ts';
import { styleSheetOf } from './styles.ts';
import { TagField, tagsOf } from './tag-field.ts';
import { wordsFor } from './words.ts';
import type { WidgetMessages, Words } from './words.ts';

/** How long a person may pause while typing before tags are looked for again. */
const PAUSE_MS = 800;

/**
 * `<tagweave-recommender>`: a form field for hashtags with suggestions from a photo and a caption, computed on the device. See
 * docs/embedding.md for attributes, slots, parts, custom properties and events. Loads nothing until it is used.
 */
export class TagweaveRecommenderElement extends FieldElement {
  static readonly observedAttributes = [
    'k',
    'platform',
    'lang',
    'model-base',
    'engine-base',
    'history',
    'value',
    'disabled',
    'required',
  ];

  readonly #root = this.attachShadow({ mode: 'open', delegatesFocus: true });
  readonly #parts: Parts = makeParts(this.ownerDocument);
  #words: Words = wordsFor('en');
  #messages: WidgetMessages = {};
  #field = new TagField();
  /** The value is the person's or a script's now, no longer the attribute's. */
  #touched = false;
  #formDisabled = false;
  #hold: EngineHold | null = null;
  #stopListening: (() => void) | null = null;
  #form: HTMLFormElement | null = null;
  #running: AbortController | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #used = false;
  #prepared = false;
  #last: KeptPost | null = null;
  /** The error whose sentence is to come; what is said meanwhile stays. */
  #telling: unknown = null;
  /** Stops the models' loading, which one request after the other waits for. */
  #loading: AbortController | null = null;

  constructor() {
    super();
    this.#root.append(this.#parts.widget);
    this.internals.role = 'group';
    this.#listen();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dress();
    this.#name();
    this.#speak();
    this.#showTags();
  }

  /** Moved, not removed, when it is back a moment later: then work goes on. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      clearTimeout(this.#pause);
      this.#stop();
      this.#letGo();
    });
  }

  /** In another document the old one's style sheet does not count. */
  adoptedCallback(): void {
    this.#dress();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (name === 'value' && !this.#touched) this.#field = new TagField(tagsOf(after ?? ''));
    if (name === 'history' || name.endsWith('-base')) this.#letGo();
    if (name === 'lang') this.#speak();
    this.#showTags();
  }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#form?.removeEventListener('submit', this.#onSubmit);
    this.#form = form;
    form?.addEventListener('submit', this.#onSubmit);
    this.#name();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#formDisabled = disabled;
    this.#showTags();
  }

  formResetCallback(): void {
    this.#stop();
    clearTimeout(this.#pause);
    this.#touched = false;
    this.#last = null;
    this.#field = new TagField(tagsOf(this.getAttribute('value') ?? ''));
    for (const field of this.#root.querySelectorAll<HTMLInputElement>('input, textarea')) field.value = '';
    this.#say('');
    this.#showTags();
  }

  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (typeof state === 'string') this.value = state;
  }

  /** The tags as a form submits them: `#GoldenHour #Beach`. Set it with the same, or with words separated by commas. */
  get value(): string {
    return this.#field.value(this.rule);
  }
  set value(value: string | null) {
    this.#touched = true;
    this.#field = new TagField(tagsOf(value ?? ''));
    this.#showTags();
  }

  /** Sentences in place of the widget's own, by their names (`suggest`, `none`, …). */
  get messages(): WidgetMessages {
    return this.#messages;
  }
  set messages(messages: WidgetMessages) {
    this.#messages = messages;
    this.#speak();
    this.#showTags();
  }

  /** The tags in the field, in order. */
  get tags(): readonly WidgetTag[] {
    return this.#field.tags;
  }

  /**
   * Suggests tags into the field; the first call downloads the models. A later call stops an earlier one.
   * @throws TagweaveError of any code; `aborted` when stopped, replaced or the element was removed. Told by `tagweave-error`, too.
   */
  async recommend({ image, caption }: WidgetRequest = {}): Promise<WidgetResult> {
    const photo = image === undefined ? photoIn(this.#parts.photoSlot) : image;
    const text = caption ?? captionIn(this.#parts.captionSlot);
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#trouble('');
    this.#say(this.#words.say(this.#used ? 'reading' : 'starting'));
    this.#showBusy();
    try {
      const engine = await this.#engine();
      const { signal } = running;
      this.#loading ??= new AbortController();
      const report = await engine.load({ signal: this.#loading.signal });
      if (!this.#used)
        this.#send('tagweave-ready', {
          backends: report.backends,
          historyKept: report.historyKept && this.history === 'own',
        });
      if (this.history === 'own' && !report.historyKept) this.#tellMemory();
      this.#used = true;
      this.#say(this.#words.say('reading'));
      const { k, history, tagLanguage } = this;
      const exclude = [...this.#field.removed, ...tagsOf(this.exclude).map(({ key }) => key)];
      const wanted = { signal, count: k, history, tagLanguage, always: tagsOf(this.always), exclude };
      const found = await engine.recommend({ photo, caption: text }, wanted);
      signal.throwIfAborted();
      this.#last = new KeptPost(found, { photo, caption: text });
      this.#change(this.#field.suggest(found.tags, this.k));
      const count = this.#field.tags.length;
      this.#say(this.#words.say(count === 0 ? 'none' : 'found', { count }));
      return { tags: found.tags, value: this.value };
    } catch (error) {
      this.#fail(error, running.signal);
      throw error;
    } finally {
      if (this.#running === running) this.#running = null;
      this.#showBusy();
    }
  }

  /** Keeps the post with the tags as they are now, where `history` is `own`: once, and later calls change the one that was kept. */
  async keep(): Promise<void> {
    if (this.history !== 'own' || this.#last === null || this.#field.tags.length === 0) return;
    await this.#last.keep(() => this.#engine(), this.#field, this.rule?.id ?? null);
  }

  /** Nobody waits for anything any more. */
  #stop(): void {
    this.#running?.abort();
    this.#loading?.abort();
    this.#loading = null;
  }

  get #off(): boolean {
    return this.disabled || this.#formDisabled;
  }

  readonly #onSubmit = (event: Event): void => {
    // A page that sends the form itself, or does not want it sent, says so by then; it keeps the post when it has been sent.
    setTimeout(() => {
      if (event.defaultPrevented || this.#off) return;
      this.keep().catch((error: unknown) => {
        this.#fail(error, null);
      });
    });
  };

  #listen(): void {
    // The field's own events say what changed; what happens inside it is nobody's business.
    this.#root.addEventListener('input', (event) => {
      if ((event.target as Node).getRootNode() === this.#root) event.stopPropagation();
    });
    const { photoSlot, captionSlot, suggest, stop, own, add } = this.#parts;
    // Trouble is told by the event and in the widget itself.
    const start = (): void => void this.recommend().catch(() => undefined);
    suggest.addEventListener('click', start);
    stop.addEventListener('click', () => {
      this.#stop();
    });
    add.addEventListener('click', () => {
      this.#type();
    });
    own.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      this.#type();
    });
    // Written and left without Enter, on the way to the form's button.
    own.addEventListener('change', () => {
      if (tagsOf(own.value).length > 0) this.#type();
    });
    this.addEventListener('focusin', () => {
      this.#prepare();
    });
    const later = (waitMs: number) => (): void => {
      this.#prepare();
      clearTimeout(this.#pause);
      if (this.#used && !this.#off) this.#pause = setTimeout(start, waitMs);
    };
    photoSlot.addEventListener('change', later(0));
    captionSlot.addEventListener('input', later(PAUSE_MS));
  }

  /** The first sign of use: asks how much would be downloaded, and says so on the button. */
  #prepare(): void {
    if (this.#prepared || this.#off || this.#used) return;
    this.#prepared = true;
    this.#engine()
      .then((engine) => engine.models.downloadSize())
      .then(({ totalBytes, cachedBytes }) => {
        if (totalBytes <= cachedBytes || this.#used) return;
        this.#parts.suggest.textContent = this.#words.say('suggestOnce', {
          size: this.#words.bytes(totalBytes - cachedBytes),
        });
      })
      .catch((error: unknown) => {
        this.#fail(error, null);
      });
  }

  async #engine(): Promise<LibraryRecommender> {
    const hold = (this.#hold ??= new EngineHold(this));
    const engine = await hold.recommender;
    if (this.#hold === hold)
      this.#stopListening ??= engine.on((event) => {
        this.#hear(event);
      });
    return engine;
  }

  #letGo(): void {
    this.#stopListening?.();
    this.#stopListening = null;
    this.#hold?.release();
    this.#hold = null;
    this.#prepared = false;
  }

  #hear(event: RecommenderEvent): void {
    if (this.#running === null) return;
    if (event.type !== 'download' && event.type !== 'loading' && event.type !== 'step') return;
    this.#send('tagweave-progress', event);
    showProgress(this.#parts.progress, event, this.#words);
  }

  #type(): void {
    const { own } = this.#parts;
    if (own.value.trim() === '' || this.#off) return;
    const tags = tagsOf(own.value);
    const rule = this.rule;
    const next = this.#field.typeAll(tags, rule?.cap ?? null);
    if (next === null || tags.length === 0) {
      const why = tags.length === 0 ? 'notATag' : 'full';
      this.#trouble(this.#words.say(why, { platform: rule?.name ?? '', cap: rule?.cap ?? 0 }));
      return;
    }
    own.value = '';
    this.#trouble('');
    this.#change(next);
  }

  #change(field: TagField): void {
    this.#touched = true;
    this.#field = field;
    this.#showTags();
    this.#send('tagweave-change', { value: this.value, tags: field.tags });
    for (const name of ['input', 'change'])
      this.dispatchEvent(new Event(name, { bubbles: true, composed: name === 'input' }));
  }

  #fail(error: unknown, signal: AbortSignal | null): void {
    const shown = asShown(error);
    if (shown.code === 'aborted' || signal?.aborted === true) {
      if (this.#running === null || this.#running.signal === signal) this.#say('');
      return;
    }
    this.#say('');
    this.#telling = shown;
    void sentenceFor(this.#words.language, shown).then((sentence) => {
      if (this.#telling === shown) this.#trouble(sentence);
    });
    this.#send('tagweave-error', { code: shown.code, message: shown.message });
  }

  #tellMemory(): void {
    if (this.#hold?.mayTellMemory() !== true) return;
    this.#parts.notice.textContent = this.#words.say('memory');
    this.#parts.notice.hidden = false;
  }

  #send<Name extends keyof TagweaveEventMap>(name: Name, detail: TagweaveEventMap[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #dress(): void {
    const view = this.ownerDocument.defaultView;
    if (view !== null) this.#root.adoptedStyleSheets = [styleSheetOf(view)];
  }

  /** Its labels name the whole group. */
  #name(): void {
    const labels = [...this.labels].map((label) => label.textContent?.trim() ?? '').join(' ');
    this.internals.ariaLabel = labels === '' ? (this.getAttribute('aria-label') ?? this.#words.say('tags')) : labels;
  }

  #say(text: string): void {
    this.#parts.status.textContent = text;
  }

  #trouble(text: string): void {
    this.#telling = null;
    this.#parts.trouble.textContent = text;
  }

  #speak(): void {
    const { documentElement, defaultView } = this.ownerDocument;
    const near = this.closest('[lang]') ?? documentElement;
    this.#words = wordsFor(near.getAttribute('lang') ?? defaultView?.navigator.language ?? 'en', this.#messages);
    speakIn(this.#parts, this.#words);
  }

  #showBusy(): void {
    const busy = this.#running !== null;
    this.#parts.stop.hidden = !busy;
    this.#parts.suggest.disabled = busy || this.#off;
    this.internals.ariaBusy = String(busy);
    if (this.#used) this.#parts.suggest.textContent = this.#words.say('suggest');
    if (!busy) this.#parts.progress.hidden = true;
  }

  /** Draws the tags and tells the form of them. */
  #showTags(): void {
    const { list, own, add } = this.#parts;
    const items = this.#field.tags.map(({ key, label }) =>
      makeTag(this.ownerDocument, label, this.#words, () => {
        this.#change(this.#field.remove(key));
        this.#say(this.#words.say('removed', { tag: label }));
        // Focus must not fall out of the widget with the button that was pressed.
        (list.querySelector('button') ?? own).focus();
      }),
    );
    list.replaceChildren(...items);
    const fields = this.#root.querySelectorAll<HTMLButtonElement>('li button, label input, label textarea');
    for (const control of [own, add, ...fields]) control.disabled = this.#off;
    this.#showBusy();
    const { value } = this;
    this.internals.setFormValue(value === '' ? null : value, value);
    this.showMissing(this.required && value === '' ? this.#words.say('required') : null, own);
  }
}
