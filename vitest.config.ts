import { defineConfig } from 'vitest/config';

/** Golden parity and the built command line are slower than units and say different things when they fail: projects of their own. */
const GOLDEN = 'src/**/*.golden.test.ts';
const COMMAND = 'src/**/*.command.test.ts';
/** The npm package as others install it. */
const PACKAGE = 'packaging/**/*.test.ts';

export default defineConfig({
  define: { __TAGWEAVE_VERSION__: '"test"', __TAGWEAVE_MODELS__: '[]' },
  test: {
    // Two cores: two files at a time, each in a process of its own (native ORT and wasm do not share one well).
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'fuzz/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: [GOLDEN, COMMAND],
          testTimeout: 30_000,
        },
      },
      { extends: true, test: { name: 'golden', include: [GOLDEN], testTimeout: 300_000, hookTimeout: 120_000 } },
      { extends: true, test: { name: 'package', include: [PACKAGE], testTimeout: 240_000, hookTimeout: 240_000 } },
      { extends: true, test: { name: 'command', include: [COMMAND], testTimeout: 300_000, hookTimeout: 120_000 } },
    ],
  },
});
