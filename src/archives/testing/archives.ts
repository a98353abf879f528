import { BlobReader, BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';

/** Contents of a test archive by path; objects are written as JSON. */
export type Contents = Readonly<Record<string, string | Blob | readonly unknown[] | object>>;

const asText = (value: string | object): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A zip archive as services make them. */
export async function zipOf(contents: Contents): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false });
  for (const [path, value] of Object.entries(contents)) {
    await zip.add(path, value instanceof Blob ? new BlobReader(value) : new TextReader(asText(value)));
  }
  return zip.close();
}

/** A POSIX ustar archive under gzip, as Mastodon made them until 4.1. */
export async function tarGzOf(contents: Contents): Promise<Blob> {
  const pieces: BlobPart[] = [];
  for (const [path, value] of Object.entries(contents)) {
    const body = value instanceof Blob ? value : new Blob([asText(value)]);
    pieces.push(tarHeader(path, body.size), body, new Uint8Array((512 - (body.size % 512)) % 512));
  }
  pieces.push(new Uint8Array(1024));
  return new Response(new Blob(pieces).stream().pipeThrough(new CompressionStream('gzip'))).blob();
}

function tarHeader(path: string, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(512);
  const put = (at: number, text: string): void => {
    header.set(new TextEncoder().encode(text), at);
  };
  const cut = path.length > 100 ? path.lastIndexOf('/', 154) : -1;
  put(0, path.slice(cut + 1));
  put(100, '0000444\0');
  put(124, `${sizeBytes.toString(8).padStart(11, '0')}\0`);
  put(136, '14000000000\0');
  put(148, ' '.repeat(8));
  put(156, '0');
  put(257, 'ustar\x0000');
  if (cut >= 0) put(345, path.slice(0, cut));
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return header;
}

/** Each byte of the UTF-8 as a character of its own: what Meta's exports do to text. */
export function mojibake(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
