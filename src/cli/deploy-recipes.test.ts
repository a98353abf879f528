import { describe, expect, it } from 'vitest';
import { HOSTS, deployRecipe } from './deploy-recipes.ts';
import { securityHeaders } from './headers.ts';
import { run } from './run.ts';

describe.each(HOSTS)('the recipe for %s', (host) => {
  it('names every header that tagweave serve sends, and long caching for hashed files only', () => {
    const recipe = deployRecipe(host);
    for (const [name, value] of Object.entries(securityHeaders())) {
      expect(recipe).toContain(name);
      expect(recipe).toContain(value);
    }
    expect(recipe.match(/immutable/gu)).toHaveLength(1);
  });

  it('is printed by the command', async () => {
    const printed: string[] = [];
    const output = {
      print: (text: string) => printed.push(text),
      complain: () => undefined,
      progress: () => undefined,
    };
    expect(await run(['headers', host], output)).toBe(0);
    expect(printed.join('\n')).toBe(deployRecipe(host).trimEnd());
  });
});

it('another host is one sentence', async () => {
  const complaints: string[] = [];
  const output = {
    print: () => undefined,
    complain: (line: string) => complaints.push(line),
    progress: () => undefined,
  };
  expect(await run(['headers', 'apache'], output)).toBe(2);
  expect(complaints).toEqual([expect.stringContaining('netlify, nginx, caddy')]);
});
