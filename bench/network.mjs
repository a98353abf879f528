// Builds bench/network.ts for Node (20 does not read TypeScript), as the command line is built, and runs it:
// node bench/network.mjs [wasm|cpu] [runs]
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { build } from 'vite';

const [backend = 'wasm', runs = '100'] = process.argv.slice(2);
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
    ssr: fileURLToPath(new URL('network.ts', import.meta.url)),
    target: 'node20',
    outDir,
    emptyOutDir: true,
    rollupOptions: { output: { entryFileNames: 'network.js' } },
  },
});
const { main } = await import(`${outDir}/network.js`);
await main(backend, Number(runs));
