// Size budgets of what a person downloads, on the built page (dist/). Sizes are what `tagweave serve` sends (brotli where it is kept).
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = 'dist';
const kB = 1000;
const MB = 1000 * kB;
const sizes = [];
let over = 0;

/** Bytes of a file as it is sent. */
const sent = (path) => {
  const full = join(DIST, path);
  return statSync(existsSync(`${full}.br`) ? `${full}.br` : full).size;
};
const gzip = (path) => gzipSync(readFileSync(join(DIST, path)), { level: 9 }).length;
const sum = (paths, size) => paths.reduce((total, path) => total + size(path), 0);

function budget(what, bytes, limit) {
  const ok = bytes <= limit;
  if (!ok) over += 1;
  sizes.push({
    what,
    size: `${(bytes / kB).toFixed(0)} kB`,
    budget: `${(limit / kB).toFixed(0)} kB`,
    ok: ok ? 'ok' : 'OVER',
  });
}

/** The script and everything it imports statically. */
function withImports(...entries) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path) || !existsSync(join(DIST, path))) return;
    found.add(path);
    if (!path.endsWith('.js')) return;
    const code = readFileSync(join(DIST, path), 'utf8');
    for (const [, file] of code.matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]*?from\s*)?["'](\.[^"']+)["']/g,
    )) {
      visit(posix.join(posix.dirname(path), file));
    }
  };
  for (const entry of entries) visit(entry);
  return [...found];
}

/** Files named by the page: scripts with what they import statically, styles, preloads. */
function startFiles() {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  return withImports(...[...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)].map(([, file]) => file));
}

const start = startFiles();
const scripts = start.filter((path) => path.endsWith('.js'));
if (scripts.length === 0) {
  console.error('budgets: dist/index.html names no script; run “npm run build” first.');
  process.exit(1);
}
budget('initial JavaScript (gzip)', sum(scripts, gzip), 120 * kB);
budget(
  'initial styles (gzip)',
  sum(
    start.filter((path) => path.endsWith('.css')),
    gzip,
  ),
  30 * kB,
);

const widget = withImports('widget/tagweave-widget.js');
if (widget.length === 0) {
  console.error('budgets: dist/widget/tagweave-widget.js is missing; run “npm run build” first.');
  process.exit(1);
}
budget('widget until first used (gzip)', sum(widget, gzip), 15 * kB);

const assets = readdirSync(join(DIST, 'assets')).map((name) => `assets/${name}`);
const catalogue = JSON.parse(readFileSync(join(DIST, 'models/catalogue.json'), 'utf8'));
const modelFiles = (id) => {
  const { folder } = catalogue.models.find((model) => model.id === id);
  const { files } = JSON.parse(readFileSync(join(DIST, 'models', folder, 'manifest.json'), 'utf8'));
  return [`models/${folder}/manifest.json`, ...files.map(({ path }) => `models/${folder}/${path}`)];
};
const shipped = Object.values(catalogue.default).flatMap(modelFiles);
// Of the runtimes' variants a visit downloads one each; the largest counts here.
const engine = readdirSync(join(DIST, 'widget/engine')).map((name) => `widget/engine/${name}`);
const largest = (pattern) =>
  engine
    .filter((path) => pattern.test(path))
    .sort((a, b) => sent(b) - sent(a))
    .slice(0, 1);
const runtimes = [...largest(/ort-wasm.*\.wasm-gz$/), ...largest(/tfjs-backend-wasm.*\.wasm$/)];
if (runtimes.length < 2) {
  console.error('budgets: a WebAssembly runtime is missing in dist/widget/engine.');
  process.exit(1);
}
const workers = assets.filter((path) => /^assets\/engine\.worker-.*\.js$/.test(path));
if (workers.length !== 1) {
  console.error(`budgets: ${workers.length} files in dist/assets are called the engine’s worker.`);
  process.exit(1);
}
budget('the engine’s worker, until it is asked to load (gzip)', sum(withImports(...workers), gzip), 180 * kB);
for (const [what, pattern, limit] of [
  ['ONNX Runtime’s WebAssembly, the largest build', /ort-wasm.*\.wasm-gz$/, 7.5 * MB],
  ['TensorFlow.js’ WebAssembly', /tfjs-backend-wasm.*\.wasm$/, 150 * kB],
]) {
  budget(what, sum(largest(pattern), sent), limit);
}
// What the service worker stores when it is installed (vite.config.ts).
const stored = [...readFileSync(join(DIST, 'sw.js'), 'utf8').matchAll(/"url":"([^"]+)"/g)].map(([, path]) => path);
if (stored.length === 0) {
  console.error('budgets: dist/sw.js lists no files.');
  process.exit(1);
}
budget('stored for offline use at once, as sent', sum(stored, sent), 1.5 * MB);
// The Lab comes when it is opened (vite.config.ts keeps it out of what is stored at once, too).
const isLab = (path) => /^assets\/lab[.-]/.test(path);
const allCode = assets.filter((path) => /\.(js|mjs|css)$/.test(path) && !isLab(path));
budget(
  'first visit, everything',
  sum([...new Set(['index.html', ...start, ...allCode, 'widget/engine/heic-to.js', ...runtimes, ...shipped])], sent),
  60 * MB,
);
for (const { id, kind } of catalogue.models) {
  const files = modelFiles(id);
  if (kind === 'photo-encoder') budget(`${id} (photo encoder)`, sum(files, sent), 15 * MB);
  if (kind === 'caption-encoder') budget(`${id} (caption encoder)`, sum(files, sent), 38 * MB);
  // Networks that only the Lab needs are small; the everyday one may be larger. design-vit-weighted was the everyday one, in float16: an
  // unchanged file is not written again.
  if (kind === 'network')
    budget(`${id} (network)`, sum(files, sent), (id === catalogue.default.network ? 6 : 4.2) * MB);
}

const labCode = assets.filter((path) => isLab(path) && /\.(js|css)$/.test(path));
// What its worker brings: the Lab's own work, and its copies of TensorFlow.js, ONNX Runtime's glue and transformers.js.
const isLabWorker = (path) => path.startsWith('assets/lab.worker');
const lab = JSON.parse(readFileSync(join(DIST, 'lab/manifest.json'), 'utf8'));
if (labCode.length < 2) {
  console.error('budgets: the Lab has no files of its own in dist/assets.');
  process.exit(1);
}
const laboratory = (path) => statSync(join(DIST, 'lab', path)).size;
// Six parts, each fetched when it is opened, in both languages; Table 2 brings its lists.
budget(
  'the Lab: its views (gzip)',
  sum(
    labCode.filter((path) => !isLabWorker(path)),
    gzip,
  ),
  52 * kB,
);
budget('the Lab: its worker, everything (gzip)', sum(labCode.filter(isLabWorker), gzip), 600 * kB);
const everyday = JSON.parse(readFileSync(join(DIST, 'lab/everyday/manifest.json'), 'utf8'));
const labData = [
  ...['manifest.json', ...lab.files.map(({ path }) => path)],
  ...['everyday/manifest.json', ...everyday.files.map(({ path }) => `everyday/${path}`)],
];
budget('the Lab: its data', sum(labData, laboratory), 8 * MB);

console.table(sizes);
process.exit(over === 0 ? 0 : 1);
