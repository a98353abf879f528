import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCaption } from './reading/caption-tags.ts';
import { crc32, crc32Of } from './files/crc32.ts';
import { htmlText } from './reading/html-text.ts';
import { repairMojibake } from './reading/mojibake.ts';
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

  it('is no half of a text: one letter beyond a byte, or one byte too few, and all of it stays', () => {
    for (const text of [`${mojibake('Київ')}ї`, mojibake('Київ').slice(0, -1), `é${mojibake('ї')}`, '\u0100']) {
      expect(repairMojibake(text)).toBe(text);
    }
    // DEL is the last letter that stands for itself; ÿ the last that is a byte.
    for (const text of ['a\u007f', 'ÿ']) expect(repairMojibake(text)).toBe(text);
    expect(repairMojibake(mojibake('\u0080ÿ'))).toBe('\u0080ÿ');
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
    ['Morning run by the lake #lake#run#morning', 'Morning run by the lake', ['lake', 'run', 'morning']],
    ['Coffee time\n#coffee#latte #barista', 'Coffee time', ['coffee', 'latte', 'barista']],
    ['#sunset#beach', '', ['sunset', 'beach']],
    ['At #sunset#beach today', 'At sunset beach today', ['sunset', 'beach']],
    ['Big city\n#i❤️ny #☀️summer #🌊', 'Big city', ['summer']],
    ['I #i❤️ny so much', 'I i❤️ny so much', []],
    ['Step #️⃣1️⃣ of 3 #trip', 'Step #️⃣1️⃣ of 3 trip', ['trip']],
    ['Keycap #⃣ #1️⃣place', 'Keycap #⃣ 1️⃣place', ['place']],
    ['Love ❤️#love🏽 👩‍🚀#space', 'Love ❤️love🏽 👩‍🚀space', ['love', 'space']],
    ['#🇺🇦 #🇺🇦Україна#Київ', '', ['Україна', 'Київ']],
    ['#a #b in the sun #a #b', 'a b in the sun', ['a', 'b']],
    ['A fine day. #a #b', 'A fine day.', ['a', 'b']],
    ['A fine day — #a, #b | #c', 'A fine day', ['a', 'b', 'c']],
    ['mail me#not, see x/#top and &#39;', 'mail me#not, see x/#top and &#39;', []],
    ['#a# #', 'a# #', ['a']],
  ])('%j', (text, caption, tags) => {
    const found = splitCaption(text);
    expect(found.tags.map((tag) => tag.label)).toEqual(tags);
    expect(found.caption.replace(/\n\.\n\.$/u, '')).toBe(caption.replace(/\n\.\n\.$/u, ''));
  });
});

// Linear: a fraction of a second. The expression that went back and forth took minutes.
it('a caption of any length takes no longer than it is long', { timeout: 120_000 }, () => {
  for (const piece of ['. ', '#', '#a ', '#a', '-', '#a.', 'a#', '❤️#']) {
    const text = piece.repeat(200_000);
    expect(splitCaption(`${text}x`).tags.length).toBeLessThan(4);
  }
});

describe('HTML', () => {
  it('becomes its words and lines, never markup', () => {
    expect(htmlText('<p>a &lt;b&gt; &amp; c<br/>d</p><p>e<script>alert(1)</script></p>')).toBe('a <b> & c\nd\n\ne');
    expect(htmlText('plain text, 1 < 2')).toBe('plain text, 1 < 2');
    expect(htmlText('<img src=x onerror=alert(1)>hi')).toBe('hi');
    expect(htmlText('<p>a<style>b</style>c</p><script>d</script><p>e</p>')).toBe('ac\n\ne');
    expect(htmlText('<ul><li>a</li><li>b</li></ul><h1>c</h1><blockquote>d</blockquote>')).toBe('a\nb\n\nc\n\nd');
    expect(htmlText('<p> a</p><p></p><p></p><p>b </p>')).toBe('a\n\nb');
    expect(htmlText('a<div>b</div><h2>c</h2><h3>d</h3>')).toBe('a\n\nb\n\nc\n\nd');
    expect(htmlText('a<template>b</template>c<b>d</b><style>e</style>f')).toBe('acdf');
    expect(htmlText('a<br><br><br><br>b')).toBe('a\n\nb');
  });
});

describe('CRC-32', () => {
  it('is the one of zip archives', async () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(await crc32Of(new Blob(['1234', '56789']))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });
});
