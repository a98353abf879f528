/** In which language tags are suggested: as the model learnt them (most are English), in the caption's, or both side by side. */
export const TAG_LANGUAGES = ['english', 'caption', 'both'] as const;
export type TagLanguage = (typeof TAG_LANGUAGES)[number];

/** What a suggested tag is the translation of. */
export interface TranslationOf {
  /** Key and label of the tag as the model learnt it. */
  readonly key: string;
  readonly label: string;
  /** The translation's language, BCP 47. */
  readonly language: string;
}
