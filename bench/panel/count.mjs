// `node bench/panel/count.mjs FORM KEY`: the marks of a filled form, old beside new, as a Markdown table.
import console from 'node:console';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { URL } from 'node:url';

const [form, key] = process.argv.slice(2);
if (key === undefined) {
  console.error('node bench/panel/count.mjs FORM KEY');
  process.exit(2);
}
const MARKS = ['useful', 'useless', 'wrong', 'embarrassing'];
const { posts } = JSON.parse(readFileSync(new URL('posts.json', import.meta.url), 'utf8'));
const of = new Map(posts.map((post) => [post.id, post]));
const sides = JSON.parse(readFileSync(key, 'utf8'));
const rows = readFileSync(form, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));
const unmarked = rows.filter(([, , , mark]) => mark !== 'empty' && !MARKS.includes(mark));
if (unmarked.length > 0) throw new Error(`${unmarked.length} rows without a mark, the first: ${unmarked[0].join(',')}`);

const share = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
const columns = ['old', 'new'].map((version) => {
  const mine = rows.filter(([id, side]) => sides[id][side] === version);
  const tags = mine.filter(([, , , mark]) => mark !== 'empty');
  const counted = (mark) => tags.filter((row) => row[3] === mark).length;
  const ordinary = posts.filter(({ grave = false, nothing = false }) => !grave && !nothing);
  const useful = new Set(tags.filter((row) => row[3] === 'useful').map(([id]) => id));
  const listed = new Set(tags.map(([id]) => id));
  const harm = tags.filter(([id, , , mark]) => of.get(id)?.grave === true && mark === 'embarrassing');
  return {
    'tags suggested': String(tags.length),
    ...Object.fromEntries(MARKS.map((mark) => [mark, `${counted(mark)} (${share(counted(mark), tags.length)})`])),
    'ordinary posts without a useful tag': `${ordinary.filter(({ id }) => !useful.has(id)).length} of ${ordinary.length}`,
    'of these, said that nothing was found': String(ordinary.filter(({ id }) => !listed.has(id)).length),
    'grave captions with an embarrassing tag': `${new Set(harm.map(([id]) => id)).size} of ${posts.filter(({ grave }) => grave).length}`,
    'nonsense and blank with a list': `${posts.filter(({ id, nothing }) => nothing && listed.has(id)).length} of ${posts.filter(({ nothing }) => nothing).length}`,
  };
});
console.log('| | old | new |\n|---|---|---|');
for (const what of Object.keys(columns[0])) console.log(`| ${what} | ${columns[0][what]} | ${columns[1][what]} |`);
