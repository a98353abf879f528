import { describe, expect, it } from 'vitest';
import { encodeAs, encodeUtf16 } from '../testing/encode-as.ts';
import { decodeText, readingsOfName } from './text-encoding.ts';

const SAMPLES: readonly (readonly [text: string, ...pages: readonly string[]])[] = [
  ['Море на світанку', 'windows-1251', 'koi8-u', 'x-mac-cyrillic', 'iso-8859-5'],
  ['photo;caption;tags\r\na.jpg;Мій пес біжить по снігу;пес, сніг', 'windows-1251', 'koi8-u'],
  ['file,caption\nx.jpg,ВЕЛИКИЙ ПАЛЕЦЬ\ny.jpg,п’ять хвилин – і ранок', 'windows-1251'],
  ['Київ', 'windows-1251', 'koi8-u'],
  ['Фото/Море', 'ibm866', 'windows-1251', 'koi8-u'],
  ['Закат над городом, «старый» порт № 5', 'windows-1251'],
  ['Залез над града', 'windows-1251'],
  ['Залазак сунца над морем, Његош и Ђорђе', 'windows-1251'],
  ['Zachód słońca nad morzem', 'windows-1250', 'cp852', 'iso-8859-2'],
  ['Dziękuję za piękną noc', 'windows-1250', 'cp852', 'iso-8859-2', 'mac-latin2'],
  ['Příliš žluťoučký kůň', 'windows-1250', 'cp852', 'iso-8859-2'],
  ['Gyönyörű őszi táj a Tisza-tónál', 'windows-1250', 'cp852'],
  ['Răsărit frumos în munţi', 'windows-1250'],
  ['Güneşli bir gün İstanbul’da, şimdi ağaçlar', 'windows-1254'],
  ['Güneşli bir gün, ığdır', 'cp857', 'windows-1254'],
  ['Café à Zürich', 'windows-1252', 'cp850', 'cp437', 'macintosh'],
  ['Schöne Grüße aus München', 'windows-1252', 'cp850', 'macintosh'],
  ['Été à la plage, déjà vu — 5 €', 'windows-1252'],
  ['¿Qué tal? Mañana en el río, señor Sepúlveda', 'windows-1252', 'macintosh'],
  ['Pôr do sol em São João', 'windows-1252', 'cp850'],
  ['Høst på sjøen, en vakker dag', 'windows-1252', 'cp850'],
  ['Saulriets pie jūras, skaista diena', 'windows-1257', 'cp775'],
  ['Graži diena prie ežero, ąžuolas žydi', 'windows-1257'],
  ['Καλημέρα από την Αθήνα', 'windows-1253', 'cp737', 'iso-8859-7'],
  ['שקיעה על הים', 'windows-1255', 'cp862'],
  ['غروب الشمس على البحر', 'windows-1256'],
  ['ทะเลยามเช้า', 'windows-874'],
  ['夕焼けの海', 'shift_jis', 'euc-jp'],
  ['カメラと猫', 'shift_jis', 'euc-jp'],
  ['海边的日落', 'gb18030'],
  ['我的狗在雪地里跑', 'gb18030'],
  ['바다의 일몰', 'euc-kr'],
  ['海邊的日落', 'big5'],
];

describe('text of unknown encoding', () => {
  it.each(SAMPLES.flatMap(([text, ...pages]) => pages.map((page) => [page, text] as const)))(
    'is read in %s: %j',
    (page, text) => {
      expect(decodeText(encodeAs(text, page))).toBe(text);
    },
  );

  it.each(SAMPLES)('is read in UTF-8 and UTF-16, with a mark or without: %j', (text) => {
    const utf8 = new TextEncoder().encode(text);
    expect(decodeText(utf8)).toBe(text);
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8))).toBe(text);
    const lines = `photo,caption\r\na.jpg,${text}\r\n`;
    for (const order of ['le', 'be'] as const) {
      expect(decodeText(encodeUtf16(text, order))).toBe(text);
      expect(decodeText(encodeUtf16(lines, order, false))).toBe(lines);
    }
  });

  it('stays UTF-8 when a few letters of much are broken, as where a program cut them', () => {
    const bytes = new TextEncoder().encode('Ранок у Львові, кава і туман над містом');
    expect(decodeText(bytes.subarray(0, bytes.length - 1))).toBe('Ранок у Львові, кава і туман над місто\ufffd');
  });

  it('is UTF-8 while at most a tenth of its letters are broken, and there are three that are not', () => {
    const broken = (whole: number, cut: number): Uint8Array =>
      Uint8Array.of(
        ...new TextEncoder().encode('ї'.repeat(whole)),
        ...Array.from({ length: cut }, () => [0xd1, 0x20]).flat(),
      );
    expect(decodeText(broken(10, 1))).toBe(`${'ї'.repeat(10)}\ufffd `);
    expect(decodeText(broken(20, 2))).toBe(`${'ї'.repeat(20)}\ufffd \ufffd `);
    expect(decodeText(broken(19, 2)) ?? '').not.toContain('ї');
    expect(decodeText(broken(9, 1)) ?? '').not.toContain('ї');
  });

  it('is UTF-16 by its mark alone, both bytes of it', () => {
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x57, 0x04))).toBe('ї');
    expect(decodeText(Uint8Array.of(0xfe, 0xff, 0x04, 0x57))).toBe('ї');
    // ÿ and þ begin words, too.
    const words = (first: number): Uint8Array =>
      Uint8Array.of(first, 0x20, ...encodeAs('Höfn í Hornafirði', 'windows-1252'));
    expect(decodeText(words(0xfe))).toBe('þ Höfn í Hornafirði');
    expect(decodeText(words(0xff))).toBe('ÿ Höfn í Hornafirði');
  });

  it('with zero bytes here and there is no UTF-16', () => {
    const text = new TextEncoder().encode('a plain sentence of words '.repeat(4));
    const at = (...places: number[]): Uint8Array => text.map((byte, place) => (places.includes(place) ? 0 : byte));
    expect(decodeText(at(1))).toBe(new TextDecoder().decode(at(1)));
    const half = Array.from({ length: 10 }, (_, n) => 2 * n + 1);
    expect(decodeText(at(...half, 2, 4))).toBe(new TextDecoder().decode(at(...half, 2, 4)));
    // A half pair is none either.
    expect(decodeText(Uint8Array.of(0x61, 0, 0, 0xd8, 0x61, 0, 0x61, 0, 0x61, 0))).not.toContain('\ufffd');
  });

  it('is no text where it looks like none', () => {
    const noise = Uint8Array.from(
      { length: 400 },
      (_, index) => ((index * 7919 + ((index * index) % 251)) % 255) | 0x80,
    );
    expect(decodeText(noise)).toBeNull();
  });

  // The time is for a busy machine; one that grew with the square of the length would not end in it.
  it('is read at once however long it is', { timeout: 120_000 }, () => {
    const text = 'Море на світанку\r\n'.repeat(100_000);
    expect(decodeText(encodeAs(text, 'windows-1251'))).toBe(text);
  });
});

describe('the name of a file', () => {
  it.each(SAMPLES.flatMap(([text, ...pages]) => pages.map((page) => [page, text] as const)))(
    'is among its readings in %s: %j',
    (page, text) => {
      expect(readingsOfName(encodeAs(text, page))).toContain(text);
    },
  );

  it('is read as DOS wrote it, where that looks like writing', () => {
    for (const [page, name] of [
      ['ibm866', 'Фото/Море.jpg'],
      ['cp437', 'Fotos/Müller Café.jpg'],
      ['cp852', 'zdjęcia/łódka.jpg'],
    ] as const) {
      expect(decodeText(encodeAs(name, page), 'name')).toBe(name);
    }
  });
});
