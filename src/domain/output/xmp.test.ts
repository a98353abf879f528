import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { isOwnSidecar, isSidecarOf, isUntouched, sidecarName, xmpSidecar } from './xmp.ts';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const DC = 'http://purl.org/dc/elements/1.1/';
const IPTC = 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/';

/** What a strict XML parser with namespaces finds: the `rdf:li` texts under each property of Dublin Core and IPTC Core. */
function read(xmp: string): Readonly<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const path: { uri: string; local: string }[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local }) => {
    path.push({ uri, local });
    const [property, , item] = path.slice(-3);
    if (item?.uri === RDF && item.local === 'li' && (property?.uri === DC || property?.uri === IPTC))
      (found[property.local] ??= []).push('');
  });
  parser.on('text', (text) => {
    const [property, , item] = path.slice(-3);
    const list = item?.local === 'li' ? found[property?.local ?? ''] : undefined;
    if (list !== undefined) list.push((list.pop() ?? '') + text);
  });
  parser.on('closetag', () => void path.pop());
  parser.write(xmp).close();
  return found;
}

const tags = (...labels: string[]) => labels.map((label) => ({ label }));

describe('a sidecar', () => {
  it('holds keywords and description where other programs look for them', () => {
    const xmp = xmpSidecar({ caption: 'Rock & <roll>', tags: tags('GoldenHour', 'Київ') });
    expect(read(xmp)).toEqual({ subject: ['GoldenHour', 'Київ'], description: ['Rock & <roll>'] });
    expect(read(xmpSidecar({ caption: ' ', tags: [] }))).toEqual({});
    expect(read(xmpSidecar({ caption: '', tags: [], altText: 'A dog & <snow>' }))).toEqual({
      AltTextAccessibility: ['A dog & <snow>'],
    });
  });

  it('is well-formed and loses nothing that XML can hold, whatever stands in caption and tags', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (caption, label) => {
        const { subject, description } = read(xmpSidecar({ caption, tags: tags(label) }));
        const held = (text: string): string =>
          // eslint-disable-next-line no-control-regex -- exactly these cannot stand in XML
          text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '').replace(/\r\n?/gu, '\n');
        expect(subject).toEqual([held(label)]);
        expect(description ?? ['']).toEqual(caption.trim() === '' ? [''] : [held(caption)]);
      }),
    );
  });

  it('is known again; one that another program wrote is not ours', () => {
    const own = xmpSidecar({ caption: '', tags: tags('Dog') });
    expect(isOwnSidecar(own)).toBe(true);
    expect(isOwnSidecar(own.replace('"Tagweave"', '"Adobe XMP Core 7.0"'))).toBe(false);
  });

  it('stands beside its photo under the name that is looked for', () => {
    const names = ['a/IMG.1.jpg', 'a.b/photo', '.hidden', 'a/.jpg'].map((photo) => sidecarName(photo, 'short'));
    expect(names).toEqual(['a/IMG.1.xmp', 'a.b/photo.xmp', '.hidden.xmp', 'a/.jpg.xmp']);
    expect(sidecarName('a/IMG.jpg', 'long')).toBe('a/IMG.jpg.xmp');
  });

  it('knows whether somebody has changed it since, down to one letter', () => {
    const own = xmpSidecar({ caption: 'Sea', tags: tags('Sea') });
    expect(isUntouched(own)).toBe(true);
    expect(isUntouched(own.replace('<rdf:li>Sea', '<rdf:li>See'))).toBe(false);
    expect(isUntouched(`${own} `)).toBe(false);
    expect(isUntouched('<x:xmpmeta/>')).toBe(false);
    // Its digest, of FNV-1a over the whole sidecar without the comment.
    for (let n = 0; n < 40; n += 1) {
      const sidecar = xmpSidecar({ caption: String(n), tags: [] });
      const [comment = '', digest = ''] = / <!-- Tagweave ([\da-f]*) -->\n/u.exec(sidecar) ?? [];
      const bytes = Array.from(sidecar.replace(comment, ''), (letter) => BigInt(letter.charCodeAt(0)));
      const hash = bytes.reduce((sum, byte) => ((sum ^ byte) * 0x01000193n) & 0xffffffffn, 0x811c9dc5n);
      expect(digest).toBe(hash.toString(16).padStart(8, '0'));
    }
  });

  it('says which photo of several of one name it belongs to', () => {
    const of = (name: string): string => xmpSidecar({ name, caption: '', tags: [] });
    expect(of('a/IMG.1.jpg')).toContain('   <photoshop:SidecarForExtension>jpg</photoshop:SidecarForExtension>\n');
    for (const name of ['', 'photo', 'a.b/photo', '.hidden', 'a/.jpg', 'a\\.jpg', 'a.']) {
      expect(of(name), name).not.toContain('photoshop:SidecarForExtension');
      expect(isSidecarOf(of(name), 'any.jpg')).toBe(true);
    }
    expect(isSidecarOf(of('IMG.jpg'), 'IMG.jpg')).toBe(true);
    expect(isSidecarOf(of('IMG.jpg'), 'IMG.jpg.dng')).toBe(false);
    expect(isSidecarOf(of('IMG.jpg'), 'IMG.dng')).toBe(false);
    expect(isSidecarOf(of('IMG.a&b'), 'IMG.a&b')).toBe(true);
    expect(isSidecarOf('<photoshop:SidecarForExtension></photoshop:SidecarForExtension>', 'IMG')).toBe(true);
  });
});
