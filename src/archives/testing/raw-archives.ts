import { crc32 } from '../files/crc32.ts';

/** An entry of a zip archive as it may come from anywhere: its name in any bytes, any method, any flags. */
export interface RawEntry {
  readonly name: Uint8Array;
  readonly data: Uint8Array;
  /** 0 = stored; others are written as they are told, with `data` as the packed bytes. */
  readonly method?: number;
  readonly flags?: number;
  /** What the directory claims; default: the data's own length. */
  readonly sizeBytes?: number;
}

/** A zip archive by PKWARE's APPNOTE.TXT, without anything that a library would put right. */
export function rawZip(entries: readonly RawEntry[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const entry of entries) {
    const common = commonFields(entry);
    const local = joined(
      bytesOf(0x04034b50, 4),
      common,
      bytesOf(entry.name.length, 2),
      bytesOf(0, 2),
      entry.name,
      entry.data,
    );
    const central = joined(
      ...[bytesOf(0x02014b50, 4), bytesOf(20, 2), common, bytesOf(entry.name.length, 2), bytesOf(0, 12)],
      ...[bytesOf(at, 4), entry.name],
    );
    parts.push(local);
    directory.push(central);
    at += local.length;
  }
  const size = directory.reduce((total, one) => total + one.length, 0);
  const count = bytesOf(entries.length, 2);
  const end = joined(
    bytesOf(0x06054b50, 4),
    bytesOf(0, 4),
    count,
    count,
    bytesOf(size, 4),
    bytesOf(at, 4),
    bytesOf(0, 2),
  );
  return new Blob([...parts, ...directory, end]);
}

/** Version … sizes: what local header and directory have in common. */
function commonFields({ data, method = 0, flags = 0, sizeBytes = data.length }: RawEntry): Uint8Array<ArrayBuffer> {
  const time = bytesOf(0x58a15000, 4); // 1 May 2024, 10:00
  return joined(
    ...[bytesOf(20, 2), bytesOf(flags, 2), bytesOf(method, 2), time, bytesOf(crc32(data), 4)],
    ...[bytesOf(data.length, 4), bytesOf(sizeBytes, 4)],
  );
}

/** Header fields of a tar entry, written over those of an ordinary file. */
export interface RawHeader {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array;
  /** Twelve bytes at most. */
  readonly size?: string | Uint8Array;
  readonly time?: string | Uint8Array;
  readonly type?: string;
}

const encoder = new TextEncoder();

/** A tar archive with whatever its headers are made to say; their sums are right. */
export function rawTar(headers: readonly RawHeader[]): Uint8Array<ArrayBuffer> {
  const pieces = headers.flatMap(({ name, data = new Uint8Array(), size, time = '14000000000\0', type = '0' }) => {
    const header = new Uint8Array(512);
    const put = (at: number, value: string | Uint8Array): void => {
      if (typeof value !== 'string') header.set(value, at);
      else encoder.encodeInto(value, header.subarray(at));
    };
    put(0, name);
    put(100, '0000444\0');
    put(124, size ?? `${data.length.toString(8).padStart(11, '0')}\0`);
    put(136, time);
    put(148, ' '.repeat(8));
    put(156, type);
    put(257, 'ustar\x0000');
    let sum = 0;
    for (let place = 0; place < 512; place += 1) sum += header[place] ?? 0;
    put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
    return [header, new Uint8Array(data), new Uint8Array((512 - (data.length % 512)) % 512)];
  });
  return joinedAll([...pieces, new Uint8Array(1024)]);
}

/** A record of a PAX description: its own length, a blank, key=value, a line break. */
export function paxRecord(key: string, value: string): Uint8Array<ArrayBuffer> {
  const rest = new TextEncoder().encode(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length += 1;
  return joined(new TextEncoder().encode(String(length)), rest);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinedAll(parts);
}

function joinedAll(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Little-endian. */
function bytesOf(value: number, length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, place) => Math.floor(value / 256 ** place) % 256);
}
