import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { ASKED_AGAIN, HASHED } from './deploy-recipes.ts';
import { headersOf } from './headers.ts';
import { isWithin } from '../terminal/within-folder.ts';

export interface RunningServer {
  /** e.g. `http://localhost:4173/` */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a built page with isolation and security headers, brotli twins and range requests; a missing file, and one that a link takes
 * out of the folder, answers 404.
 *
 * @param folder the built page (dist/)
 * @param port 0 picks a free one
 * @throws TagweaveError `usage` when the folder holds no page or the port is taken
 */
export async function serve(folder: string, port: number, host = 'localhost'): Promise<RunningServer> {
  if (!existsSync(`${folder}/index.html`)) {
    throw new TagweaveError('usage', `There is no built page in ${folder}. Run “npm run build” first.`);
  }
  // dev: looks at the disk for each request, so a page built anew under a running server is served, not a list of old files.
  const files = sirv(folder, { dev: true, etag: true, brotli: true, dotfiles: false });
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split(/[?#]/u);
    for (const [name, value] of Object.entries(headersOf(path))) response.setHeader(name, value);
    // Hashed assets never change; pages and models are asked about again (their ETag makes that cheap).
    const hashed = path.includes('/assets/');
    response.setHeader('Cache-Control', hashed ? HASHED : ASKED_AGAIN);
    const missing = (): void => {
      response.statusCode = 404;
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.setHeader('Cache-Control', 'no-store');
      response.end('Not found\n');
    };
    if (leadsOut(path, folder)) missing();
    else files(request, response, missing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is already in use. Choose another one with --port N.`
          : `The server could not start: ${cause.message}`;
      reject(new TagweaveError('usage', message, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** What sirv would look for at an address: the file, its twin, a page of that name, a folder's page. */
const LOOKED_FOR = ['', '.br', '.html', '.html.br', '.htm', '/index.html', '/index.html.br', '/index.htm'];

/** True when one of the files of an address is, or lies behind, a link to somewhere else. */
function leadsOut(path: string, folder: string): boolean {
  let name: string;
  try {
    name = decodeURIComponent(path).replace(/\/+$/u, '');
  } catch {
    return false; // no file is called so
  }
  return LOOKED_FOR.some((end) => {
    const file = join(folder, name + end);
    return existsSync(file) && !isWithin(file, folder);
  });
}
