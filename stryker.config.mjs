// npm run mutation [ROOM | FILE …]: changes the code a little at a time; a test of its room has to notice. Not part of `npm test`: all
// four rooms take hours.
import { ROOMS } from './scripts/lib/mutated.mjs';

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts' },
  mutate: ROOMS.flatMap((room) => [`src/${room}/**/*.ts`, `!src/${room}/**/*.test.ts`, `!src/${room}/**/testing/**`]),
  // Not needed by these tests, and large.
  ignorePatterns: ['training', 'docs', 'packaging', 'bench', 'fuzz', 'dist', 'dist-*', 'test-results', 'public/lab'],
  coverageAnalysis: 'perTest',
  // What runs once when a file is loaded would need all tests for each change.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 8000,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'test-results/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: 'test-results/mutation',
};
