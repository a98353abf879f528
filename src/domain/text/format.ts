/** A message: a sentence with `{placeholders}`, or one sentence per plural category of its `count`. */
export type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

export type Params = Readonly<Record<string, string | number>>;

/** What the page and the widget speak, as each language calls itself. English stands in where there is nothing else. */
export const LANGUAGE_NAMES = { en: 'English', uk: 'Українська' } as const;
export type Language = keyof typeof LANGUAGE_NAMES;
export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as readonly Language[];

/** The first of some language tags (BCP 47: `uk-UA`) that is spoken; English where none is. */
export function spokenLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const spoken = LANGUAGES.find((language) => language === tag.split('-')[0]?.toLowerCase());
    if (spoken !== undefined) return spoken;
  }
  return 'en';
}

const plurals = new Map<Language, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

function pluralRule(language: Language, count: number): Intl.LDMLPluralRule {
  const rules = plurals.get(language) ?? new Intl.PluralRules(language);
  plurals.set(language, rules);
  return rules.select(count);
}

export function formatNumber(language: Language, value: number, options: Intl.NumberFormatOptions = {}): string {
  const id = language + JSON.stringify(options);
  const format = numbers.get(id) ?? new Intl.NumberFormat(language, options);
  numbers.set(id, format);
  return format.format(value);
}

/** Fills the placeholders of a message; numbers are written as the language writes them. */
export function formatMessage(language: Language, message: Message, params: Params = {}): string {
  const count = params['count'];
  const text =
    typeof message === 'string'
      ? message
      : (message[pluralRule(language, typeof count === 'number' ? count : 0)] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(language, value) : value;
  });
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Bytes in decimal units as file managers show them: “41 MB”, “340 kB”. */
export function formatBytes(language: Language, bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return formatNumber(language, value, {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit >= 2 && value < 10 ? 1 : 0,
  });
}
