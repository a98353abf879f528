import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeModelFolder } from '../recommender/testing/model-folder.node.ts';
import { readCommand } from './arguments/arguments.ts';
import { EncodingCache } from './evaluate/encoding-cache.ts';
import type { PersonalEvaluation } from './commands/personal-command.ts';
import type { FolderPost } from './evaluate/post-folder.ts';
import { run } from './run.ts';
import { splitOf } from './evaluate/split.ts';
import { timelines } from './evaluate/timelines.ts';

let models: string;
let folder: string;
const evaluate = async (...args: string[]): Promise<{ code: number; printed: string; complaints: string[] }> => {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const code = await run(['evaluate', '--personal', '--models', models, '--cache', join(folder, 'cache'), ...args], {
    print: (text) => printed.push(text),
    complain: (line) => complaints.push(line),
    progress: () => undefined,
  });
  return { code, printed: printed.join('\n'), complaints };
};
const post = (id: string, change: object = {}) => ({
  ...{ id, user: 'u', image: `images/${id.length % 2}.jpg`, caption: id },
  ...{ date: `2020-01-${String(id.length).padStart(2, '0')}`, tags: ['dog', 'mine'] },
  ...change,
});

beforeAll(async () => {
  models = writeModelFolder();
  folder = mkdtempSync(join(tmpdir(), 'tagweave-personal-'));
  mkdirSync(join(folder, 'posts', 'images'), { recursive: true });
  for (const hue of [0, 1]) {
    const background = { r: hue * 120, g: 60, b: 255 - hue * 120 };
    const path = join(folder, `${hue}.jpg`);
    await sharp({ create: { width: 40, height: 30, channels: 3, background } }).toFile(path);
    copyFileSync(path, join(folder, 'posts', 'images', `${hue}.jpg`));
  }
  const lines = [
    ...Array.from({ length: 8 }, (_, n) => post('p'.repeat(n + 1))),
    post('other', { user: 'v', tags: ['cat'] }),
    post('gone', { user: 'w', image: 'images/none.jpg' }),
  ];
  writeFileSync(join(folder, 'posts', 'posts.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
});
afterAll(() => {
  rmSync(models, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

describe('evaluate --personal', () => {
  it('replays each user from nothing, counts by earlier posts, and says the same from what it kept', async () => {
    const args = ['--posts', join(folder, 'posts'), '--split', 'all', '--json'];
    const { code, printed, complaints } = await evaluate(...args);
    const found = JSON.parse(printed) as PersonalEvaluation;
    expect([code, complaints.length, found.skipped]).toEqual([2, 1, 1]);
    expect(complaints[0]).toMatch(/^gone: .*no such file/u);
    expect(found).toMatchObject({ k: 5, split: 'all', posts: 9, users: 2, experienced: { posts: 5, users: 1 } });
    expect(found.bands.map((band) => band.posts)).toEqual([2, 2, 3, 2, 0]);
    const [none, , later] = found.bands;
    expect(none?.systems.head).toEqual(none?.systems.nothing); // nobody is worse off without posts
    expect(none?.systems.ownTags).toEqual(none?.systems.nothing);
    // "mine" is in no network: only what was learnt can suggest it.
    expect(later?.systems.head.recall).toBeGreaterThan(0.4);
    expect(later?.systems.usual).toMatchObject({ hit: 1, recall: 1 });
    expect(later?.systems.usual.precision).toBeCloseTo(2 / 5, 9); // filled up to K
    expect(found.steps.map(({ from, to }) => `${from} ${to}`)).toEqual(['nothing history', 'history ownTags', 'ownTags head', 'nothing head']); // prettier-ignore
    for (const { f1, low, high } of found.steps) {
      expect(low).toBeLessThanOrEqual(f1 + 1e-9);
      expect(high).toBeGreaterThanOrEqual(f1 - 1e-9);
    }
    const kept = (): string[] => readdirSync(join(folder, 'cache')).map((name) => `${name} ${readFileSync(join(folder, 'cache', name)).length}`); // prettier-ignore
    const before = kept();
    expect(before).toHaveLength(4); // photos and captions, numbers and places
    const again = await evaluate(...args);
    expect(again.printed).toBe(printed);
    expect(kept()).toEqual(before);
  });

  it('scores the posts of a split only, stops reading at the limit, and prints a table', async () => {
    const { printed } = await evaluate(
      '--posts',
      join(folder, 'posts'),
      '--split',
      'validation',
      '--limit',
      '8',
      '--k',
      '3',
    );
    expect(printed).toContain('1 post of 1 user, validation part, K = 3');
    // Bands without posts have no figures, rather than bad ones.
    expect(/^nothing personal\s+(.*)$/mu.exec(printed)?.[1]?.split(/\s{2,}/u)).toContain('–');
    expect(printed).toContain('+ personal head');
  });

  it('reads the first user whole, however low the limit, and says when nothing could be scored', async () => {
    const args = ['--posts', join(folder, 'posts'), '--limit', '1'];
    const { printed } = await evaluate(...args, '--split', 'all', '--json');
    expect((JSON.parse(printed) as PersonalEvaluation).posts).toBeGreaterThan(1);
    const nothing = join(folder, 'untagged');
    mkdirSync(nothing, { recursive: true });
    writeFileSync(join(nothing, 'posts.jsonl'), JSON.stringify({ id: 'a', user: 'me', date: null, image: null, caption: 'A dog', tags: [] })); // prettier-ignore
    const { code, complaints } = await evaluate('--posts', nothing, '--json');
    expect([code, complaints]).toEqual([2, ['no post with hashtags in the test part; try --split all']]);
  });

  it('needs a folder and a known split', () => {
    const wrong = (...args: string[]) => {
      try {
        readCommand(['evaluate', '--personal', ...args]);
      } catch (error) {
        return error;
      }
      return null;
    };
    expect(wrong()).toMatchObject({ code: 'usage' });
    expect(wrong('--posts', 'f', '--split', 'dev')).toMatchObject({ code: 'usage' });
    expect(wrong('--posts', 'f', '--limit', '0')).toMatchObject({ code: 'usage' });
    expect(readCommand(['evaluate', '--posts', 'a', '--personal', '--posts', 'b'])).toMatchObject({ name: 'evaluate-personal', folders: ['a', 'b'], split: 'test', seed: 1, limit: null, count: 5 }); // prettier-ignore
  });
});

it('splits dated posts by their place, others by their id', () => {
  const of = (id: string, date: string | null): FolderPost => ({
    id,
    user: 'u',
    date,
    image: null,
    caption: '',
    tags: [],
  });
  const dated = Array.from({ length: 10 }, (_, n) => of(`d${n}`, `2020-01-0${n}`));
  const parts = splitOf([dated, Array.from({ length: 2000 }, (_, n) => of(`h${n}`, null))]);
  expect(dated.map(({ id }) => parts.get(id))).toEqual([...new Array<string>(8).fill('train'), 'validation', 'test']);
  const count = (part: string): number =>
    [...parts].filter(([id, found]) => id.startsWith('h') && found === part).length;
  expect(count('validation') / 2000).toBeCloseTo(0.1, 1);
  expect(count('test') / 2000).toBeCloseTo(0.1, 1);
});

it('keeps matrices exactly, by content, and reads over lines that are none', () => {
  const place = join(folder, 'other-cache');
  const data = Float32Array.of(0.1, -2, 3e-9);
  const cache = new EncodingCache<{ rows: number }>('p@1', place);
  cache.set('first', { rows: 1 }, Float32Array.of(7));
  cache.set('second', { rows: 3 }, data);
  cache.close();
  writeFileSync(join(place, 'p@1.jsonl'), 'half a li\n["x",1000,5,{}]\n', { flag: 'a' });
  const read = new EncodingCache<{ rows: number }>('p@1', place);
  expect(read.get('second')).toEqual({ header: { rows: 3 }, data });
  expect([read.get('third'), read.get('x')]).toEqual([null, null]);
  read.close();
  expect(new EncodingCache('p@2', place).get('second')).toBeNull();
});

it('several pictures of one post are one in a history, and numbered posts keep their order', () => {
  const of = (id: string, caption: string, tags: string[]): FolderPost => ({
    ...{ id, user: 'u', date: null, image: null, caption, tags },
  });
  const posts = [of('t1-2', 'b', ['x']), of('t1-10', 'c', ['x']), of('t1-1', 'a', ['x']), of('t1-3', 'b', ['x'])];
  const [line = []] = timelines(posts);
  expect(line.map((occasion) => occasion.posts.map(({ id }) => id))).toEqual([['t1-1'], ['t1-2', 't1-3'], ['t1-10']]);
});
