import { isTextField } from '../../ui/undo/undo-keys.ts';

/** What somebody dropped or pasted, read while the event lasts: afterwards the browser has taken it away. */
export type Dropped =
  /** Files, one of which at least says that it is a picture. */
  { readonly kind: 'photos'; readonly files: readonly File[] } | ({ readonly kind: 'else' } & Raw);

/** Whatever else came: what it is, is found out by code that comes when it is needed (answer-dropped.ts). */
export interface Raw {
  readonly entries: readonly FileSystemEntry[];
  readonly files: readonly File[];
  readonly text: string;
  readonly links: string;
}

/** Marks what is dragged inside the page (a tag to another place): it is no text for the caption. */
export const OWN_DRAG = 'application/x-tagweave';

/** What a drop or a paste brings; null when it is nothing for the page. */
export function readDropped(transfer: DataTransfer | null): Dropped | null {
  if (transfer === null || [...transfer.types].includes(OWN_DRAG)) return null;
  const files = [...transfer.files];
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const [text, links] = [transfer.getData('text/plain').trim(), transfer.getData('text/uri-list')];
  if (files.some(({ type }) => type.startsWith('image/')) && !entries.some(({ isDirectory }) => isDirectory)) {
    return { kind: 'photos', files };
  }
  return entries.length + files.length === 0 && text + links === ''
    ? null
    : { kind: 'else', entries, files, text, links };
}

/** A field takes words by itself; files are never for it. */
export function isForField(target: EventTarget | null, transfer: DataTransfer | null): boolean {
  return isTextField(target) && transfer !== null && transfer.files.length === 0;
}
