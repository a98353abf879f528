import { defineConfig } from 'vitest/config';
import { ROOMS } from './scripts/lib/mutated.mjs';

/** Tests of the rooms that are changed on purpose (stryker.config.mjs). What only another room's test notices is a gap there. */
export default defineConfig({
  define: { __TAGWEAVE_VERSION__: '"test"', __TAGWEAVE_MODELS__: '[]' },
  test: {
    include: ROOMS.map((room) => `src/${room}/**/*.test.ts`),
    exclude: ['**/*.golden.test.ts', '**/*.command.test.ts'],
    testTimeout: 30_000,
  },
});
