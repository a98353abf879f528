import { describe, expect, it } from 'vitest';
import { HOSTS, OWN_PATHS, deployRecipe, headersFile } from './deploy-recipes.ts';
import { frameHeaders, headersOf, securityHeaders, sharedHeaders } from './headers.ts';
import { run } from '../run.ts';

describe.each(HOSTS)('the recipe for %s', (host) => {
  it('names every header that tagweave serve sends, and long caching for hashed files only', () => {
    const recipe = deployRecipe(host);
    for (const [name, value] of [securityHeaders(), sharedHeaders(), frameHeaders()].flatMap(Object.entries<string>)) {
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

it('the page is for itself, the widget and the models for every page, the frame with threads', () => {
  expect(headersOf('/')['Cross-Origin-Resource-Policy']).toBe('same-origin');
  for (const path of ['/widget/engine/engine.worker.js', '/models/catalogue.json', '/widget/embed.html']) {
    expect(headersOf(path)).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    expect(Object.keys(headersOf(path))).not.toContain('Content-Security-Policy');
  }
  expect(headersOf('/widget/embed.html')).toMatchObject(frameHeaders());
});

it('no path of _headers has the same header from two rules', () => {
  const rules = headersFile()
    .split('\n\n')
    .map((rule) => rule.trim().split('\n'))
    .map(([path = '', ...lines]) => ({ path, names: lines.map((line) => line.trim().split(':')[0]) }));
  expect(rules.map(({ path }) => path)).toEqual([...OWN_PATHS, '/widget/*', '/models/*', '/widget/embed.html']);
  const covers = (rule: string, path: string) =>
    rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : rule === path;
  for (const path of ['/', '/index.html', '/assets/a.js', '/widget/x.js', '/widget/embed.html', '/models/a/b.onnx']) {
    const names = rules.filter((rule) => covers(rule.path, path)).flatMap((rule) => rule.names);
    expect(names.length, path).toBeGreaterThan(3);
    expect(new Set(names).size, path).toBe(names.length);
  }
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
