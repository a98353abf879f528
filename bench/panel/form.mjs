// `node bench/panel/form.mjs OLD NEW FORM KEY`: both lists of every post side by side in a blind order, as a table to mark.
// FORM (CSV): post, side, tag, mark. Marks: useful, useless, wrong, embarrassing. KEY says which side is which; look at it afterwards.
import console from 'node:console';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { createHash } from 'node:crypto';

const [older, newer, form, key] = process.argv.slice(2);
if (key === undefined) {
  console.error('node bench/panel/form.mjs OLD NEW FORM KEY');
  process.exit(2);
}
const read = (path) => new Map(JSON.parse(readFileSync(path, 'utf8')).lists.map(({ id, tags }) => [id, tags]));
const [old, fresh] = [read(older), read(newer)];
const rows = [['post', 'side', 'tag', 'mark']];
const sides = {};
for (const [id, tags] of old) {
  // The order follows from the post and the key file's name alone, so that a form can be made again.
  const oldFirst = createHash('sha256').update(`${key}/${id}`).digest()[0] % 2 === 0;
  sides[id] = oldFirst ? { A: 'old', B: 'new' } : { A: 'new', B: 'old' };
  const lists = oldFirst ? { A: tags, B: fresh.get(id) ?? [] } : { A: fresh.get(id) ?? [], B: tags };
  for (const [side, list] of Object.entries(lists)) {
    if (list.length === 0) rows.push([id, side, '', 'empty']);
    for (const tag of list) rows.push([id, side, `#${tag}`, '']);
  }
}
writeFileSync(form, `${rows.map((row) => row.join(',')).join('\n')}\n`);
writeFileSync(key, `${JSON.stringify(sides, null, 1)}\n`);
