/** Letters beyond ASCII of a language, the frequent ones first. */
interface Writing {
  readonly letters: ReadonlyMap<string, number>;
  /** Whether ASCII letters belong to it, too. */
  readonly isLatin: boolean;
}

const writing = (letters: string, isLatin: boolean): Writing => {
  const all = Array.from(letters);
  return { letters: new Map(all.map((letter, place) => [letter, 1 - (0.5 * place) / all.length])), isLatin };
};

const LATIN = {
  west: [
    'éàèçêâîôûùëïœüæÿñ',
    'üäöß',
    'óíáéñúüç',
    'ãçáéíóõêâúàôü',
    'àèùòéìî',
    'ëéïèöü',
    'äöåéü',
    'øåæéüö',
    'íáðöþóéúýæ',
    'àéèíòóúçïü',
  ],
  central: ['łąęóśżćńź', 'áíéěřčžšýůúťňďó', 'áčžíéšýúľťňôďäĺŕó', 'áéöóőüíúű', 'ăîâşţșț', 'šžčćđ', 'üäöß', 'ëç'],
  turkish: ['ıişğçöüâî'],
  baltic: ['ėšžįųčūęą', 'āīšēūņžčļģķ', 'äõüöšž'],
} as const;
const CYRILLIC = [
  'оаинтвеірсклудпмязьбгчхйжюшїєцщґф',
  'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё',
  'аеионтрсвдлкпмзяугбъчщйжцхюшьф',
  'аоиенрјутсвкдлмпзгбчшцжћђљњхфџѓѕќ',
  'аіоенрстлукдвмпяыьзгбчўйхжшцюэёф',
];
const GREEK = ['αοιετσνηυρπκμλςάίέόύήώθδγχφωβξζψϊϋΐΰ'];
const HEBREW = ['יוהלאמרשתבנםדקחפעצכטגזןסךףץ'];
const ARABIC = ['اليمنوتربعدسفهكحقجةشصخطزضذثغظىءأإآؤئپچژگ،؛؟'];
const THAI = ['านรอกเงมยลวดทสตะปบคหแจพชขใไโผถซธณศฉษภญฝฟฮฐฎฏฑฒฆฌฬ่้๊๋ิีึืุูัํ์็าำๆ'];

const latin = (kinds: readonly (keyof typeof LATIN)[]): readonly Writing[] =>
  kinds.flatMap((kind) => LATIN[kind].map((letters) => writing(letters, true)));
const script = (lists: readonly string[]): readonly Writing[] => lists.map((letters) => writing(letters, false));

const WEST = latin(['west']);
const CENTRAL = latin(['central']);
const TURKISH = latin(['turkish']);
const BALTIC = latin(['baltic']);
const CYRILLIC_ALL = script(CYRILLIC);

/** Who writes in a code page. */
const WRITINGS: Readonly<Record<string, readonly Writing[]>> = {
  'windows-1252': WEST,
  'windows-1250': CENTRAL,
  'windows-1251': CYRILLIC_ALL,
  'windows-1253': script(GREEK),
  'windows-1254': TURKISH,
  'windows-1255': script(HEBREW),
  'windows-1256': script(ARABIC),
  'windows-1257': BALTIC,
  'windows-874': script(THAI),
  macintosh: WEST,
  'mac-latin2': CENTRAL,
  'x-mac-cyrillic': CYRILLIC_ALL,
  'koi8-u': CYRILLIC_ALL,
  ibm866: CYRILLIC_ALL,
  'iso-8859-2': CENTRAL,
  'iso-8859-5': CYRILLIC_ALL,
  'iso-8859-7': script(GREEK),
  cp437: WEST,
  cp850: WEST,
  cp852: CENTRAL,
  cp857: TURKISH,
  cp737: script(GREEK),
  cp775: BALTIC,
  cp862: script(HEBREW),
};

/** Signs that stand between words in any language. */
const SIGNS = new Set('“”„‘‚«»‹›–—…•·№°€£§©®™´’\u00a0');
const OPENING = new Set('¿¡');
const APOSTROPHES = new Set("’´'");

/**
 * How much a text looks like writing in the languages of a code page: 1 = frequent letters of one language, line by line; below 0 =
 * symbols inside words, capitals behind small letters, two scripts in a word. Text in ASCII alone gives 0.
 */
export function likeness(text: string, page: string): number {
  const writings = WRITINGS[page];
  if (writings === undefined) return eastAsianLikeness(text, page);
  let sum = 0;
  let letters = 0;
  for (const line of text.split(/[\r\n]+/u)) {
    const signs = Array.from(line);
    const strange = signs.filter((sign) => sign > '\u007f').length;
    if (strange === 0) continue;
    letters += strange;
    sum += Math.max(...writings.map((one) => sumOf(signs, one)));
  }
  return letters === 0 ? 0 : sum / letters;
}

/** A line in one language: 1 at most for each sign beyond ASCII. */
function sumOf(signs: readonly string[], { letters, isLatin }: Writing): number {
  let sum = 0;
  for (const [place, sign] of signs.entries()) {
    const before = signs[place - 1] ?? ' ';
    if (sign <= '\u007f') {
      // A capital behind a small letter beyond ASCII.
      if (/[A-Z]/u.test(sign) && before > '\u007f' && isSmall(before)) sum -= 1;
      continue;
    }
    const after = signs[place + 1] ?? ' ';
    // The lower case of İ is an i with a dot above: two code points.
    const lower = sign === 'İ' ? 'ı' : sign.toLowerCase();
    const weight = letters.get(lower);
    const isInWord = isLetter(before) && isLetter(after);
    if (weight !== undefined) {
      sum += weight;
      if (lower !== sign && isSmall(before)) sum -= 1.5;
      if (!isLatin && (/[A-Za-z]/u.test(before) || /[A-Za-z]/u.test(after))) sum -= 0.8;
    } else if (APOSTROPHES.has(sign) && isInWord) sum += 0.5;
    else if (SIGNS.has(sign) && !isInWord) sum += 0.5;
    else if (OPENING.has(sign) && !isLetter(before) && isLetter(after)) sum += 0.7;
    else sum -= isLetter(sign) ? 1 : 2;
  }
  return sum;
}

function isLetter(sign: string): boolean {
  return /\p{L}/u.test(sign);
}

function isSmall(sign: string): boolean {
  return sign.toUpperCase() !== sign && /\p{Ll}/u.test(sign);
}

/** Letters of two bytes: those of the set's first level are the usual ones, and a word of ASCII letters holds none. */
function eastAsianLikeness(text: string, page: string): number {
  const usual = usualIdeographs();
  const isJapanese = page === 'shift_jis' || page === 'euc-jp';
  let [kana, hangul, han, count, against] = [0, 0, 0, 0, 0];
  const signs = Array.from(text);
  for (const [place, sign] of signs.entries()) {
    if (sign <= '\u007f') continue;
    count += 1;
    if (/[\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(sign)) {
      const isHalfWidth = sign >= '\uff61' && sign <= '\uff9f';
      if (isJapanese && !isHalfWidth) kana += 1;
      else against += isHalfWidth ? 2 : 0.5;
    } else if (/\p{Script=Hangul}/u.test(sign)) hangul += USUAL_HANGUL.has(sign) ? 1 : 0.4;
    else if (/[\u4e00-\u9fff]/u.test(sign)) han += usual.has(sign) ? 0.9 : 0.2;
    else if (!/[\u3000-\u303f\uff00-\uff60“”‘’…—·]/u.test(sign)) against += 2;
    if (/[A-Za-z]/u.test(signs[place - 1] ?? ' ')) against += 0.5;
    if (/[a-z]/u.test(signs[place + 1] ?? ' ')) against += 0.5;
  }
  if (count === 0) return 0;
  // Korean is written in Hangul alone; ideographs beside it are what another code page makes of something else.
  const doubt = kana + hangul > 0 ? 0.03 : 0.03 + 0.3 / count; // two ideographs are four letters of any other code page
  return (Math.max(kana + han - hangul, hangul - han) - against) / count - doubt;
}

const USUAL_HANGUL = new Set(
  '이다의는가을에고하지도한로서기리사자아나라대어인일시여해전그부으수정스오제주보상유성구장연원동무조우미공비방안국소마과경관신중계생물바개들면모위선거발음영용산문실만양두노요화간당행내세건외강차체치재게김금남녀년니님더데돈드등때래러레력른를름린맛매머먼명목몰못박밤배백번법벽변별봄북분불빛빨살새색설셔손술쉬승식심싶쌀악약언없였예온올왔운울월은읍응잔작잠잡저적절점접족존종좋죽준줄즐증직진집쪽찍찾책천청초추출친카커케코크큰키타태터테토통트특파판평포표품프피학할함합항향험호혼홍황회효후훈휴흐히',
);

let ideographs: ReadonlySet<string> | undefined;

/** The first levels of GB 2312, Big5 and JIS X 0208: a few thousand ideographs each, ordered by use. */
function usualIdeographs(): ReadonlySet<string> {
  if (ideographs !== undefined) return ideographs;
  const found = new Set<string>();
  for (const [page, from, to] of [
    ['gb18030', 0xb0, 0xd7],
    ['big5', 0xa4, 0xc6],
    ['shift_jis', 0x88, 0x97],
  ] as const) {
    const decoder = new TextDecoder(page);
    for (let lead = from; lead <= to; lead += 1) {
      for (let trail = page === 'gb18030' ? 0xa1 : 0x40; trail < 0xff; trail += 1) {
        const sign = decoder.decode(Uint8Array.of(lead, trail));
        if (/^[\u4e00-\u9fff]$/u.test(sign)) found.add(sign);
      }
    }
  }
  ideographs = found;
  return found;
}
