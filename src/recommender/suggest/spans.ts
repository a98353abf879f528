import type { PostTag } from '../../domain/post/post.ts';

/** A tag and where the caption names it: caption[start, end). */
interface Spanned extends Pick<PostTag, 'key'> {
  readonly start: number;
  readonly end: number;
}

/** The longest name where one lies inside another ("York" of "New York"), each key once, where it stands first. */
export function longestOnce<Found extends Spanned>(found: readonly Found[]): readonly Found[] {
  const longest = found.filter(
    (one) => !found.some((other) => other !== one && other.start <= one.start && other.end >= one.end),
  );
  return [...new Map([...longest].reverse().map((one) => [one.key, one])).values()].reverse();
}

/** Each word with a capital: "san francisco" → "San Francisco". */
export function raised(text: string): string {
  return text
    .split(' ')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
}
