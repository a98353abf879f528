import { Parser } from 'htmlparser2';

/** Elements that begin a line, and those whose insides nobody reads. */
const LINES = new Set(['p', 'div', 'br', 'li', 'blockquote', 'h1', 'h2', 'h3']);
const SILENT = new Set(['script', 'style', 'template']);

/** The words of an HTML text, with its lines: never markup. Text without any markup comes back as it is. */
export function htmlText(html: string): string {
  let text = '';
  let silent = 0;
  const parser = new Parser(
    {
      onopentagname: (name) => {
        if (SILENT.has(name)) silent += 1;
        if (LINES.has(name) && text !== '') text += name === 'br' || name === 'li' ? '\n' : '\n\n';
      },
      onclosetag: (name) => {
        if (SILENT.has(name)) silent -= 1;
      },
      ontext: (piece) => {
        if (silent === 0) text += piece;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return text.replace(/\n{3,}/gu, '\n\n').trim();
}
