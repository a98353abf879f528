import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { headersOf } from '../src/cli/deploy/headers.ts';

/** A file that somebody asks for. */
export interface Asked {
  readonly path: string;
  /** First byte that is asked for; 0 for the whole file. */
  readonly from: number;
  /** Of the whole file. */
  readonly bytes: Buffer;
}

/** Answers in the host's stead; false leaves it to the host. */
export type Trouble = (asked: Asked, response: ServerResponse) => boolean;

/** A host of the built page that can be made to behave as hosts and networks do. */
export interface Host {
  readonly url: string;
  /** What goes wrong at the moment with models and runtimes; null: nothing. */
  trouble: Trouble | null;
  /** Counted up, there is a new version of the page. */
  version: number;
  /** Code that runs in the engine's worker before its own. */
  before: string;
  models: 'tiny' | 'shipped';
  /** Requests that went on in the middle of a file. */
  resumed: number;
  close(): Promise<void>;
}

/** What is downloaded once: models and runtimes. */
const LARGE = /\.(?:onnx|bin|wasm|wasm-gz)$/u;
/** One thread: the models are tiny, and on a busy machine threads mostly wait for each other. */
const ONE_THREAD = "Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 1 });\n";
const ENGINE = /engine\.worker[\w-]*\.js$/u;

/** Serves dist/, the models of `tiny` instead of the shipped ones, and pages of its own by path. */
export async function openHost(tiny: string, pages: Readonly<Record<string, string>>): Promise<Host> {
  const page = sirv('dist', { dev: true, etag: true });
  const models = sirv(tiny, { dev: true, etag: true });
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split(/[?#]/u);
    const own = pages[path];
    if (own !== undefined) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(own);
      return;
    }
    for (const [name, value] of Object.entries(headersOf(path))) response.setHeader(name, value);
    response.setHeader('Cache-Control', 'no-cache');
    // The page stores manifests of all shipped models; those that are not among the tiny ones come from there.
    const inTiny = join(tiny, path.slice('/models/'.length));
    const isTiny = host.models === 'tiny' && path.startsWith('/models/') && existsSync(inTiny);
    const file = isTiny ? inTiny : join('dist', path);
    const from = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from > 0) host.resumed += 1;
    if (host.trouble !== null && LARGE.test(path) && existsSync(file) && statSync(file).isFile()) {
      if (host.trouble({ path, from, bytes: readFileSync(file) }, response)) return;
    }
    const added = path === '/sw.js' ? `\n// ${String(host.version)}` : '';
    const before = ENGINE.test(path) ? ONE_THREAD + host.before : '';
    if (added !== '' || before !== '') {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(before + readFileSync(file, 'utf8') + added);
      return;
    }
    const missing = (): void => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
    };
    if (isTiny) request.url = path.slice('/models'.length);
    (isTiny ? models : page)(request, response, missing);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const host: Host = {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}/`,
    ...{ trouble: null, version: 1, before: '', models: 'tiny', resumed: 0 },
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
  return host;
}
