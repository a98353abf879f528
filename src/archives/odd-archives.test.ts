import { describe, expect, it } from 'vitest';
import type { PickedFile } from '../domain/post/import.ts';
import { encodeAs, encodeUtf16 } from '../domain/testing/encode-as.ts';
import { openFiles, pictureOf } from './files/archive-files.ts';
import { problemOf } from './files/entry-error.ts';
import { gunzip } from './files/gunzip.ts';
import { readArchives } from './read-archives.ts';
import { zipOf } from './testing/archives.ts';
import { joined, paxRecord, rawTar, rawZip } from './testing/raw-archives.ts';
import type { RawEntry, RawHeader } from './testing/raw-archives.ts';

const ascii = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const picked = (path: string, bytes: Blob | Uint8Array<ArrayBuffer>): PickedFile => ({
  path,
  file: bytes instanceof Blob ? bytes : new Blob([bytes]),
});
const read = async (...files: readonly PickedFile[]) => readArchives(await openFiles(files));
const photo = ascii('a photo');
const table = (path: string): Uint8Array<ArrayBuffer> => ascii(`photo,caption,tags,date\n${path},Sea,sea,2026-02-03\n`);
const gzip = (bytes: Blob): Promise<Blob> =>
  new Response(bytes.stream().pipeThrough(new CompressionStream('gzip'))).blob();

describe('tar archives', () => {
  const outbox = ascii(JSON.stringify({ orderedItems: [] }));
  const pathsOf = async (...headers: readonly RawHeader[]) =>
    (await openFiles([picked('a.tar', rawTar(headers))])).all.map(({ path, sizeBytes }) => [path, sizeBytes]);

  it.each<[what: string, size: string | Uint8Array]>([
    ['a negative size', '-0000001000'],
    ['a negative size that leads back to its own header', '-0000000512\0'],
    ['a size of no digits', 'eleven bytes'],
    ['a size beyond the end', '77777777777\0'],
    ['a negative binary size', new Uint8Array(12).fill(0xff)],
    ['a binary size beyond all numbers', Uint8Array.of(0x80, ...new Uint8Array(11).fill(0xff))],
  ])('with %s are damaged, and nothing hangs', async (_what, size) => {
    for (const file of [new Blob([rawTar([{ name: 'outbox.json', size }])])]) {
      for (const [path, bytes] of [
        ['a.tar', file],
        ['a.tar.gz', await gzip(file)],
      ] as const) {
        // prettier-ignore
        await expect(openFiles([picked(path, bytes)])).rejects.toMatchObject({ code: 'archive-broken' });
      }
    }
  });

  it('may tell sizes in binary or in a description, and names by description', async () => {
    const binary = Uint8Array.of(0x80, ...new Uint8Array(10), outbox.length);
    const long = `${'folder/'.repeat(30)}outbox.json`;
    const described = joined(paxRecord('comment', 'path=not this\n7 size'), paxRecord('path', long), paxRecord('size', String(outbox.length))); // prettier-ignore
    expect(
      await pathsOf(
        { name: 'a.json', data: outbox, size: binary },
        { name: 'pax', data: described, type: 'x' },
        { name: 'short', data: outbox, size: '00000000000\0' },
        { name: '././@LongLink', data: ascii(`${long}\0`), type: 'L' },
        { name: 'short', data: outbox },
        { name: 'a link', type: '2' },
        { name: 'a folder/' },
        { name: 'last.json', data: outbox },
      ),
    ).toEqual([
      ['a.json', outbox.length],
      [long, outbox.length],
      [long, outbox.length],
      ['last.json', outbox.length],
    ]);
  });

  it.each<[what: string, records: Uint8Array]>([
    ['no length', ascii('path=x\n')],
    ['a length beyond its end', ascii('99 path=x\n')],
    ['a length of nothing', ascii('0 path=x\n')],
    ['a negative size', paxRecord('size', '-1')],
  ])('with a description of %s are damaged', async (_what, data) => {
    await expect(pathsOf({ name: 'pax', data, type: 'x' }, { name: 'a' })).rejects.toMatchObject({
      code: 'archive-broken',
    });
  });

  it('are read whatever time they say', async () => {
    const { posts, problems } = await read(
      picked('a.tar', rawTar([{ name: 'a.csv', data: ascii('tags\nsea\n'), time: 'yesterday' }])),
    );
    expect(problems).toEqual([]);
    expect(posts).toHaveLength(1);
  });
});

describe('gzip', () => {
  it('stops where far more comes out than an export holds', async () => {
    const bomb = await gzip(new Blob([new Uint8Array(4e6)]));
    expect((await gunzip(bomb, 'a.tar.gz')).size).toBe(4e6);
    await expect(gunzip(bomb, 'a.tar.gz', 1e6)).rejects.toMatchObject({
      code: 'archive-too-large',
      details: { file: 'a.tar.gz' },
    });
  });

  it('may hold a list of posts alone', async () => {
    const list = await gzip(new Blob([table('a.jpg')]));
    expect((await read(picked('posts.csv.gz', list), picked('a.jpg', photo))).posts).toHaveLength(1);
  });
});

describe('zip archives', () => {
  const found = async (entries: readonly RawEntry[]) => {
    const { posts, problems } = await read(picked('a.zip', rawZip(entries)));
    return { photos: posts.map(({ picture }) => picture !== null), problems };
  };

  it.each([
    ['Фото/Море.jpg', 'ibm866'],
    ['Fotos/Müller Café.jpg', 'cp437'],
    ['Fotos/Grüße aus São.jpg', 'cp850'],
    ['zdjęcia/Łódź.jpg', 'cp852'],
    ['zdjęcia/Łódź.jpg', 'windows-1250'],
    ['Foto’s/Été.jpg', 'windows-1252'],
    ['Фото/Київ.jpg', 'windows-1251'],
    ['fotoğraf/ağaç.jpg', 'cp857'],
    ['写真/夕焼け.jpg', 'shift_jis'],
    ['照片/海边.jpg', 'gb18030'],
    ['사진/바다.jpg', 'euc-kr'],
  ])('whose names say no encoding are read: %s in %s', async (path, page) => {
    const entries = [
      { name: ascii('posts.csv'), data: table(path) },
      { name: encodeAs(path, page), data: photo },
    ];
    expect(await found(entries)).toEqual({ photos: [true], problems: [] });
  });

  it.each<[what: string, written: string, stored: string]>([
    ['decomposed, as macOS does', 'photos/Müller Café.jpg', 'photos/Müller Café.jpg'.normalize('NFD')],
    ['composed where the table is not', 'photos/Müller Café.jpg'.normalize('NFD'), 'photos/Müller Café.jpg'],
    ['with backslashes', 'photos/sea.jpg', 'export\\photos\\sea.jpg'],
    ['with the table’s own backslashes', 'C:\\photos\\sea.jpg', 'photos/sea.jpg'],
    ['as an address has them', 'photos/M%C3%BCller%20Caf%C3%A9.jpg', 'photos/Müller Café.jpg'],
    ['with a folder above', 'photos/sea.jpg', '../../photos/sea.jpg'],
    ['from the root', 'photos/sea.jpg', '/photos/sea.jpg'],
    ['in other letter case', 'Photos/SEA.JPG', 'photos/sea.jpg'],
  ])('find photos whose names are stored %s', async (_what, written, stored) => {
    const entries = [
      { name: ascii('posts.csv'), data: table(written) },
      { name: ascii(stored), data: photo },
    ];
    expect(await found(entries)).toEqual({ photos: [true], problems: [] });
  });

  it('keep two photos of one name in different folders apart', async () => {
    const entries = ['a', 'b'].map((folder) => ({ name: ascii(`${folder}/1.jpg`), data: ascii(folder) }));
    const lists = ['b/1.jpg', 'a/1.jpg', 'c/1.jpg'].map((path) => `${path},,sea,2026-02-03`).join('\n');
    const csv = { name: ascii('posts.csv'), data: ascii(`photo,caption,tags,date\n${lists}\n`) };
    const { posts, problems } = await read(picked('a.zip', rawZip([...entries, csv])));
    expect(posts.map(({ picture }) => picture?.file.path)).toEqual(['b/1.jpg', 'a/1.jpg', undefined]);
    expect(problems).toEqual([{ code: 'photo-missing', where: 'posts.csv, 4' }]);
  });

  it.each<[what: string, code: string, entry: Partial<RawEntry>]>([
    ['Deflate64', 'packed-otherwise', { method: 9 }],
    ['LZMA', 'packed-otherwise', { method: 14 }],
    ['a method of the future', 'packed-otherwise', { method: 93 }],
    ['a password', 'password', { flags: 1 }],
    ['a size beyond all lists', 'too-large', { sizeBytes: 3e9 }],
    ['a size that is not its own', 'unreadable', { sizeBytes: 5 }],
  ])('under %s say so of each file', async (_what, code, entry) => {
    const json = { name: ascii('content/posts_1.json'), data: ascii('[{"media":[]}]'), ...entry };
    const csv = { name: ascii('posts.csv'), data: table('a.jpg'), ...entry };
    const other = { name: ascii('more.csv'), data: ascii('tags,date\nsea,2026-02-03\n') };
    const { posts, problems } = await read(picked('a.zip', rawZip([json, csv, other])));
    expect(posts).toHaveLength(1);
    expect(problems).toEqual([
      { code, where: 'posts_1.json' },
      { code, where: 'posts.csv' },
    ]);
  });

  it('never unpack a picture that is larger than any', async () => {
    const files = await openFiles([picked('a.zip', rawZip([{ name: ascii('a.jpg'), data: photo, sizeBytes: 300e6 }]))]);
    const [file] = files.all;
    const fault: unknown = await pictureOf(file!, '').catch((error: unknown) => error);
    expect(problemOf(fault, 'unreadable')).toBe('too-large');
  });
});

it('as many files as anybody packs are listed, beyond what fits on a stack', async () => {
  const names = Array.from({ length: 130_000 }, (_, index) => ({ name: `${index % 5}/photo-${index}.jpg` }));
  const files = await openFiles([picked('many.tar', rawTar(names))]);
  expect([files.all.length, files.find('4/photo-129999.jpg')?.path]).toEqual([130_000, '4/photo-129999.jpg']);
}, 240_000);

describe('tables in other encodings', () => {
  const text = 'photo;caption;tags;date\r\na.jpg;Море на світанку;море;03.02.2026\r\n';
  it.each<[what: string, bytes: Uint8Array<ArrayBuffer>]>([
    ['windows-1251', encodeAs(text, 'windows-1251')],
    ['koi8-u', encodeAs(text, 'koi8-u')],
    ['UTF-16, as “Unicode text”', encodeUtf16(text.replaceAll(';', '\t'))],
    ['UTF-16 the other way round', encodeUtf16(text, 'be')],
    ['UTF-16 without its mark', encodeUtf16(text, 'le', false)],
    ['UTF-8 with its mark', ascii(`\ufeff${text}`)],
    ['UTF-8 under sep=', ascii(`sep=;\r\n${text}`)],
    ['UTF-8 with its mark and sep=', ascii(`\ufeffsep=|\r\n${text.replaceAll(';', '|')}`)],
    ['UTF-16 under sep=', encodeUtf16(`sep=;\r\n${text}`)],
  ])('are read in %s', async (_what, bytes) => {
    const { posts, problems } = await read(picked('posts.csv', bytes), picked('a.jpg', photo));
    expect(problems).toEqual([]);
    expect(posts.map(({ caption, tags, createdAt }) => [caption, tags.map(({ label }) => label), createdAt])).toEqual([
      ['Море на світанку', ['море'], '2026-02-03T00:00:00.000Z'],
    ]);
  });

  it('are refused with a reason where their letters make no sense', async () => {
    const noise = Uint8Array.from(
      { length: 400 },
      (_, index) => ((index * 7919 + ((index * index) % 251)) % 255) | 0x80,
    );
    const bytes = joined(ascii('caption,tags\n'), noise, ascii(',sea\n'));
    expect((await read(picked('posts.csv', bytes))).problems).toEqual([
      { code: 'encoding-unknown', where: 'posts.csv' },
    ]);
  });

  it('count their lines as a table program does', async () => {
    const { problems } = await read(picked('posts.csv', ascii('sep=,\ntags,date\nsea,05/01/2024\nsea,soon\n')));
    expect(problems).toEqual([
      { code: 'date-unclear', where: 'posts.csv, 3' },
      { code: 'date-unreadable', where: 'posts.csv, 4' },
    ]);
  });
});

it('an archive is read although something stands behind its end', async () => {
  const zip = await zipOf({ 'posts.csv': 'tags,date\nsea,2026-02-03\n' });
  expect((await read(picked('a.zip', new Blob([zip, new Uint8Array(200_000)])))).posts).toHaveLength(1);
});
