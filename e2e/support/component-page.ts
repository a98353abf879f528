import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { InlineConfig } from 'vite';

const ENTRY = 'virtual:component-page';

/** What an application around the recipe does: mount it. And what its Vite needs: the framework's plugin, or the recipe's own file. */
const FRAMEWORKS = {
  React: {
    mount: `import { createElement, StrictMode } from 'react';
      import { createRoot } from 'react-dom/client';
      import { NewPost } from '/e2e/recipes/new-post.jsx';
      createRoot(document.getElementById('app')).render(createElement(StrictMode, null, createElement(NewPost)));`,
    config: { configFile: false, plugins: [react()] },
  },
  Vue: {
    mount: `import { createApp } from 'vue';
      import NewPost from '/e2e/recipes/new-post.vue';
      createApp(NewPost).mount('#app');`,
    config: { configFile: 'e2e/recipes/vite.vue.config.js' },
  },
  Svelte: {
    mount: `import { mount } from 'svelte';
      import NewPost from '/e2e/recipes/new-post.svelte';
      mount(NewPost, { target: document.getElementById('app') });`,
    config: { configFile: false, plugins: [svelte({ configFile: false })] },
  },
} satisfies Record<string, { mount: string; config: InlineConfig }>;

export type Framework = keyof typeof FRAMEWORKS;
export const FRAMEWORK_NAMES = Object.keys(FRAMEWORKS) as Framework[];

/**
 * Builds the recipe of a framework into `folder/index.html`. The recipe's `tagweave/widget` is this package itself, by the doors of
 * its package.json (`npm run build` comes first); packaging/package.test.ts has the installed one.
 */
export async function buildComponentPage(framework: Framework, folder: string): Promise<void> {
  const { mount, config } = FRAMEWORKS[framework];
  await build({
    ...config,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: ENTRY,
        output: { entryFileNames: 'page.js' },
        plugins: [
          {
            name: 'component-page',
            resolveId: (id) => (id === ENTRY ? ENTRY : null),
            load: (id) => (id === ENTRY ? mount : null),
          },
        ],
      },
    },
  });
  const page = `<!doctype html><html lang="en"><meta charset="utf-8" /><link rel="icon" href="data:," /><title>${framework}</title>
    <div id="app"></div><script type="module" src="./page.js"></script></html>`;
  writeFileSync(join(folder, 'index.html'), page);
}
