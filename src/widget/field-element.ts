import { defaultTagCount, platformRule } from '../domain/platforms/platforms.ts';
import type { PlatformRule } from '../domain/platforms/platforms.ts';
import type { TagLanguage } from '../domain/tags/tag-language.ts';

const MOST_TAGS = 30;

/** On a server that renders pages there are no elements; the class stands there for nothing. */
const Base =
  (globalThis as { HTMLElement?: typeof HTMLElement }).HTMLElement ?? (Object as unknown as typeof HTMLElement);

/**
 * `models/` beside the folder of this script; put together by hand, because bundlers take whatever they can work out of a `new URL` for a
 * file to copy. Null where a bundler knows the script by its place on the disk: then beside the page.
 */
const MODELS = /^https?:/u.test(import.meta.url)
  ? `${import.meta.url.split('/').slice(0, -2).join('/')}/models/`
  : null;

/** Properties that a page may have set on the element before this script defined it. */
const SETTABLE = [
  'k',
  'platform',
  'tagLanguage',
  'theme',
  'modelBase',
  'engineBase',
  'always',
  'exclude',
  'messages',
  'history',
  'name',
  'value',
  'disabled',
  'required',
];

/** What every form field has, and the widget's attributes as properties. */
export class FieldElement extends Base {
  static readonly formAssociated = true;

  #missing: string | null = null;
  #custom = '';
  #anchor: HTMLElement | null = null;

  /** Not for users of the element: its tie to the form and to assistive technology. */
  protected readonly internals = this.attachInternals();

  connectedCallback(): void {
    // A property set before the element was defined lies over ours, which would never hear of it: it is set again, on ours.
    for (const name of SETTABLE) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }

  protected get rule(): PlatformRule | null {
    return platformRule(this.platform);
  }

  /** How many tags to suggest, 1…30; default: as many as the platform takes, 5 where it sets no limit. */
  get k(): number {
    const asked = Number.parseInt(this.getAttribute('k') ?? '', 10);
    return Number.isNaN(asked) ? defaultTagCount(this.rule) : Math.min(MOST_TAGS, Math.max(1, asked));
  }
  set k(count: number) {
    this.setAttribute('k', String(count));
  }

  /** Id of a platform of the shipped rules (`instagram`, `mastodon`, …), or empty. */
  get platform(): string {
    return this.getAttribute('platform') ?? '';
  }
  set platform(id: string) {
    this.setAttribute('platform', id);
  }

  /** In which language tags are suggested: `english` (default), `caption` or `both`; as in `RecommendOptions`. */
  get tagLanguage(): TagLanguage {
    const asked = this.getAttribute('tag-language');
    return asked === 'caption' || asked === 'both' ? asked : 'english';
  }
  set tagLanguage(language: TagLanguage) {
    this.setAttribute('tag-language', language);
  }

  get theme(): 'auto' | 'light' | 'dark' {
    const theme = this.getAttribute('theme');
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  }
  set theme(theme: 'auto' | 'light' | 'dark') {
    this.setAttribute('theme', theme);
  }

  /** Folder of the models, absolute or relative to the page; default: `models/` beside the folder of this script, when that has an address. */
  get modelBase(): string {
    const base = this.getAttribute('model-base');
    return base === null && MODELS !== null ? MODELS : new URL(base ?? 'models/', this.ownerDocument.baseURI).href;
  }
  set modelBase(base: string) {
    this.setAttribute('model-base', base);
  }

  /** Folder of the engine's files (`engine/` of the package); null: where the bundler put them, or beside this script. */
  get engineBase(): string | null {
    return this.getAttribute('engine-base');
  }
  set engineBase(base: string | null) {
    if (base === null) this.removeAttribute('engine-base');
    else this.setAttribute('engine-base', base);
  }

  /** Tags that every suggestion carries: `#a #b`, or separated by commas. */
  get always(): string {
    return this.getAttribute('always') ?? '';
  }
  set always(tags: string) {
    this.setAttribute('always', tags);
  }

  /** Tags that are never suggested: `#a #b`, or separated by commas. */
  get exclude(): string {
    return this.getAttribute('exclude') ?? '';
  }
  set exclude(tags: string) {
    this.setAttribute('exclude', tags);
  }

  /** `own`: posts of submitted forms are kept in this browser and count later; `off` (default): nothing is kept or read. */
  get history(): 'off' | 'own' {
    return this.getAttribute('history') === 'own' ? 'own' : 'off';
  }
  set history(history: 'off' | 'own') {
    this.setAttribute('history', history);
  }

  get name(): string {
    return this.getAttribute('name') ?? '';
  }
  set name(name: string) {
    this.setAttribute('name', name);
  }

  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }

  get required(): boolean {
    return this.hasAttribute('required');
  }
  set required(required: boolean) {
    this.toggleAttribute('required', required);
  }

  get type(): string {
    return this.localName;
  }
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }
  get labels(): NodeList {
    return this.internals.labels;
  }
  get validity(): ValidityState {
    return this.internals.validity;
  }
  get validationMessage(): string {
    return this.internals.validationMessage;
  }
  get willValidate(): boolean {
    return this.internals.willValidate;
  }
  /** As of any form field: a sentence makes it invalid, until it is set to nothing. */
  setCustomValidity(message: string): void {
    this.#custom = message;
    this.#validate();
  }
  /**
   * What is missing, or null; the person is taken to `anchor`.
   * @param sentence for the person
   */
  protected showMissing(sentence: string | null, anchor: HTMLElement): void {
    this.#missing = sentence;
    this.#anchor = anchor;
    this.#validate();
  }
  #validate(): void {
    const flags = { valueMissing: this.#missing !== null, customError: this.#custom !== '' };
    const told = this.#custom === '' ? this.#missing : this.#custom;
    if (told === null) this.internals.setValidity({});
    else this.internals.setValidity(flags, told, this.#anchor ?? undefined);
  }

  /** As of any form field: false, and an `invalid` event, when it is required and empty. */
  checkValidity(): boolean {
    return this.internals.checkValidity();
  }
  /** As {@link checkValidity}, and tells the person. */
  reportValidity(): boolean {
    return this.internals.reportValidity();
  }
}
