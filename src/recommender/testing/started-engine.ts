import type { RecommenderEvent } from '../../domain/progress.ts';
import { createEngine } from '../engine.ts';
import type { EngineParts } from '../models/engine-parts.ts';
import type { Recommender } from '../recommender.ts';
import { fakeParts } from './fake-parts.ts';
import type { FakeParts } from './fake-parts.ts';

export interface StartedEngine {
  readonly engine: Recommender;
  readonly parts: FakeParts;
  /** Everything it told. */
  readonly heard: RecommenderEvent[];
}

/** A loaded engine over made-up parts, added to `open` for whoever disposes of them after a test. */
export async function startedEngine(open: Recommender[], change: Partial<EngineParts> = {}): Promise<StartedEngine> {
  const parts = fakeParts(change);
  const engine = createEngine(parts);
  open.push(engine);
  const heard: RecommenderEvent[] = [];
  engine.on((event) => heard.push(event));
  await engine.load();
  return { engine, parts, heard };
}
