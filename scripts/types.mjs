// Writes the type declarations of the package's doors, each as one file that names nothing but what it offers.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { ROOT } from './lib/steps.mjs';

const DOORS = {
  'src/index.ts': ['dist/widget/tagweave.d.ts', 'tsconfig.app.json'],
  'src/widget/define.ts': ['dist/widget/tagweave-widget.d.ts', 'tsconfig.app.json'],
  'src/react.ts': ['dist/widget/react.d.ts', 'tsconfig.app.json'],
  'src/vue.ts': ['dist/widget/vue.d.ts', 'tsconfig.app.json'],
  'src/svelte.ts': ['dist/widget/svelte.d.ts', 'tsconfig.app.json'],
  'src/node.ts': ['dist-node/node.d.ts', 'tsconfig.node.json'],
};

for (const [input, [output, tsconfig]] of Object.entries(DOORS)) {
  const bundle = await rollup({
    input: join(ROOT, input),
    // The element is one class for all doors: twice declared, a project that uses two of them would have two.
    external: (id, importer) => importer !== undefined && id.endsWith('/define.ts'),
    plugins: [dts({ tsconfig: join(ROOT, tsconfig) })],
    onwarn: (warning) => {
      throw new Error(`${input}: ${warning.message}`);
    },
  });
  mkdirSync(dirname(join(ROOT, output)), { recursive: true });
  await bundle.write({
    file: join(ROOT, output),
    format: 'es',
    paths: (id) => (id.endsWith('/define.ts') ? './tagweave-widget.js' : id),
  });
  await bundle.close();
}
