import { vi } from 'vitest';
import { activePost } from '../post/post.ts';
import { createFakeEngine } from '../fake-engine.ts';
import type { FakeOptions } from '../fake-engine.ts';
import { createCompose } from '../stores/compose/compose-store.ts';
import { createEngineController } from '../stores/engine/engine-store.ts';
import { createSettingsStore } from '../stores/settings/settings-store.ts';

export const photo = (name: string, type = 'image/png', size = 9): File =>
  new File([new Uint8Array(size)], name, { type });

/** The table of posts over an engine that is made up. */
export function start(options: FakeOptions = {}, metered = false) {
  const made = vi.fn(() => createFakeEngine({ downloadMs: 20, recommendMs: 8, ...options }));
  const engine = createEngineController(made, metered);
  const settings = createSettingsStore(null);
  const compose = createCompose(engine, settings);
  const post = () => activePost(compose.store.get());
  return { engine, settings, compose, post, made };
}

/** Lets everything that waits for time happen (with Vitest's fake timers). */
export const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(5000);
