import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const APP = fileURLToPath(new URL('..', import.meta.url));
/** Rooms whose styles come with a chunk of their own, and where their parts stand. */
const SEEN_ON: Readonly<Record<string, readonly string[]>> = {
  compose: ['compose'],
  data: ['data'],
  history: ['history'],
  taste: ['taste', 'sets', 'list'],
  help: ['help'],
  settings: ['settings'],
  lab: ['lab'],
};

const files = readdirSync(APP, { recursive: true, encoding: 'utf8' });
const room = (file: string): string => file.split(/[/\\]/u)[0] ?? '';
const read = (file: string): string => readFileSync(join(APP, file), 'utf8');

/** The rooms that style a class, by class. */
const styledIn = new Map<string, Set<string>>();
for (const file of files.filter((name) => name.endsWith('.css'))) {
  for (const [, name = ''] of read(file).matchAll(/\.([a-z][\w-]*)/gu)) {
    styledIn.set(name, (styledIn.get(name) ?? new Set()).add(room(file)));
  }
}

/** Classes of a file that only views style where it does not stand: it looks otherwise once such a view has been open. */
function borrowed(text: string, here: string): string[] {
  const named = [...text.matchAll(/className=(?:"([^"]*)"|\{`([^`]*)`\})/gu)].flatMap(([, plain, made]) =>
    (plain ?? made ?? '').split(/[\s${}]+/u),
  );
  return named.filter((name) => {
    const rooms = [...(styledIn.get(name) ?? [])];
    return rooms.length > 0 && rooms.every((one) => SEEN_ON[one]?.includes(here) === false);
  });
}

describe('a view looks the same whichever was open before it', () => {
  it('finds a class of another view', () => {
    expect(borrowed('<p className="taste__part small">', 'help')).toEqual(['taste__part']);
    expect(borrowed('<p className="taste__part small">', 'taste')).toEqual([]);
  });

  it.each(
    files.filter((name) => name.endsWith('.tsx') && !name.endsWith('.test.tsx')).map((name) => relative('', name)),
  )('%s', (file) => {
    expect(borrowed(read(file), room(file))).toEqual([]);
  });
});
