/** Text on one line, as a field for alt text takes it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
