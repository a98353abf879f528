import { filesOf } from './photo-files.ts';
import { entriesOf, fileOf } from '../../ui/file-entries.ts';
import { isTextField } from '../../ui/undo-keys.ts';

/** What somebody dropped or pasted, as far as the page has an answer to it. */
export type Dropped =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  /** Photos out of folders; none when there are none in them. */
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly File[] }
  /** Files that are surely no photos. */
  | { readonly kind: 'others'; readonly files: readonly File[] }
  /** An address of another place, as a picture dragged out of a web page brings it. */
  | { readonly kind: 'address' }
  | { readonly kind: 'text'; readonly text: string };

/** Marks what is dragged inside the page (a tag to another place): it is no text for the caption. */
export const OWN_DRAG = 'application/x-tagweave';

const PHOTO_NAME = /\.(jpe?g|png|webp|avif|gif|heic|heif|bmp|tiff?)$/iu;

function isPhoto(file: File): boolean {
  return file.type.startsWith('image/') || PHOTO_NAME.test(file.name);
}

/** By its name: what other services and Tagweave give posts away in (src/archives). */
export function holdsPosts(file: File): boolean {
  return /\.(zip|t?gz|tar|tagweave|json|csv|tsv)$/iu.test(file.name);
}

/** A file whose kind is told, and is not a photo's; of one that has no kind the engine says what is wrong with it. */
function isOther(file: File): boolean {
  return !isPhoto(file) && (file.type !== '' || holdsPosts(file));
}

async function photosIn(entry: FileSystemEntry): Promise<readonly File[]> {
  if (entry.isFile) {
    // One that cannot be read any more is left out; the others are what was asked for.
    const file = await fileOf(entry as FileSystemFileEntry);
    return file !== null && isPhoto(file) ? [file] : [];
  }
  const found: File[] = [];
  const inside = [...(await entriesOf(entry as FileSystemDirectoryEntry))].sort((a, b) =>
    a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
  for (const one of inside) for (const file of await photosIn(one)) found.push(file);
  return found;
}

const ADDRESS = /^(?:https?|ftp|file|blob):\S+$/iu;

/** What a drop or a paste brings; null when it is nothing for the page. Folders are read after the event is over. */
export function readDropped(transfer: DataTransfer | null): Promise<Dropped> | null {
  if (transfer === null || [...transfer.types].includes(OWN_DRAG)) return null;
  // Only during the event itself: afterwards the browser has taken the entries away.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const folder = entries.find((entry) => entry.isDirectory);
  if (folder !== undefined) {
    return Promise.all(entries.map(photosIn)).then((found) => ({
      kind: 'folder',
      name: folder.name,
      files: found.flat(),
    }));
  }
  const files = filesOf(transfer);
  if (files.length > 0) return Promise.resolve({ kind: files.every(isOther) ? 'others' : 'files', files });
  const text = transfer.getData('text/plain').trim();
  if (transfer.getData('text/uri-list') !== '' || ADDRESS.test(text)) return Promise.resolve({ kind: 'address' });
  return text === '' ? null : Promise.resolve({ kind: 'text', text });
}

/** A field takes words by itself; files are never for it. */
export function isForField(target: EventTarget | null, transfer: DataTransfer | null): boolean {
  return isTextField(target) && transfer !== null && transfer.files.length === 0;
}
