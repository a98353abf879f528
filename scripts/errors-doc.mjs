// node scripts/errors-doc.mjs: docs/errors.md, every error code with when it comes and what a person reads, from the codes themselves
// (src/domain/errors/). A test compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { format } from 'prettier';
import { ROOT } from './lib/steps.mjs';

const read = (name) => readFileSync(join(ROOT, 'src/domain/errors', name), 'utf8');

/** The page as Markdown. */
export async function errorsDoc() {
  const union = /export type ErrorCode =([\s\S]*?);/u.exec(read('errors.ts'))[1];
  const { code: english } = await transform(read('errors-en.ts'), { loader: 'ts', format: 'esm' });
  const { errorsEn } = await import(`data:text/javascript,${encodeURIComponent(english)}`);
  const rows = [...union.matchAll(/\| '([\w-]+)'(?: \/\/ (.+))?/gu)].map(([, code, when = '']) => {
    if (errorsEn[code] === undefined) throw new Error(`errors-en.ts has no sentence for ${code}`);
    return `| \`${code}\` | ${when} | ${errorsEn[code].replaceAll('|', '\\|')} |`;
  });
  const page = `# Errors

Written by \`node scripts/errors-doc.mjs\` from \`src/domain/errors/errors.ts\` and \`errors-en.ts\`; a test compares.

Everything that goes wrong is a \`TagweaveError\`: \`code\` (match on it), \`message\` (English, for developers: what happened, what to do),
\`details\` (facts, such as the \`field\` of a \`usage\` or the \`file\` of a model). What was aborted is called \`AbortError\`, as everywhere on the
platform. The element tells \`tagweave-error\` with \`code\` and \`message\`, and shows the person the sentence in English or Ukrainian.

| code | when | what a person reads |
|---|---|---|
${rows.join('\n')}
`;
  return format(page, { parser: 'markdown', proseWrap: 'preserve' });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(join(ROOT, 'docs/errors.md'), await errorsDoc());
}
