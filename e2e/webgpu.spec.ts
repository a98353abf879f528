import { expect, test } from '@playwright/test';
import type { Harness } from '../bench/page/main.ts';
import type { Recommendation } from '../src/domain/recommendation.ts';

declare global {
  interface Window {
    tagweave: Harness;
  }
}

/** The shipped network behind encoders of the shipped layout with tiny random weights, on one device; runs in the page. */
async function recommendOn(device: 'webgpu' | 'wasm'): Promise<Recommendation> {
  const own = async (folder: string, id: string) => {
    const base = new URL(`fixtures/models/${folder}/`, location.href).href;
    const manifest = (await (await fetch(`${base}manifest.json`)).json()) as Record<string, unknown>;
    // The network asks for the encoder it was trained with; only its layout matters here. Without the form that WebAssembly alone
    // makes for itself (int8, docs/decisions/0010): both devices are to read the same weights.
    return { base, manifest: { ...manifest, id, derived: undefined } };
  };
  const recommender = window.tagweave.createRecommender({
    device,
    history: 'off',
    photoEncoder: (await own('tiny-hybrid', 'tagweave-vit-posts')) as never,
    captionEncoder: (await own('tiny-e5', 'e5-small-100k')) as never,
  });
  try {
    await recommender.load();
    const photo = await (await fetch('fixtures/photos/cat.jpg')).blob();
    const draft = { photo, caption: 'Sunday on the sofa with the cat' };
    const before = await recommender.recommend(draft, { count: 7 });
    // Twice, with history in between: the second one goes through section 4 as well.
    await recommender.learn({
      recommendationId: before.id,
      draft,
      tags: before.tags.slice(0, 3),
      removedTags: [],
      platform: null,
    });
    return await recommender.recommend({ photo, caption: 'A quiet evening' }, { count: 20 });
  } finally {
    await recommender.dispose();
  }
}

test('the whole way on WebGPU equals WebAssembly to 1e-3', async ({ page }) => {
  test.setTimeout(600_000);
  await page.goto('./');
  expect(await page.evaluate(async () => 'gpu' in navigator && (await navigator.gpu.requestAdapter()) !== null)).toBe(
    true,
  );
  const gpu = await page.evaluate(recommendOn, 'webgpu' as const);
  const wasm = await page.evaluate(recommendOn, 'wasm' as const);
  expect(gpu.backends).toEqual({ encoders: 'webgpu', network: 'webgpu' });
  expect(wasm.backends).toEqual({ encoders: 'wasm', network: 'wasm' });
  expect(gpu.used).toEqual(wasm.used);
  expect(gpu.used.historyPosts).toBe(1);

  const near = (a: number, b: number, what: string): void => {
    expect(Math.abs(a - b), `${what}: ${a} against ${b}`).toBeLessThanOrEqual(1e-3);
  };
  gpu.gate?.strip.forEach((value, index) => {
    near(value, wasm.gate?.strip[index] ?? NaN, `gate ${index}`);
  });
  gpu.attention.words.forEach((word, index) => {
    near(word.weight, wasm.attention.words[index]?.weight ?? NaN, `word ${word.text}`);
  });
  gpu.attention.regions?.weights.forEach((weight, index) => {
    near(weight, wasm.attention.regions?.weights[index] ?? NaN, `region ${index}`);
  });
  const other = new Map([...wasm.tags, ...wasm.alternatives].map((tag) => [tag.key, tag]));
  const common = gpu.tags.filter((tag) => other.has(tag.key));
  expect(common.length).toBe(gpu.tags.length);
  for (const tag of common) {
    const twin = other.get(tag.key);
    near(tag.probability, twin?.probability ?? NaN, `probability of ${tag.key}`);
    near(tag.score, twin?.score ?? NaN, `score of ${tag.key}`);
    near(tag.reason.history, twin?.reason.history ?? NaN, `history part of ${tag.key}`);
  }
  expect(gpu.tags[0]?.key).toBe(wasm.tags[0]?.key);
});
