import { readFileSync } from 'node:fs';

const json = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

interface Catalogue {
  readonly models: readonly { readonly id: string; readonly revision: string }[];
}

/** What the library knows of its own release: its version, and the models that it is published with. */
export function release(): Record<string, string> {
  const { version } = json('package.json') as { version: string };
  const { models } = json('public/models/catalogue.json') as Catalogue;
  return {
    __TAGWEAVE_VERSION__: JSON.stringify(version),
    __TAGWEAVE_MODELS__: JSON.stringify(models.map(({ id, revision }) => `${id}@${revision}`)),
  };
}
