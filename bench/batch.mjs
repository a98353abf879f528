// node bench/batch.mjs [photos] [width] (after npm run build): how fast `tagweave tag` goes through a folder, as a ratio to the bare photo
// encoder (transformers.js, from the same files to features), and whether its memory stays flat; for information also the ratio to the
// encoder's network alone, on pixels that are there already. All are processes of their own and run in turn, a slice of time each, the
// others stopped (SIGSTOP): so all see the same machine, whatever else it does. Not on Windows, which cannot stop a process.
import { Buffer } from 'node:buffer';
import { execFileSync, spawn } from 'node:child_process';
import console from 'node:console';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, URL } from 'node:url';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SLICE_MS = 2000;
/** Photos before the first slice: loading, warming up and the growth of caches are not what is measured. */
const WARM_UP = 40;
const BARS = { ratio: 0.8, growth: 0.05 };

const photos = Number(process.argv[2] ?? 1000);
const width = Number(process.argv[3] ?? 1600);
if (!Number.isInteger(photos) || photos < 200 || !Number.isInteger(width) || width < 32) {
  console.error('batch: at least 200 photos, of at least 32 pixels.');
  process.exit(2);
}

/** One photo in many files, no two alike: a number behind the picture, so that nothing comes from a cache. */
async function makePhotos(folder) {
  const picture = await sharp(join(ROOT, 'e2e/fixtures/photos/coffee.jpg')).resize({ width }).jpeg().toBuffer();
  return Array.from({ length: photos }, (_, index) => {
    const path = join(folder, `photo-${String(index).padStart(5, '0')}.jpg`);
    writeFileSync(path, Buffer.concat([picture, Buffer.from(`${index}`)]));
    return path;
  });
}

/** Folder of the default photo encoder. */
function modelFolder() {
  const models = join(ROOT, 'public/models');
  const catalogue = JSON.parse(readFileSync(join(models, 'catalogue.json'), 'utf8'));
  return join(models, catalogue.models.find(({ id }) => id === catalogue.default.photo).folder);
}

/** A process that tells in a file how far it is, and stands still unless it is its turn. */
class Runner {
  done = 0;
  ms = 0;

  constructor(args, counted) {
    this.counted = counted;
    this.child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    this.ended = new Promise((resolve) => this.child.on('exit', (code, signal) => resolve(signal ?? code)));
    this.child.on('exit', () => (this.over = true));
  }

  async warm(count) {
    while (this.counted() < count && !this.over) await wait(20);
    this.child.kill('SIGSTOP');
  }

  /** Runs for a slice of time; gives how much was done a second. */
  async slice() {
    const before = this.counted();
    const start = performance.now();
    this.child.kill('SIGCONT');
    await Promise.race([wait(SLICE_MS), this.ended]);
    this.child.kill('SIGSTOP');
    const ms = performance.now() - start;
    const done = this.counted() - before;
    this.done += done;
    this.ms += ms;
    return (1000 * done) / ms;
  }

  megabytes() {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.child.pid)]).toString()) / 1024;
  }
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;

const folder = mkdtempSync(join(tmpdir(), 'tagweave-batch-'));
const table = join(folder, 'tags.csv');
const runners = [];
try {
  const files = await makePhotos(folder);
  const lines = () => (existsSync(table) ? readFileSync(table, 'latin1').split('\r\n').length - 2 : 0);
  const bareEncoder = async (name, photos) => {
    const dots = join(folder, name);
    const runner = new Runner(['bench/bare-encoder.mjs', modelFolder(), dots, ...photos], () =>
      existsSync(dots) ? statSync(dots).size : 0,
    );
    runners.push(runner);
    await runner.warm(WARM_UP);
    return runner;
  };
  const bare = await bareEncoder('from-files', files);
  const network = await bareEncoder('network', []);
  const batch = new Runner(['dist-node/cli.js', 'tag', ...files, '--out', table], lines);
  runners.push(batch);
  await batch.warm(WARM_UP);
  const ratios = [];
  const memory = [];
  while (!batch.over && lines() < photos) {
    const one = await batch.slice();
    if (batch.over || lines() >= photos) break; // a slice cut short
    ratios.push(one / (await bare.slice()));
    await network.slice();
    memory.push({ photo: lines(), mb: batch.megabytes() });
  }
  batch.child.kill('SIGCONT');
  const code = await batch.ended;
  if (code !== 0 || lines() !== photos) throw new Error(`tagweave tag ended with ${code} after ${lines()} photos.`);
  const between = (from, to) =>
    median(memory.filter(({ photo }) => photo >= from * photos && photo <= to * photos).map(({ mb }) => mb));
  const [early, late] = [between(0.1, 0.4), between(0.7, 1)];
  const speed = ({ done, ms }) => (1000 * done) / ms;
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; ${photos} photos, ${width} pixels wide, without captions`,
  );
  console.table({
    'tagweave tag, photos a second': { value: speed(batch).toFixed(2) },
    'bare encoder, photos a second': { value: speed(bare).toFixed(2) },
    'ratio of both': { value: (speed(batch) / speed(bare)).toFixed(3), bar: `at least ${BARS.ratio}` },
    'ratio, median of slices': { value: median(ratios).toFixed(3) },
    'its network alone, runs a second': { value: speed(network).toFixed(2) },
    'ratio to that': { value: (speed(batch) / speed(network)).toFixed(3) },
    'memory early (10 to 40 %), MB': { value: early.toFixed(0) },
    'memory late (70 to 100 %), MB': { value: late.toFixed(0) },
    'memory, growth': { value: (late / early - 1).toFixed(3), bar: `at most ${BARS.growth}` },
  });
} finally {
  for (const { child } of runners) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
