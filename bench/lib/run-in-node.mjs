import { fileURLToPath, URL } from 'node:url';
import { build } from 'vite';

/** Builds bench/NAME.ts for Node (20 does not read TypeScript), as the command line is built, and gives its `main`. */
export async function mainOf(name) {
  const outDir = fileURLToPath(new URL('../../node_modules/.cache/bench', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // TF.js stays a package: emscripten's code asks for __dirname, which a bundled ES module has not.
    ssr: {
      noExternal: true,
      external: ['core', 'backend-wasm', 'backend-cpu', 'backend-webgpu'].map((part) => `@tensorflow/tfjs-${part}`),
    },
    build: {
      ssr: fileURLToPath(new URL(`../${name}.ts`, import.meta.url)),
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: `${name}.js` } },
    },
  });
  return (await import(`${outDir}/${name}.js`)).main;
}
