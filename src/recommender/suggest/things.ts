import { hashtagKey, hashtagLabel } from '../../domain/tags/hashtag.ts';
import type { CaptionReading, CaptionWord } from './caption-reading.ts';
import { textOf } from './namings.ts';
import { raised } from './spans.ts';
import { thingsAmong } from './things-among.ts';
import type { Thing, ThingFound } from './things-among.ts';

/** `things.json` (training/things/build.py): keys between spaces, by their rate. */
export interface ThingTable {
  readonly rates: Readonly<Record<string, string>>;
}

/** Finds things in captions. */
export class Things {
  readonly #rates = new Map<string, number>();

  constructor({ rates }: ThingTable) {
    for (const [rate, keys] of Object.entries(rates)) {
      for (const key of keys.split(' ')) this.#rates.set(key, Number(rate));
    }
  }

  thingsIn({ words }: Pick<CaptionReading, 'words'>): readonly ThingFound[] {
    return thingsAmong(words, (run) => this.#of(run));
  }

  #of(run: readonly CaptionWord[]): Thing | null {
    const text = textOf(run);
    const [key, label] = [hashtagKey(text), hashtagLabel(raised(text))];
    if (key === null || label === null) return null;
    const rate = formsOf(key).flatMap((form) => this.#rates.get(form) ?? [])[0];
    return rate === undefined ? null : { key, label, rate };
  }
}

/** A word and what it may be the plural of. */
function formsOf(key: string): string[] {
  const forms = [key];
  if (key.endsWith('ies')) forms.push(`${key.slice(0, -3)}y`);
  if (key.endsWith('es')) forms.push(key.slice(0, -2));
  if (key.endsWith('s')) forms.push(key.slice(0, -1));
  return forms;
}
