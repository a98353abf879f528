import type { ChangeDetail, ErrorDetail, ProgressDetail, ReadyDetail } from './events.ts';

/** Version of the messages between a page and embed.html (docs/formats.md); every message carries it as `tagweave`. */
export const PROTOCOL = 1;

/** From the page. */
export type PageMessage =
  | { readonly type: 'hello' }
  | { readonly type: 'configure'; readonly attributes: Readonly<Record<string, string>> }
  | {
      readonly type: 'recommend';
      readonly id: string | number;
      readonly image: Blob | null;
      readonly caption: string;
    };

/** From the frame. */
export type FrameMessage =
  | { readonly type: 'hello'; readonly versions: readonly number[] }
  | ({ readonly type: 'change' } & ChangeDetail)
  | ({ readonly type: 'ready' } & ReadyDetail)
  | { readonly type: 'progress'; readonly progress: ProgressDetail }
  | ({ readonly type: 'error'; readonly id?: string | number } & ErrorDetail)
  | {
      readonly type: 'result';
      readonly id: string | number;
      readonly tags: readonly { readonly key: string; readonly label: string }[];
    }
  | { readonly type: 'size'; readonly heightPixels: number };

/** Attributes that a page may set; where models come from and whether posts are kept is the frame's address to say. */
const SETTABLE = new Set(['k', 'platform', 'lang', 'tag-language', 'theme', 'value']);

/** `foreign`: not for us; `version`: ours, but of another version; `wrong`: ours and not understood. */
export function readMessage(data: unknown): PageMessage | 'foreign' | 'version' | 'wrong' {
  if (!isObject(data) || !('tagweave' in data)) return 'foreign';
  if (data['tagweave'] !== PROTOCOL) return 'version';
  const { type } = data;
  if (type === 'hello') return { type };
  if (type === 'configure' && isObject(data['attributes'])) {
    const pairs = Object.entries(data['attributes']).filter(([name]) => SETTABLE.has(name));
    return { type, attributes: Object.fromEntries(pairs.map(([name, value]) => [name, String(value)])) };
  }
  const { id, image, caption } = data;
  const isImage = image === null || image instanceof Blob;
  if (
    type === 'recommend' &&
    (typeof id === 'string' || typeof id === 'number') &&
    isImage &&
    typeof caption === 'string'
  ) {
    return { type, id, image, caption };
  }
  return 'wrong';
}

/** Origins of the host's list; what is no origin is left out. */
export function readOrigins(data: unknown): string[] {
  if (!isObject(data) || data['schema'] !== 1 || !Array.isArray(data['origins'])) return [];
  return data['origins'].filter(
    (origin) => typeof origin === 'string' && URL.canParse(origin) && new URL(origin).origin === origin,
  ) as string[];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
