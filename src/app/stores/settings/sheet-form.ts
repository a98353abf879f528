/** How a post leaves for a platform: its tags alone, one text with both, or the caption as the post and the tags as its first comment. */
export type SheetForm = 'tags' | 'caption-and-tags' | 'first-comment';
export const SHEET_FORMS: readonly SheetForm[] = ['tags', 'caption-and-tags', 'first-comment'];
