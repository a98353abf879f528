import { readFileSync } from 'node:fs';
import * as saxes from 'saxes';
import sharp from 'sharp';
import { labHref, labPartOf, labSettingsOf } from '../src/app/lab/rerun/lab-settings.ts';
import { routeOf } from '../src/app/router.ts';
import { openFiles } from '../src/archives/files/archive-files.ts';
import { readArchives } from '../src/archives/read-archives.ts';
import { tarGzOf, zipOf } from '../src/archives/testing/archives.ts';
import { EXPORTS } from '../src/archives/testing/exports.ts';
import type { ExportedPost } from '../src/archives/testing/exports.ts';
import { readCommand } from '../src/cli/arguments/arguments.ts';
import { readCsvList } from '../src/cli/lists/csv-list.ts';
import { readJsonList } from '../src/cli/lists/json-list.ts';
import { captionOf } from '../src/cli/photos/photo-caption.ts';
import { captionHashtags } from '../src/domain/tags/caption-hashtags.ts';
import { catalogueSchema, encoderGoldenSchema, encoderManifestSchema } from '../src/domain/models/encoder-manifest.ts';
import { hashtagsIn } from '../src/domain/tags/hashtag.ts';
import { networkManifestSchema, vocabularySchema } from '../src/domain/models/network-manifest.ts';
import { formatTags, platformRule, PLATFORMS } from '../src/domain/platforms/platforms.ts';
import { outputCsv, outputJson } from '../src/domain/output/tag-output.ts';
import { isOwnSidecar, isSidecarOf, isUntouched, sidecarName, xmpSidecar } from '../src/domain/output/xmp.ts';
import { nodePhotoDecoder } from '../src/encoders/photo/decode-photo.node.ts';
import { checked, parsed } from '../src/encoders/models/catalogue.ts';
import type { LearntPost } from '../src/history/history-store.ts';
import { createMemoryHistory } from '../src/history/memory/memory-history.ts';
import { postOf } from '../src/history/records/post-record.ts';
import { wholeDraft } from '../src/recommender/calls/checked-calls.ts';
import { fittingHistory } from '../src/recommender/personal/fitting-history.ts';
import { readMessage, readOrigins } from '../src/widget/embed-protocol.ts';
import { tagsOf } from '../src/widget/tag-field.ts';
import { modelFolderDoor } from './model-folder-door.ts';
import { BYTE_MUTATIONS, mutatedJson, NASTY_TEXTS, polluting } from './mutations.ts';
import { Random } from './random.ts';
import type { Door } from './run-door.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
const bytesOf = async (file: Blob): Promise<Bytes> => new Uint8Array(await file.arrayBuffer());

/** Damaged once to three times. */
function damaged(whole: Bytes, random: Random): Bytes {
  let bytes = whole;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    bytes = random.pick(Object.values(BYTE_MUTATIONS))(bytes, random);
  }
  return bytes;
}

/** Words, hashtags and what has broken other programs, now and then a megabyte of it. */
function nastyText(random: Random): string {
  const pieces = ['Morning run ', '#Київ ', '#GoldenHour', 'café\n', ...NASTY_TEXTS];
  let text = '';
  for (let left = random.below(12); left >= 0; left -= 1) text += random.pick(pieces);
  return random.below(40) === 0 && text !== '' ? text.repeat(Math.ceil(1e6 / text.length)) : text;
}

function nastyJson(samples: readonly unknown[], random: Random): unknown {
  let value: unknown = structuredClone(random.pick(samples));
  for (let left = random.below(4); left >= 0; left -= 1) value = mutatedJson(value, random);
  const json = JSON.stringify(value);
  return JSON.parse(random.below(6) === 0 ? polluting(json) : json);
}

function expectTags(tags: readonly { readonly key: string; readonly label: string }[]): void {
  for (const { key, label } of tags) {
    if (key === '' || label === '' || /[<>&"'\s\p{Cc}\u200b\u202e]/u.test(key + label))
      throw new Error(`No tag: ${JSON.stringify({ key, label })}`);
  }
}

const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#3a7' } });
const PHOTOS: readonly Bytes[] = await Promise.all(
  [
    picture.jpeg(),
    picture.jpeg({ progressive: true }),
    picture.png(),
    picture.webp(),
    picture.avif(),
    picture.gif(),
    picture.tiff(),
  ].map(
    async (image) =>
      new Uint8Array(
        await image
          .clone()
          .withExif({ IFD0: { ImageDescription: 'A walk', Copyright: 'nobody' } })
          .toBuffer(),
      ),
  ),
);
const POSTS: readonly ExportedPost[] = ['At the sea', 'Kyiv — зранку', 'Party & cake'].map((caption, at) => ({
  caption,
  tags: ['Sea', 'Київ', 'Cake2026'],
  createdAt: new Date(Date.UTC(2026, 1, 3 + at)),
  photo: at === 2 ? null : new Blob([PHOTOS[0] ?? new Uint8Array()]),
}));
interface Archive {
  readonly path: string;
  readonly bytes: Bytes;
}
const ARCHIVES = new Map<string, readonly Archive[]>();
for (const [kind, exported] of Object.entries(EXPORTS)) {
  const files = await exported(POSTS);
  ARCHIVES.set(kind, await Promise.all(files.map(async ({ path, file }) => ({ path, bytes: await bytesOf(file) }))));
}
/** Exports that are sound as files, of posts with such words as nobody expects: these have to be taken. */
const HOSTILE = new Map<string, readonly (readonly Archive[])[]>();
const HOSTILE_EACH = 8;
for (const [at, [kind, exported]] of Object.entries(EXPORTS).entries()) {
  const made = Array.from({ length: HOSTILE_EACH }, async (_, place) => {
    const random = new Random(at * HOSTILE_EACH + place);
    const posts = POSTS.map((post) => ({
      ...post,
      caption: nastyText(random).slice(0, 20_000),
      tags: [...post.tags, random.pick(NASTY_TEXTS)],
    }));
    return Promise.all((await exported(posts)).map(async ({ path, file }) => ({ path, bytes: await bytesOf(file) })));
  });
  HOSTILE.set(kind, await Promise.all(made));
}
const BOMBS: readonly Archive[] = [
  { path: 'bomb.zip', bytes: await bytesOf(await zipOf({ 'outbox.json': new Blob([new Uint8Array(40e6)]) })) },
  { path: 'bomb.tar.gz', bytes: await bytesOf(await tarGzOf({ 'outbox.json': new Blob([new Uint8Array(40e6)]) })) },
];

/** One of an export's files is damaged, or all are sound and their posts are not; now and then all of them get odd names. */
const archiveDoor = (kind: string, files: readonly Archive[]): Door => ({
  name: `import: ${kind}`,
  share: 0.5,
  make: (random) => {
    if (random.below(60) === 0) return [random.pick(BOMBS)];
    const sound = HOSTILE.get(kind);
    if (sound !== undefined && random.below(3) === 0) return random.pick(sound);
    const at = random.below(files.length);
    return files.map((file, place) => ({
      path: random.below(30) === 0 ? random.pick(NASTY_TEXTS) + file.path : file.path,
      bytes: place === at ? damaged(file.bytes, random) : file.bytes,
    }));
  },
  enter: async (archives: readonly Archive[]) =>
    readArchives(await openFiles(archives.map(({ path, bytes }) => ({ path, file: new Blob([bytes]) })))),
  check: ({ posts }: Awaited<ReturnType<typeof readArchives>>) => {
    for (const { createdAt, tags, caption } of posts) {
      expectTags(tags);
      if (Number.isNaN(Date.parse(createdAt)) || typeof caption !== 'string') throw new Error('A post that is none.');
    }
  },
});

const model = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../public/models/${path}`, import.meta.url), 'utf8'));
const ofTests = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../e2e/fixtures/models/${path}`, import.meta.url), 'utf8'));
const CATALOGUE = model('catalogue.json') as {
  readonly models: readonly { readonly folder: string; readonly kind: string }[];
};
const NETWORKS = CATALOGUE.models
  .filter(({ kind }) => kind === 'network')
  .map(({ folder }) => model(`${folder}/manifest.json`));
const ENCODERS = CATALOGUE.models
  .filter(({ kind }) => kind !== 'network')
  .map(({ folder }) => model(`${folder}/manifest.json`));
const SCHEMAS = [
  { schema: catalogueSchema, samples: [CATALOGUE] },
  { schema: networkManifestSchema, samples: NETWORKS },
  { schema: encoderManifestSchema, samples: ENCODERS },
  { schema: vocabularySchema, samples: [ofTests('tiny-network-sum/vocabulary.json')] },
  { schema: encoderGoldenSchema, samples: [ofTests('tiny-vit/golden.json')] },
] as const;

/** Everything in its place but for the words, which are a maker's to choose, and something that a later version may say besides. */
function renamed(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map((inner) => renamed(inner, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    const isWords = typeof inner === 'string' && ['name', 'description', 'label'].includes(name);
    if (isWords && random.below(2) === 0) return [name, inner + random.pick(NASTY_TEXTS)];
    return [name, renamed(inner, random)];
  });
  return Object.fromEntries(random.below(4) === 0 ? [...entries, ['later', random.pick(NASTY_TEXTS)]] : entries);
}

function pathsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' && ['path', 'folder'].includes(name) ? [inner] : pathsIn(inner),
  );
}

const MAKER = 'n@1/p@1/c@1';
const RECORD = {
  schema: 1,
  id: 'a',
  createdAt: '2026-03-05T10:00:00.000Z',
  caption: 'x',
  tags: [{ key: 'dog', label: 'Dog' }],
  removedTags: ['cat'],
  platform: null,
  vector: { maker: MAKER, float32: [1, 2] },
};
const MODELS = {
  network: { config: { d: 2, photo: { width: 2 }, caption: { width: 2 } } },
  networkRef: 'n@1',
  photo: { ref: 'p@1' },
  caption: { ref: 'c@1' },
} as unknown as Parameters<typeof fittingHistory>[1];
const LIST = [{ name: 'a.jpg', caption: 'At "sea", =1+1', tags: [{ key: 'sea', label: 'Sea' }] }];
const WORDS = [
  'tag',
  'evaluate',
  'serve',
  '--k',
  '5',
  '--json',
  '--out',
  'x.csv',
  '--caption',
  '--posts',
  '--port',
  '-h',
  '--models',
  ...NASTY_TEXTS,
];

export const DOORS: readonly Door[] = [
  {
    name: 'photo',
    make: (random) => damaged(random.pick(PHOTOS), random),
    enter: async (bytes: Bytes) => {
      const photo = await nodePhotoDecoder.decode(new Blob([bytes]));
      return photo.pixels(8, 'squash', 'bilinear').data.length;
    },
    check: (length: number) => {
      if (length !== 8 * 8 * 3) throw new Error(`${String(length)} bytes of pixels`);
    },
  },
  {
    name: 'words inside a photo (EXIF, IPTC, XMP)',
    make: (random) => damaged(random.pick(PHOTOS), random),
    enter: (bytes: Bytes) => captionOf(bytes),
    check: (caption: string) => {
      if (typeof caption !== 'string') throw new Error('No text.');
    },
  },
  ...[...ARCHIVES].map(([kind, files]) => archiveDoor(kind, files)),
  {
    name: 'lists that are gone on with (CSV, JSON)',
    make: (random) => {
      const text = random.below(2) === 0 ? outputCsv(LIST) : outputJson(LIST);
      return new TextDecoder().decode(damaged(utf8(text), random));
    },
    enter: (text: string) => [readCsvList(text), readJsonList(text)],
  },
  {
    name: 'XMP: a sidecar that stands there',
    make: (random) => new TextDecoder().decode(damaged(utf8(xmpSidecar(LIST[0] ?? { caption: '', tags: [] })), random)),
    enter: (text: string) => [isOwnSidecar(text), isUntouched(text), isSidecarOf(text, 'a.jpg')],
  },
  {
    name: 'XMP: what is written stays one document',
    make: nastyText,
    enter: (text: string) => {
      const parser = new saxes.SaxesParser({ xmlns: true });
      let elements = 0;
      parser.on('error', (error) => {
        throw error;
      });
      parser.on('opentag', () => (elements += 1));
      parser.write(xmpSidecar({ name: `${text.slice(0, 99)}.jpg`, caption: text, tags: [{ label: text }] })).close();
      return [elements, sidecarName(text, 'long')];
    },
    check: ([elements]: [number]) => {
      if (elements > 10) throw new Error(`Words became markup: ${String(elements)} elements.`);
    },
  },
  {
    name: 'caption and own tags',
    make: nastyText,
    enter: (text: string) => {
      const tags = [...hashtagsIn(text), ...captionHashtags(text), ...tagsOf(text)];
      return { tags, lines: PLATFORMS.map((rule) => formatTags(tags.slice(0, 50), 'hash-line', rule)) };
    },
    check: ({ tags }: { tags: readonly { key: string; label: string }[] }) => {
      expectTags(tags);
    },
  },
  {
    name: 'permalink',
    make: (random) =>
      random.pick(['#/', '#/lab?', '#/lab?k=', '#/lab?encoder=', '']) + nastyText(random).slice(0, 5000),
    enter: (hash: string) => [routeOf(hash), labPartOf(hash), labHref(labSettingsOf(hash))],
    check: ([, , href]: [unknown, unknown, string]) => {
      if (!/^#\/lab[\w?=&.,-]*$/u.test(href)) throw new Error(`An address of ours is ${href}`);
    },
  },
  {
    name: 'postMessage',
    make: (random) =>
      nastyJson(
        [
          { tagweave: 1, type: 'hello' },
          {
            tagweave: 1,
            type: 'configure',
            attributes: { k: '5', platform: 'x', lang: 'uk', 'model-base': 'https://evil.test' },
          },
          { tagweave: 1, type: 'recommend', id: 1, image: null, caption: 'x' },
          { schema: 1, origins: ['https://a.test'] },
        ],
        random,
      ),
    enter: (data: unknown) => [readMessage(data), readOrigins(data)],
    check: ([message]: [ReturnType<typeof readMessage>]) => {
      if (typeof message !== 'object' || message.type !== 'configure') return;
      const names = Object.keys(message.attributes).filter(
        (name) => !['k', 'platform', 'lang', 'theme', 'value'].includes(name),
      );
      if (names.length > 0) throw new Error(`A page set ${names.join(', ')}`);
    },
  },
  {
    name: 'manifest and catalogue',
    make: (random) => {
      const { schema, samples } = random.pick(SCHEMAS);
      const isSound = random.below(2) === 0;
      const json = JSON.stringify(isSound ? renamed(random.pick(samples), random) : nastyJson(samples, random));
      if (isSound) return { schema, bytes: utf8(json) };
      return { schema, bytes: random.below(3) === 0 ? damaged(utf8(json), random) : utf8(json) };
    },
    enter: ({ schema, bytes }: { schema: (typeof SCHEMAS)[number]['schema']; bytes: Bytes }) =>
      checked(schema, parsed(bytes, 'manifest.json'), 'manifest.json'),
    check: (taken: unknown) => {
      // Where its files are: below its folder, whatever else it says.
      for (const path of pathsIn(taken)) {
        if (!/^[\w.-]+(?:\/[\w.-]+)*$/u.test(path) || path.split('/').includes('..'))
          throw new Error(`A way out: ${path}`);
      }
    },
  },
  modelFolderDoor(damaged),
  {
    name: 'record in IndexedDB',
    make: (random) => {
      const record = nastyJson([RECORD], random);
      const vector = Float32Array.from({ length: random.below(9) }, () => random.pick([NaN, Infinity, -0, 1]));
      return random.below(2) === 0 && typeof record === 'object'
        ? { ...record, vector: { maker: MAKER, float32: vector.buffer } }
        : record;
    },
    enter: async (record: unknown) => {
      const post = postOf(record, null);
      const history = createMemoryHistory();
      if (post !== null) await history.add(post);
      const [learnt = null] = await fittingHistory(history, MODELS).learnt();
      return learnt;
    },
    check: (post: LearntPost | null) => {
      if (post?.vector?.maker !== MAKER) return; // of other models, and never computed with
      if (post.vector.values.some((value) => !Number.isFinite(value)))
        throw new Error('A vector with no numbers in it.');
    },
  },
  {
    name: 'call from plain JavaScript',
    make: (random) => nastyJson([{ caption: 'x', photo: null }], random),
    enter: (draft: never) => wholeDraft(draft, 'draft'),
  },
  {
    name: 'command line',
    make: (random) => Array.from({ length: random.below(8) }, () => random.pick(WORDS)),
    enter: (args: readonly string[]) => readCommand(args),
  },
  {
    name: 'platform of the widget',
    make: nastyText,
    enter: (id: string) => platformRule(id),
  },
];
