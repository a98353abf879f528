import { outputRecord } from '../../domain/output/tag-output.ts';
import type { ListText } from './list-text.ts';

export const JSON_TOP = '[';

/**
 * A list as this program or an editor saved it: one entry a line, all in one line, indented, any line break, more fields. Null for a
 * file of another kind, and for one that cannot be read to its end.
 */
export function readJsonList(content: string): ListText | null {
  const open = /^\ufeff?\s*\[/u.exec(content);
  if (open === null) return null;
  const entries: { readonly file: string; readonly text: string }[] = [];
  let at = open[0].length;
  for (;;) {
    const gap = entries.length === 0 ? /\s*/uy : /\s*,?\s*/uy;
    gap.lastIndex = at;
    const start = at + (gap.exec(content)?.[0].length ?? 0);
    if (start === content.length) break;
    if (content[start] === ']') {
      if (content.slice(start + 1).trim() !== '') return null;
      break;
    }
    const end = objectEnd(content, start);
    if (end === null) {
      if (isUnfinished(content.slice(start))) break;
      return null;
    }
    const text = content.slice(start, end);
    const file = fileOf(text);
    if (file === null) return null;
    entries.push({ file, text });
    at = end;
  }
  return {
    top: open[0],
    entries,
    entry: (post) => JSON.stringify(outputRecord(post)),
    joined: (texts, first) => texts.map((text, index) => `${first && index === 0 ? '' : ','}\n${text}`).join(''),
    stop: '\n]\n',
  };
}

/** Behind the object that begins here; null when it does not end, or none begins. */
function objectEnd(content: string, start: number): number | null {
  if (content[start] !== '{') return null;
  let depth = 0;
  let quoted = false;
  for (let at = start; at < content.length; at += 1) {
    const letter = content[at];
    if (quoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

/** What an interrupted run leaves behind the last whole entry: the beginning of one as this program writes it, in one line. */
function isUnfinished(text: string): boolean {
  const start = '{"file":"';
  return !/[\r\n]/u.test(text) && (text.startsWith(start) || start.startsWith(text));
}

function fileOf(text: string): string | null {
  try {
    const entry: unknown = JSON.parse(text);
    return typeof entry === 'object' && entry !== null && 'file' in entry && typeof entry.file === 'string'
      ? entry.file
      : null;
  } catch {
    return null;
  }
}
