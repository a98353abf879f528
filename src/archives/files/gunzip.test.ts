import { describe, expect, it } from 'vitest';
import { EntryError, problemOf } from './entry-error.ts';
import { gunzip } from './gunzip.ts';

const packed = (bytes: Uint8Array<ArrayBuffer>): Promise<Blob> =>
  new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

describe('what a gzip file may unpack to', () => {
  it('is what any archive is believed, however small it is', async () => {
    const file = await packed(new Uint8Array(100_000));
    expect(file.size * 50).toBeLessThan(100_000);
    expect((await gunzip(file, 'a.tar.gz', 100_000)).size).toBe(100_000);
    await expect(gunzip(file, 'x/a.tar.gz', 99_999)).rejects.toMatchObject({
      code: 'archive-too-large',
      message: '“a.tar.gz” unpacks to far more than an export holds, so it was not read. Choose another copy.',
      details: { file: 'a.tar.gz' },
    });
  });

  it('is fifty times its own size where that is more', async () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, n) => (n * n * 31 + n * 7919) % 251);
    const file = await packed(noise);
    expect(file.size * 50).toBeGreaterThan(4000);
    expect((await gunzip(file, 'a.gz', 1)).size).toBe(4000);
  });

  it('a damaged one fails as the platform says, and not as one that is too large', async () => {
    const file = (await packed(new Uint8Array(1000))).slice(0, 20);
    const error: unknown = await gunzip(file, 'a.gz').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toHaveProperty('code', 'archive-too-large');
  });
});

describe('a file of an archive that cannot be read', () => {
  it('says which one and why, whatever it is thrown through', () => {
    const error = new EntryError('malformed', 'a/1.jpg');
    expect(String(error)).toBe('EntryError: a/1.jpg: malformed');
    expect(problemOf(error, 'unreadable')).toBe('malformed');
    expect(problemOf(new Error('encrypted'), 'unreadable')).toBe('unreadable');
  });
});
