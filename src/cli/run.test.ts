import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measure } from '../domain/metrics/metrics.ts';
import { writeModelFolder } from '../recommender/testing/model-folder.node.ts';
import type { Evaluation } from './commands/evaluate-command.ts';
import { run } from './run.ts';
import type { TaggedPhoto } from './commands/tag-command.ts';

let models: string;
let folder: string;
const NOT_A_PHOTO = 'src/cli/run.test.ts';

const call = async (...args: string[]): Promise<{ code: number; printed: string; complaints: string[] }> => {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const code = await run(args, {
    print: (text) => printed.push(text),
    complain: (line) => complaints.push(line),
    progress: () => undefined,
  });
  return { code, printed: printed.join('\n'), complaints };
};
const evaluate = async (...args: string[]): Promise<{ code: number; result: Evaluation; complaints: string[] }> => {
  const { printed, ...rest } = await call('evaluate', '--models', models, '--json', ...args);
  return { ...rest, result: JSON.parse(printed) as Evaluation };
};
const posts = (name: string, lines: readonly object[]): string => {
  const path = join(folder, name);
  mkdirSync(join(path, 'images'), { recursive: true });
  for (const hue of [0, 1, 2]) copyFileSync(join(folder, `${hue}.jpg`), join(path, 'images', `${hue}.jpg`));
  writeFileSync(join(path, 'posts.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  return path;
};

beforeAll(async () => {
  models = writeModelFolder();
  folder = mkdtempSync(join(tmpdir(), 'tagweave-cli-'));
  for (const hue of [0, 1, 2]) {
    const background = { r: hue * 120, g: 60, b: 255 - hue * 120 };
    await sharp({ create: { width: 40, height: 30, channels: 3, background } }).toFile(join(folder, `${hue}.jpg`));
  }
});
afterAll(() => {
  rmSync(models, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

describe('tag', () => {
  it('prints an array with reasons, goes on after a broken file, and says so with 2', async () => {
    const [one, two] = [join(folder, '0.jpg'), join(folder, '1.jpg')];
    const { code, printed, complaints } = await call(
      'tag',
      one,
      NOT_A_PHOTO,
      '/nowhere.jpg',
      two,
      '--caption',
      'Snow',
      '--k',
      '3',
      '--json',
      '--models',
      models,
    );
    const found = JSON.parse(printed) as TaggedPhoto[];
    expect(found.map(({ photo, caption, tags }) => [photo, caption, tags.length])).toEqual([[one, 'Snow', 3], [two, 'Snow', 3]]); // prettier-ignore
    expect(Object.keys(found[0]?.tags[0] ?? {})).toEqual(['tag', 'label', 'score', 'probability', 'reason']);
    expect(code).toBe(2);
    expect(complaints.length).toBe(2);
    expect(complaints[0]).toMatch(/^src\/cli\/run\.test\.ts: This is not a photo/u);
    expect(complaints[1]).toMatch(/^\/nowhere\.jpg: .*no such file/u);
  });

  it('tags a caption alone, readably', async () => {
    const { code, printed, complaints } = await call('tag', '--caption', 'Snow', '--models', models);
    expect([code, complaints]).toEqual([0, []]);
    expect(printed.split('\n').length).toBe(7);
    expect(printed).toMatch(/^\(caption\)\n {2}(#\S+ ){4}#\S+\n/u);
  });

  it('tags in the language of the caption, or in both', async () => {
    const labels = async (...language: string[]) => {
      const caption = ['--caption', 'Собака бігає по снігу біля моря'];
      const { printed } = await call('tag', ...caption, '--k', '30', '--json', '--models', models, ...language);
      const [found] = JSON.parse(printed) as TaggedPhoto[];
      return (found?.tags ?? []).map(({ label }) => label);
    };
    const english = await labels();
    expect(english).toContain('Coffee');
    expect((await labels('--tag-language', 'caption'))[english.indexOf('Coffee')]).toBe('кава');
    const both = await labels('--tag-language=both');
    expect(both[both.indexOf('Coffee') + 1]).toBe('кава');
  });

  it('says what is wrong with the models, in one line', async () => {
    const { code, printed, complaints } = await call('tag', '--caption', 'x', '--models', '/nowhere');
    expect([code, printed, complaints.length]).toEqual([2, '', 1]);
  });
});

describe('evaluate', () => {
  const line = (id: string, change: object = {}) => ({
    id,
    user: null,
    date: null,
    image: `images/${id.length % 3}.jpg`,
    caption: '',
    tags: ['dog'],
    ...change,
  });

  it('counts as the protocol says', async () => {
    const path = posts('plain', [
      line('a', { tags: ['Dog', 'dog', 'a-tag-nobody-knows'] }),
      line('b', { tags: [], caption: 'untagged, no user: nothing to do' }),
      line('c', { caption: 'Snow', image: null, tags: ['unknown'] }),
    ]);
    const { code, result, complaints } = await evaluate('--posts', path, '--k', '30');
    expect([code, complaints]).toEqual([0, []]);
    expect(result).toMatchObject({ k: 30, posts: 2, untagged: 1, skipped: 0, history: 'own', postsWithHistory: 0 });
    // The made-up network knows 40 tags and lists 30: whether dog is among them decides everything.
    const has = result.hit > 0;
    const list = Array.from({ length: 30 }, (_, n) => (n === 0 && has ? 'dog' : `other${n}`));
    const expected = measure([
      { assigned: ['dog', 'atagnobodyknows'], recommended: list },
      { assigned: ['unknown'], recommended: list.map((key) => `${key}x`) },
    ]);
    expect(result).toMatchObject(expected);
    expect(result.inVocabulary).toMatchObject({ posts: 1, recall: has ? 1 : 0, tags: 40 });
    expect(result.millisecondsPerPost).toBeGreaterThan(0);
  });

  it("recommends with the user's earlier posts, and gives the same numbers whatever the order of lines", async () => {
    const dated = ['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04'].map((date, n) =>
      line(`p${'x'.repeat(n)}`, { user: 'u', date, tags: n === 0 ? [] : ['dog', 'snow'] }),
    );
    const others = [line('zz', { user: 'v' }), line('none')];
    const one = await evaluate('--posts', posts('dated', [...dated, ...others]));
    const two = await evaluate('--posts', posts('shuffled', [...others, ...dated.toReversed()]));
    const off = await evaluate('--posts', posts('off', [...dated, ...others]), '--history', 'off');
    expect(one.result).toMatchObject({ posts: 5, untagged: 1, postsWithHistory: 3 });
    expect({ ...two.result, millisecondsPerPost: 0 }).toEqual({ ...one.result, millisecondsPerPost: 0 });
    expect(off.result).toMatchObject({ history: 'off', postsWithHistory: 0, posts: 5 });
  });

  it('goes on after broken lines and pictures, one line each, and says so with 2', async () => {
    const path = posts('broken', [
      line('a'),
      { nonsense: true },
      line('bb', { image: 'images/none.jpg' }),
      line('c', { image: 'posts.jsonl' }),
    ]);
    const { code, result, complaints } = await evaluate('--posts', path);
    expect([code, result.posts, result.skipped]).toEqual([2, 1, 3]);
    expect(complaints.length).toBe(3);
    for (const complaint of complaints) expect(complaint).not.toContain('\n');
    const readable = await call('evaluate', '--posts', path, '--models', models);
    expect(readable.printed).toContain('all tags');
    expect(readable.printed).toContain('3 could not be read');
  });

  it('needs a folder of posts', async () => {
    const { code, printed, complaints } = await call('evaluate', '--posts', '/nowhere', '--models', models);
    expect([code, printed, complaints.length]).toEqual([2, '', 1]);
  });
});

it('prints help and version, and refuses the unknown', async () => {
  expect(await call('--help')).toMatchObject({
    code: 0,
    printed: expect.stringContaining('tagweave evaluate --posts FOLDER') as string,
  });
  expect(await call('--version')).toEqual({ code: 0, printed: 'test', complaints: [] });
  expect(await call('bake')).toMatchObject({ code: 2, printed: '', complaints: [expect.stringContaining('--help')] });
});
