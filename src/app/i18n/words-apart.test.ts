import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { moreEn } from './words/en/more.ts';
import { startEn } from './words/en/start.ts';

const APP = fileURLToPath(new URL('..', import.meta.url));
const MORE = join(APP, 'i18n/more-words.ts');
/** Where messages are defined, not said. */
const isWords = (file: string): boolean => file.includes('i18n/words/');

const read = (file: string): string => readFileSync(file, 'utf8');
/** The file itself and everything of the page that it imports statically. */
function withImports(entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || !file.startsWith(APP) || !/\.tsx?$/.test(file)) return;
    found.add(file);
    for (const [, kind, from = ''] of read(file).matchAll(/^(?:import|export) (type )?[^;]*?'(\.[^']+)';$/gmu)) {
      if (kind === undefined) visit(resolve(dirname(file), from));
    }
  };
  visit(entry);
  return found;
}

/** What files import when something is first opened. */
function fetchedBy(files: Iterable<string>): readonly string[] {
  return [...files].flatMap((file) =>
    [...read(file).matchAll(/import\('(\.[^']+\.tsx?)'\)/gu)].map(([, from = '']) => resolve(dirname(file), from)),
  );
}

const KEYS = Object.keys({ ...startEn, ...moreEn });
const seen = new Map<string, readonly string[]>();

/** Messages that a file says, by key; of keys put together (`problem.${code}`) all that begin so. */
function said(file: string): readonly string[] {
  const known = seen.get(file);
  if (known !== undefined) return known;
  // The Lab has words of its own.
  const code = read(file).replaceAll(/\bw\([^)]*\)/gu, '');
  const whole = new Set([...code.matchAll(/['"]([\w-]+(?:\.[\w-]+)+)['"]/gu)].map(([, key = '']) => key));
  const parts = [...code.matchAll(/`([\w-]+\.[\w.-]*)\$\{/gu)].map(([, part = '']) => part);
  const keys = KEYS.filter((key) => whole.has(key) || parts.some((part) => key.startsWith(part)));
  seen.set(file, keys);
  return keys;
}

const fromMain = withImports(join(APP, 'main.tsx'));

describe('words of the first screen, and the others', () => {
  it('stand in one half each', () => {
    expect(Object.keys(startEn).filter((key) => Object.hasOwn(moreEn, key))).toEqual([]);
  });

  it('what loads with the page says only words that load with it', () => {
    expect(fromMain.has(MORE)).toBe(false);
    const missing = [...fromMain]
      .filter((file) => !isWords(file))
      .flatMap((file) =>
        said(file)
          .filter((key) => Object.hasOwn(moreEn, key))
          .map((key) => `${file}: ${key}`),
      );
    expect(missing).toEqual([]);
  });

  it('what is fetched later brings the words that it says', () => {
    const visited = new Set<string>();
    // What a part fetches in turn finds the words there that the part has brought.
    const open = fetchedBy(fromMain).map((entry) => ({ entry, brought: false }));
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { entry, brought } = next;
      if (visited.has(`${entry} ${String(brought)}`)) continue;
      visited.add(`${entry} ${String(brought)}`);
      const files = withImports(entry);
      const there = brought || files.has(MORE);
      open.push(...fetchedBy(files).map((inner) => ({ entry: inner, brought: there })));
      const more = [...files]
        .filter((file) => !isWords(file))
        .flatMap(said)
        .filter((key) => Object.hasOwn(moreEn, key));
      if (more.length > 0) expect(there, `${entry} says ${String(more[0])}`).toBe(true);
    }
    expect(visited.size).toBeGreaterThan(6);
  });

  it('are all said somewhere', () => {
    const files = readdirSync(APP, { recursive: true, encoding: 'utf8' })
      .map((name) => join(APP, name))
      .filter((file) => /\.tsx?$/.test(file) && existsSync(file) && !isWords(file) && !file.endsWith('.test.ts'));
    const used = new Set(files.flatMap(said));
    expect(KEYS.filter((key) => key.includes('.') && !used.has(key))).toEqual([]);
  });
});
