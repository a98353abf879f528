/** "GoldenHour_2024" → "Golden Hour 2024"; scripts without capitals stay as they are. */
export function wordsOfTag(label: string): string {
  return label
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, ' ')
    .replaceAll(/[_\s]+/gu, ' ')
    .trim();
}
