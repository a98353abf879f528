import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCaption } from './caption-tags.ts';
import { crc32, crc32Of } from './crc32.ts';
import { htmlText } from './html-text.ts';
import { repairMojibake } from './mojibake.ts';
import { mojibake } from './testing/archives.ts';

describe('mojibake', () => {
  it('is undone whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(repairMojibake(mojibake(text))).toBe(text);
      }),
    );
  });

  it('is not seen in sound text', () => {
    for (const text of ['Київ', 'déjà vu', 'naïve café', '', 'plain']) expect(repairMojibake(text)).toBe(text);
  });
});

describe('a caption with hashtags in it', () => {
  it.each([
    ['Sunday #sofa', 'Sunday sofa', ['sofa']],
    ['Sunday #sofa #cat', 'Sunday', ['sofa', 'cat']],
    ['At #Kyiv in #autumn, again', 'At Kyiv in autumn, again', ['Kyiv', 'autumn']],
    ['Line\n.\n.\n#a #b\n#c', 'Line\n.\n.', ['a', 'b', 'c']],
    ['#one', '', ['one']],
    ['Tom &#39;s place/#anchor a#b C# 100', 'Tom &#39;s place/#anchor a#b C# 100', []],
    ['＃まつり・夜', 'まつり・夜', ['まつり']],
    ['#123 #é', '', ['é']],
  ])('%j', (text, caption, tags) => {
    const found = splitCaption(text);
    expect(found.tags.map((tag) => tag.label)).toEqual(tags);
    expect(found.caption.replace(/\n\.\n\.$/u, '')).toBe(caption.replace(/\n\.\n\.$/u, ''));
  });
});

describe('HTML', () => {
  it('becomes its words and lines, never markup', () => {
    expect(htmlText('<p>a &lt;b&gt; &amp; c<br/>d</p><p>e<script>alert(1)</script></p>')).toBe('a <b> & c\nd\n\ne');
    expect(htmlText('plain text, 1 < 2')).toBe('plain text, 1 < 2');
    expect(htmlText('<img src=x onerror=alert(1)>hi')).toBe('hi');
  });
});

describe('CRC-32', () => {
  it('is the one of zip archives', async () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(await crc32Of(new Blob(['1234', '56789']))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });
});
