import type { Asked, Trouble } from './host.ts';

const LARGE_BYTES = 100_000;

const isLarge = ({ bytes }: Asked): boolean => bytes.length > LARGE_BYTES;

/** Each large file breaks off at that part of it the first time; whoever asks again gets what he asks for. */
export function cutAt(percent: number): Trouble {
  const cut = new Set<string>();
  return (asked, response) => {
    const { path, bytes } = asked;
    if (cut.has(path) || !isLarge(asked)) return false;
    cut.add(path);
    response.writeHead(200, { 'Content-Length': bytes.length, 'Content-Type': 'application/octet-stream' });
    response.write(bytes.subarray(0, Math.floor((bytes.length * percent) / 100)), () => {
      // What was written is on its way before the connection breaks.
      setTimeout(() => response.destroy(), 50);
    });
    return true;
  };
}

/** Breaks off in the middle; asked to go on from there, it sends the beginning again and says that it did. */
export function wrongRange(): Trouble {
  const cut = cutAt(50);
  const wronged = new Set<string>();
  return (asked, response) => {
    if (cut(asked, response)) return true;
    const { path, from, bytes } = asked;
    if (from === 0 || wronged.has(path)) return false;
    wronged.add(path);
    response.writeHead(206, {
      'Content-Range': `bytes 0-${String(bytes.length - 1)}/${String(bytes.length)}`,
      'Content-Length': bytes.length,
      'Content-Type': 'application/octet-stream',
    });
    response.end(bytes);
    return true;
  };
}

/** As the sign-in page of a hotel's network. */
export const errorPage: Trouble = (_, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<!doctype html><title>Sign in</title>');
  return true;
};

export const serverError: Trouble = (_, response) => {
  response.writeHead(500, { 'Content-Type': 'text/plain' }).end('Internal Server Error\n');
  return true;
};

/** Every file takes three seconds, piece by piece. */
export const slow: Trouble = ({ bytes, from }, response) => {
  if (from > 0) return false;
  response.writeHead(200, { 'Content-Length': bytes.length, 'Content-Type': 'application/octet-stream' });
  const piece = Math.ceil(bytes.length / 30);
  let sent = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + piece));
    sent += piece;
    if (sent < bytes.length && !response.destroyed) return;
    clearInterval(timer);
    response.end();
  }, 100);
  return true;
};

export const gone: Trouble = (_, response) => {
  response.destroy();
  return true;
};
