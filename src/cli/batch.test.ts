import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeAs } from '../domain/testing/encode-as.ts';
import { xmpSidecar } from '../domain/output/xmp.ts';
import { writeModelFolder } from '../recommender/testing/model-folder.node.ts';
import { captionOf } from './photos/photo-caption.ts';
import { run } from './run.ts';

let models: string;
let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

async function tag(...args: string[]): Promise<{ code: number; printed: string; complaints: string[] }> {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const code = await run(['tag', '--models', models, ...args], {
    print: (text) => printed.push(text),
    complain: (line) => complaints.push(line),
    progress: () => undefined,
  });
  return { code, printed: printed.join('\n'), complaints };
}

const picture = (): Sharp =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: { r: 90, g: 60, b: 120 } } }).jpeg();
const rows = (file: string): string[][] =>
  Papa.parse<string[]>(
    readFileSync(file, 'utf8')
      .replace(/^\ufeff/u, '')
      .trimEnd(),
    { newline: '\r\n' },
  ).data.slice(1);
const json = (file: string): { file: string; caption: string; tags: string[] }[] =>
  JSON.parse(readFileSync(file, 'utf8')) as { file: string; caption: string; tags: string[] }[];

beforeAll(() => {
  models = writeModelFolder();
});
afterAll(() => {
  rmSync(models, { recursive: true, force: true });
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagweave-batch-'));
  mkdirSync(at('a', 'deep'), { recursive: true });
  const described = picture().withExif({ IFD0: { ImageDescription: 'Snow on the sea' } });
  await described.toFile(at('a', '2.jpg'));
  for (const name of [['a', '10.JPG'], ['a', 'deep', '3.jpeg'], ['[1].jpg']])
    copyFileSync(at('a', '2.jpg'), at(...name));
  writeFileSync(at('a', 'notes.txt'), 'not a photo');
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
});

describe('a batch', () => {
  it('finds photos by patterns and by name, each once, and lists them with their own captions', async () => {
    const { code, printed, complaints } = await tag(
      at('a', '**/*'),
      at('a', '2.jpg'),
      at('[1].jpg'),
      '--out',
      at('t.csv'),
    );
    expect([code, printed, complaints]).toEqual([0, '4 tagged', []]);
    expect(rows(at('t.csv')).map(([file]) => file)).toEqual([
      at('a', '2.jpg'),
      at('a', '10.JPG'),
      at('a', 'deep', '3.jpeg'),
      at('[1].jpg'),
    ]);
    for (const [, caption, tags] of rows(at('t.csv'))) {
      expect(caption).toBe('Snow on the sea');
      expect(tags).toMatch(/^(#\S+ ){4}#\S+$/u);
    }
    expect(await tag(at('a', '*.webp'), '--out', at('t.csv'))).toMatchObject({
      code: 2,
      complaints: [expect.stringContaining('No photo fits')],
    });
  });

  it('gives the same tags whatever the number of jobs', async () => {
    await tag(at('**/*.jp*g'), '--out', at('one.json'), '--jobs', '1');
    await tag(at('**/*.jp*g'), '--out', at('many.json'), '--jobs', '8');
    expect(json(at('many.json'))).toEqual(json(at('one.json')));
    expect(json(at('one.json'))).toHaveLength(4);
  });

  for (const kind of ['csv', 'json'] as const) {
    it(`goes on where an interrupted ${kind} stopped, half an entry included`, async () => {
      const list = at(`t.${kind}`);
      await tag(at('**/*.jp*g'), '--out', list, '--caption', 'Two\r\nlines, "quoted", Київ');
      const whole = readFileSync(list, 'utf8');
      expect(await tag(at('**/*.jp*g'), '--out', list)).toMatchObject({ code: 0, printed: '0 tagged, 4 done before' });
      expect(readFileSync(list, 'utf8')).toBe(whole);
      for (const missing of [1, 2, 3, 40, Math.floor(statSync(list).size / 2), statSync(list).size - 25]) {
        writeFileSync(list, whole);
        truncateSync(list, Buffer.byteLength(whole) - missing);
        const { code } = await tag(at('**/*.jp*g'), '--out', list, '--caption', 'Two\r\nlines, "quoted", Київ');
        expect([missing, code, readFileSync(list, 'utf8')]).toEqual([missing, 0, whole]);
      }
    });
  }

  const entriesOf = (file: string): readonly string[] =>
    file.endsWith('.json') ? json(file).map((entry) => entry.file) : rows(file).map(([name = '']) => name);
  const parsedJson = (text: string) => JSON.parse(text.replace(/^\ufeff/u, '')) as { file: string }[];
  const asPretty = (text: string): string => JSON.stringify(JSON.parse(text), null, 2);
  it.each<[kind: string, how: string, saved: (text: string) => string]>([
    ['json', 'with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['json', 'as one line', (text) => JSON.stringify(JSON.parse(text))],
    ['json', 'indented', asPretty],
    ['json', 'indented with CRLF and a byte order mark', (text) => `\ufeff${asPretty(text).replaceAll('\n', '\r\n')}`],
    ['json', 'without its last line break', (text) => text.trimEnd()],
    ['json', 'with a field more', (text) => text.replaceAll('"tags"', '"stars":5,"tags"')],
    ['csv', 'with LF', (text) => text.replaceAll('\r\n', '\n')],
    ['csv', 'without a byte order mark', (text) => text.replace('\ufeff', '')],
    [
      'csv',
      'with semicolons, without quotes',
      (text) => text.replaceAll('","', ';').replaceAll('"', '').replace('file,caption,tags', 'file;caption;tags'),
    ],
    ['csv', 'with sep= above it', (text) => text.replace('\ufeff', '\ufeffsep=,\r\n')],
    [
      'csv',
      'with a column more',
      (text) => text.replace('tags\r\n', 'tags,note\r\n').replaceAll('"\r\n', '","a note"\r\n'),
    ],
    ['csv', 'without its last line break', (text) => text.trimEnd()],
  ])('goes on with a %s list that an editor saved %s, every entry kept', async (kind, _how, saved) => {
    // prettier-ignore
    const list = at(`t.${kind}`);
    await tag(at('a', '2.jpg'), at('[1].jpg'), '--out', list);
    writeFileSync(list, saved(readFileSync(list, 'utf8')));
    const before = readFileSync(list, 'utf8');
    const { code, printed } = await tag(at('**/*.jp*g'), '--out', list);
    expect([code, printed]).toEqual([0, '2 tagged, 2 done before']);
    const after = readFileSync(list, 'utf8');
    if (kind === 'csv') expect(after).toContain(before.trimEnd());
    else expect(parsedJson(after).slice(0, 2)).toEqual(parsedJson(before));
    const delimiter = before.includes('file;') ? ';' : ',';
    const names =
      kind === 'json'
        ? parsedJson(after).map(({ file }) => file)
        : Papa.parse<string[]>(after.replace(/^\ufeff?(?:sep=.\r\n)?/u, '').trimEnd(), { delimiter }).data.slice(1).map(([name]) => name); // prettier-ignore
    expect(names).toEqual([at('a', '2.jpg'), at('[1].jpg'), at('a', '10.JPG'), at('a', 'deep', '3.jpeg')]);
    expect(await tag(at('**/*.jp*g'), '--out', list)).toMatchObject({ printed: '0 tagged, 4 done before' });
  });

  it.each<[kind: string, what: string, damaged: (text: string) => string | Uint8Array]>([
    ['json', 'an entry in its middle', (text) => text.replace('"caption"', 'caption')],
    ['json', 'something behind its end', (text) => `${text}// mine\n`],
    ['json', 'an unfinished entry of several lines', (text) => asPretty(text).slice(0, -20)],
    ['json', 'an entry of another kind', (text) => text.replace('[\n', '[\n7,\n')],
    ['csv', 'a quote too many', (text) => text.replace('Snow on', 'Snow" on')],
    ['csv', 'a quote too few', (text) => text.replace('sea"', 'sea')],
    ['csv', 'another encoding', (text) => Buffer.from(text.replace('Snow', 'Schnée'), 'latin1')],
    [
      'csv',
      'another encoding, in its last letter only',
      () => Buffer.from('file;caption;tags\r\na.jpg;caf;caf\xe9', 'latin1'),
    ],
  ])('leaves a %s list as it is that has %s', async (kind, _what, damaged) => {
    // prettier-ignore
    const list = at(`t.${kind}`);
    await tag(at('a', '2.jpg'), at('[1].jpg'), '--out', list);
    writeFileSync(list, damaged(readFileSync(list, 'utf8')));
    const before = readFileSync(list);
    const { code, complaints } = await tag(at('**/*.jp*g'), '--out', list);
    expect([code, complaints]).toEqual([2, [expect.stringContaining('not a list')]]);
    expect(readFileSync(list).equals(before)).toBe(true);
  });

  it('done again, a list loses nothing but what is done again, and nothing at all when nothing is done', async () => {
    for (const kind of ['csv', 'json']) {
      const list = at(`t.${kind}`);
      await tag(at('**/*.jp*g'), '--out', list, '--caption', 'Before');
      const before = readFileSync(list, 'utf8');
      const failed = await tag(at('a', 'notes.txt'), '--out', list, '--again');
      expect([failed.code, readFileSync(list, 'utf8')]).toEqual([2, before]);
      await tag(at('a', '2.jpg'), '--out', list, '--again', '--caption', 'After');
      expect(entriesOf(list).toSorted()).toEqual([at('[1].jpg'), at('a', '10.JPG'), at('a', '2.jpg'), at('a', 'deep', '3.jpeg')]); // prettier-ignore
      expect(readFileSync(list, 'utf8').match(/Before/gu)).toHaveLength(3);
      expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
  });

  it('knows a photo again whose path is written another way, or whose accents are', async () => {
    const [composed, decomposed] = ['Café.jpg'.normalize('NFC'), 'Café.jpg'.normalize('NFD')];
    copyFileSync(at('a', '2.jpg'), at(decomposed));
    await tag(at(decomposed), '--out', at('t.csv'));
    writeFileSync(at('t.csv'), readFileSync(at('t.csv'), 'utf8').normalize('NFC'));
    const otherWay = `${folder}/a/../${decomposed}`;
    expect(await tag(otherWay, '--out', at('t.csv'))).toMatchObject({ printed: '0 tagged, 1 done before' });
    // Where both exist, they are two photos.
    copyFileSync(at('a', '2.jpg'), at(composed));
    const both = await tag(at(composed), at(decomposed), '--out', at('t.csv'));
    expect(both.printed).toBe('1 tagged, 1 done before');
  });

  it('writes through a link to a list, and keeps the list’s permissions', async () => {
    await tag(at('a', '2.jpg'), '--out', at('real.json'));
    writeFileSync(at('real.json'), JSON.stringify(json(at('real.json'))));
    chmodSync(at('real.json'), 0o600);
    symlinkSync(at('real.json'), at('link.json'));
    await tag(at('[1].jpg'), '--out', at('link.json'));
    expect(json(at('real.json'))).toHaveLength(2);
    expect([lstatSync(at('link.json')).isSymbolicLink(), statSync(at('real.json')).mode & 0o777]).toEqual([
      true,
      0o600,
    ]);
  });

  it('never writes over a file of another kind, but does everything anew when asked to', async () => {
    writeFileSync(at('own.csv'), 'name;price\r\nbread;2\r\n');
    writeFileSync(at('own.json'), '{"a":1}');
    for (const name of ['own.csv', 'own.json']) {
      const before = readFileSync(at(name), 'utf8');
      expect(await tag(at('a', '2.jpg'), '--out', at(name))).toMatchObject({
        code: 2,
        complaints: [expect.stringContaining('not a list')],
      });
      expect(readFileSync(at(name), 'utf8')).toBe(before);
      expect(await tag(at('a', '2.jpg'), '--out', at(name), '--again')).toMatchObject({ code: 0 });
    }
    expect(rows(at('own.csv'))).toHaveLength(1);
    expect(json(at('own.json'))).toHaveLength(1);
  });

  it('one file that is no photo is one line, and stays to be done', async () => {
    const { code, printed, complaints } = await tag(at('a', 'notes.txt'), at('a', '2.jpg'), '--out', at('t.csv'));
    expect([code, printed, complaints.length]).toEqual([2, '1 tagged, 1 could not be tagged', 1]);
    expect(rows(at('t.csv'))).toHaveLength(1);
  });
});

describe('sidecars', () => {
  it('stand beside the photos, which stay byte for byte as they are', async () => {
    const before = readFileSync(at('a', '2.jpg'));
    const { code, printed } = await tag(at('a', '*.jpg'), '--out', 'xmp');
    expect([code, printed]).toEqual([0, '2 tagged']);
    const xmp = readFileSync(at('a', '2.xmp'), 'utf8');
    expect(xmp.match(/<rdf:li>[^<#]+<\/rdf:li>/gu)).toHaveLength(5);
    expect(xmp).toContain('Snow on the sea');
    expect(readFileSync(at('a', '2.jpg')).equals(before)).toBe(true);
    expect(await tag(at('a', '*.jpg'), '--out', 'xmp')).toMatchObject({ printed: '0 tagged, 2 done before' });
    await tag(at('a', '2.jpg'), '--out', 'xmp', '--sidecars', 'long');
    expect(existsSync(at('a', '2.jpg.xmp'))).toBe(true);
  });

  it('of other programs are never touched, and two photos never share one', async () => {
    const foreign = xmpSidecar({ caption: '', tags: [] }).replace('"Tagweave"', '"darktable"');
    writeFileSync(at('a', '2.xmp'), foreign);
    copyFileSync(at('a', '10.JPG'), at('a', '10.jpeg'));
    const { code, complaints } = await tag(at('a', '*.jp*g'), '--out', 'xmp', '--again');
    expect([code, complaints.length]).toEqual([2, 2]);
    expect(readFileSync(at('a', '2.xmp'), 'utf8')).toBe(foreign);
    // The same command again says the same: neither of the two counts as done.
    expect(await tag(at('a', '*.jp*g'), '--out', 'xmp')).toMatchObject({
      code: 2,
      printed: '0 tagged, 1 done before, 2 could not be tagged',
      complaints: expect.arrayContaining([
        expect.stringContaining('of another program'),
        expect.stringContaining('belongs to another photo'),
      ]) as unknown,
    });
  });
});

describe('sidecars that were changed since', () => {
  it.each<[how: string, change: (xmp: string) => string]>([
    [
      'a rating and a keyword',
      (xmp) =>
        xmp
          .replace('<dc:subject>', '<xmp:Rating xmlns:xmp="http://ns.adobe.com/xap/1.0/">5</xmp:Rating><dc:subject>')
          .replace('<rdf:Bag>', '<rdf:Bag><rdf:li>MyOwn</rdf:li>'),
    ],
    ['a keyword in place of another', (xmp) => xmp.replace(/<rdf:li>[^<]+</u, '<rdf:li>MyOwn<')],
    ['another caption', (xmp) => xmp.replace('Snow on the sea', 'Snow on the lake')],
    ['the sidecar of an earlier version', (xmp) => xmp.replace(/ <!-- .* -->\n/u, '')],
  ])('are left as they are, with --again too: %s', async (_how, change) => {
    // prettier-ignore
    const [photo, sidecar] = [at('a', '2.jpg'), at('a', '2.xmp')];
    await tag(photo, '--out', 'xmp');
    const edited = change(readFileSync(sidecar, 'utf8'));
    writeFileSync(sidecar, edited);
    expect(await tag(photo, '--out', 'xmp')).toMatchObject({ code: 0, printed: '0 tagged, 1 done before' });
    expect(await tag(photo, '--out', 'xmp', '--again')).toMatchObject({
      code: 2,
      complaints: [expect.stringContaining('was changed after Tagweave wrote it')],
    });
    expect(readFileSync(sidecar, 'utf8')).toBe(edited);
  });
});

describe('the caption inside a photo', () => {
  const bytes = async (image: Sharp): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await image.toBuffer());
  const exif = (ImageDescription: string): Sharp => picture().withExif({ IFD0: { ImageDescription } });
  const xmp = (caption: string): string => xmpSidecar({ caption, tags: [] });

  /** A JPEG with an IPTC record: 2:120 Caption/Abstract inside Photoshop's APP13. */
  const iptc = async (caption: Buffer): Promise<Uint8Array<ArrayBuffer>> => {
    const record = Buffer.concat([Buffer.from([0x1c, 2, 120, caption.length >> 8, caption.length & 255]), caption]);
    const padded = record.length % 2 === 0 ? record : Buffer.concat([record, Buffer.alloc(1)]);
    const head = Buffer.from('Photoshop 3.0\0 8BIM'.replace(' 8', '8') + '\x04\x04\0\0', 'latin1');
    const size = Buffer.alloc(4);
    size.writeUInt32BE(record.length);
    const body = Buffer.concat([head, size, padded]);
    const jpeg = await picture().toBuffer();
    const length = Buffer.from([0xff, 0xed, (body.length + 2) >> 8, (body.length + 2) & 255]);
    return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), length, body, jpeg.subarray(2)]));
  };

  it('is found in EXIF, IPTC and XMP, in any script', async () => {
    expect(await captionOf(await bytes(exif('Morning run')))).toBe('Morning run');
    // sharp writes ASCII only; other programs write UTF-8 there.
    const ascii = Buffer.from(await bytes(exif('x'.repeat(Buffer.byteLength('Ранок у Львові')))));
    ascii.write('Ранок у Львові', ascii.indexOf('xxxxxxxxxx'));
    expect(await captionOf(new Uint8Array(ascii))).toBe('Ранок у Львові');
    expect(await captionOf(await iptc(Buffer.from('Über den Wolken')))).toBe('Über den Wolken');
    expect(await captionOf(await iptc(Buffer.from('Über den Wolken', 'latin1')))).toBe('Über den Wolken');
    expect(await captionOf(await bytes(picture().withXmp(xmp('Rock & roll'))))).toBe('Rock & roll');
  });

  it.each([
    ['Sepúlveda, señor', 'windows-1252'],
    ['Море на світанку', 'windows-1251'],
    ['Zachód słońca nad morzem', 'windows-1250'],
    ['Güneşli bir gün, ağaçlar', 'windows-1254'],
    ['夕焼けの海', 'shift_jis'],
  ])('is read in the code page that a program wrote: %s', async (caption, page) => {
    const written = encodeAs(caption, page);
    const jpeg = Buffer.from(await bytes(exif('x'.repeat(written.length))));
    jpeg.set(written, jpeg.indexOf('x'.repeat(written.length)));
    expect(await captionOf(new Uint8Array(jpeg))).toBe(caption);
    expect(await captionOf(await iptc(Buffer.from(written)))).toBe(caption);
  });

  it('of XMP counts before that of EXIF; what cameras write by themselves is none', async () => {
    const both = exif('From the camera').withXmp(xmp('From a person'));
    expect(await captionOf(await bytes(both))).toBe('From a person');
    for (const made of ['OLYMPUS DIGITAL CAMERA', 'SONY DSC', 'DCIM\\100MEDIA\\DJI_0001.JPG', '  ']) {
      expect(await captionOf(await bytes(exif(made)))).toBe('');
    }
    expect(await captionOf(await bytes(picture()))).toBe('');
    expect(await captionOf(new Uint8Array([1, 2, 3]))).toBe('');
  });
});
