// Builds bench/personal-head.ts for Node (20 does not read TypeScript), as the command line is built, and runs it:
// node bench/personal-head.mjs [wasm|cpu] [posts]
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { build } from 'vite';

const [backend = 'wasm', posts = '1000'] = process.argv.slice(2);
const outDir = fileURLToPath(new URL('../node_modules/.cache/bench', import.meta.url));
await build({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  // TF.js stays a package: emscripten's code asks for __dirname, which a bundled ES module has not.
  ssr: {
    noExternal: true,
    external: ['core', 'backend-wasm', 'backend-cpu', 'backend-webgpu'].map((name) => `@tensorflow/tfjs-${name}`),
  },
  build: {
    ssr: fileURLToPath(new URL('personal-head.ts', import.meta.url)),
    target: 'node20',
    outDir,
    emptyOutDir: true,
    rollupOptions: { output: { entryFileNames: 'personal-head.js' } },
  },
});
const { main } = await import(`${outDir}/personal-head.js`);
await main(backend, Number(posts));
