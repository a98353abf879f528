// node scripts/compress.mjs FOLDER: a brotli twin beside every file of a built page that shrinks by it (src/cli/deploy/brotli-twins.ts).
import { runnerImport } from 'vite';

const { module } = await runnerImport('./src/cli/deploy/brotli-twins.ts');
await module.writeTwins(process.argv[2] ?? 'dist');
