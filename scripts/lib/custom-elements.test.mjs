import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
const [{ attributes, events, cssParts, cssProperties, members }] = manifest.modules[0].declarations;
const read = (path) => readFileSync(`src/widget/${path}`, 'utf8');
const names = (list) => list.map(({ name }) => name).sort();
const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

it('custom-elements.json names the attributes that the element reads', () => {
  const code = read('field-element.ts') + read('recommender-element.ts');
  const read_ = found(code, /(?:getAttribute|setAttribute|hasAttribute|toggleAttribute)\(\s*'(?!aria-)([\w-]+)'/gu);
  expect(names(attributes)).toEqual(read_);
  for (const { name, attribute } of members.filter((member) => member.attribute !== undefined))
    expect(code, attribute).toMatch(new RegExp(`[gs]et ${name}\\(`, 'u'));
});

it('and its events, parts and custom properties', () => {
  expect(names(events)).toEqual(['change', 'input', ...found(read('events.ts'), /'(tagweave-\w+)':/gu)]);
  const parts = found(read('parts.ts'), /\bpart(?:: |', )'([^']+)'/gu).flatMap((names) => names.split(' '));
  expect(names(cssParts)).toEqual([...new Set(parts)].sort());
  expect(names(cssProperties)).toEqual(found(read('styles.ts'), /(--tagweave-[\w-]+)/gu));
});
