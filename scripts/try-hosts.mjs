// node scripts/try-hosts.mjs: tries the deploy recipes (docs/deploy.md) with real nginx and Caddy on the built page. Takes the
// programs of this system; as root on Debian installs them. Prints one line a check, ends with 1 when one failed.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, has, run } from './lib/steps.mjs';

const work = mkdtempSync(join(tmpdir(), 'tagweave-hosts-'));
const dist = join(ROOT, 'dist');
const recipe = (host) =>
  execFileSync(process.execPath, ['dist-node/cli.js', 'headers', host], { cwd: ROOT, encoding: 'utf8' });
let failed = 0;

const HOSTS = {
  nginx: {
    found: () => existsSync('/usr/sbin/nginx'),
    command: (port) => {
      const server = recipe('nginx')
        .replace('listen 8080', `listen ${port}`)
        .replace('/srv/tagweave', dist)
        .replace('include mime.types', 'include /etc/nginx/mime.types');
      const logs = `pid ${work}/nginx.pid; error_log stderr; events {} http { access_log off; client_body_temp_path ${work}; `;
      writeFileSync(join(work, 'nginx.conf'), `${process.getuid?.() === 0 ? 'user root; ' : ''}${logs}${server}}`);
      return ['/usr/sbin/nginx', ['-c', join(work, 'nginx.conf'), '-g', 'daemon off;']];
    },
  },
  caddy: {
    found: () => existsSync('/usr/bin/caddy'),
    command: (port) => {
      const site = recipe('caddy').replace(':8080', `:${port}`).replace('/srv/tagweave', dist);
      writeFileSync(join(work, 'Caddyfile'), `{\n  admin off\n}\n${site}`);
      return ['/usr/bin/caddy', ['run', '--config', join(work, 'Caddyfile'), '--adapter', 'caddyfile']];
    },
  },
};

function check(host, what, ok) {
  if (!ok) failed += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${host}: ${what}`);
}

/** Names and values that _headers gives to a path. */
function wanted(path) {
  const rule = recipe('netlify')
    .split('\n\n')
    .find((one) => one.split('\n')[0] === path);
  return [...rule.matchAll(/^ {2}([\w-]+): (.+)$/gm)].map(([, name, value]) => [name, value]);
}

async function reachable(url) {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    try {
      return await fetch(url);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
  throw new Error(`${url} does not answer.`);
}

async function tryHost(host, port) {
  const [command, args] = HOSTS[host].command(port);
  const server = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://localhost:${port}/`;
  try {
    const page = await reachable(url);
    check(host, 'the page answers 200', page.status === 200);
    for (const [name, value] of wanted('/')) check(host, name, page.headers.get(name) === value);
    for (const [path, ...rules] of [
      ['/models/catalogue.json', '/models/*'],
      ['/widget/engine/engine.worker.js', '/widget/*'],
      ['/widget/embed.html', '/widget/*', '/widget/embed.html'],
    ]) {
      const { status, headers } = await fetch(new URL(path, url));
      const all = rules.flatMap(wanted);
      const right = all.every(([name, value]) => headers.get(name) === value);
      check(
        host,
        `${path} is for other pages, too`,
        status === 200 &&
          right &&
          !headers.has('content-security-policy') &&
          !headers.has('cross-origin-opener-policy'),
      );
    }
    check(host, 'the page is asked about again', page.headers.get('cache-control') === 'no-cache');
    const assets = readdirSync(join(dist, 'assets'));
    for (const [ending, type] of [
      ['.js', 'javascript'],
      ['.mjs', 'javascript'],
      ['.css', 'text/css'],
      ['.wasm', 'application/wasm'],
    ]) {
      const name = assets.find((one) => one.endsWith(ending));
      const { status, headers } = await fetch(`${url}assets/${name}`);
      const kept = headers.get('cache-control')?.includes('immutable');
      const isolated = headers.get('cross-origin-embedder-policy') === 'require-corp';
      check(
        host,
        `${ending}: type, caching, isolation`,
        status === 200 && headers.get('content-type')?.includes(type) && kept && isolated,
      );
    }
    const catalogue = JSON.parse(readFileSync(join(dist, 'models/catalogue.json'), 'utf8'));
    const { folder } = catalogue.models.find((model) => model.id === catalogue.default.photo);
    const { files } = JSON.parse(readFileSync(join(dist, 'models', folder, 'manifest.json'), 'utf8'));
    const model = files.find(({ path }) => path.endsWith('.onnx'));
    const part = await fetch(`${url}models/${folder}/${model.path}`, { headers: { range: 'bytes=1000-' } });
    check(
      host,
      'a model file goes on in the middle',
      part.status === 206 && (await part.arrayBuffer()).byteLength === model.bytes - 1000,
    );
    check(host, 'a missing file answers 404', (await fetch(`${url}models/none.json`)).status === 404);
  } finally {
    server.kill();
    await new Promise((resolve) => server.once('exit', resolve));
  }
}

const missing = Object.keys(HOSTS).filter((host) => !HOSTS[host].found());
if (missing.length > 0 && process.getuid?.() === 0 && has('apt-get')) {
  const packages = missing.map((host) => (host === 'nginx' ? 'nginx-light' : host));
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'ignore' });
}
let port = 4195;
for (const host of Object.keys(HOSTS)) {
  port += 1;
  try {
    if (HOSTS[host].found()) await tryHost(host, port);
    else check(host, 'is not installed', false);
  } catch (error) {
    check(host, error.message, false);
  }
}
rmSync(work, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
