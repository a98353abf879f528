import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SavedForm {
  readonly caption: string;
  readonly tags: string;
}

export interface FormServer {
  readonly url: string;
  /** What was saved last. */
  saved: SavedForm;
  close(): Promise<void>;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/gu, (sign) => ESCAPES[sign] ?? sign);

async function fieldsOf(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const part of request) body += String(part);
  return new URLSearchParams(body);
}

/**
 * A server that renders a form and takes it back, as a blog's does: a nonce that is good once, escaped values, the page with what
 * was typed and a sentence when the nonce is wrong, else a redirect to the saved post.
 */
export async function serveForm(template: string, first: SavedForm): Promise<FormServer> {
  const nonces = new Set<string>();
  const render = (problem: string, { caption, tags }: SavedForm): string => {
    const nonce = randomBytes(16).toString('hex');
    nonces.add(nonce);
    const values: Readonly<Record<string, string>> = { problem, nonce, caption, tags };
    return template.replaceAll(/\{\{ (\w+) \}\}/gu, (_, name: string) => escaped(values[name] ?? ''));
  };
  const html = { 'Content-Type': 'text/html; charset=utf-8' };
  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      response.writeHead(200, html).end(render('', state.saved));
      return;
    }
    void fieldsOf(request).then((fields) => {
      const typed = { caption: fields.get('caption') ?? '', tags: fields.get('tags') ?? '' };
      if (nonces.delete(fields.get('nonce') ?? '')) {
        state.saved = typed;
        response.writeHead(303, { Location: '/' }).end();
      } else response.writeHead(403, html).end(render('This form is too old. Save it again.', typed));
    });
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  const state: FormServer = {
    url: `http://localhost:${String(port)}/`,
    saved: first,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
  return state;
}
