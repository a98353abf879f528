import '../../i18n/more-words.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { AppModel } from '../../model.ts';
import { hrefOf } from '../../router.ts';
import type { Toast } from '../../stores/page/toast-store.ts';
import { filesIn, together } from '../../ui/file-entries.ts';
import { isPostFile } from '../../ui/post-files.ts';
import type { Raw } from './dropped.ts';

/** What it is that was dropped, as far as the page has an answer to it. */
export type Kind =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  /** Photos out of folders; none when there are none in them. `unread`: files and folders in them that could not be read. */
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly File[]; readonly unread: number }
  /** Files that are surely no photos. */
  | { readonly kind: 'others'; readonly files: readonly File[] }
  /** An address of another place, as a picture dragged out of a web page brings it. */
  | { readonly kind: 'address' }
  | { readonly kind: 'text'; readonly text: string };

const PHOTO_NAME = /\.(jpe?g|png|webp|avif|gif|heic|heif|bmp|tiff?)$/iu;
const ADDRESS = /^(?:https?|ftp|file|blob):\S+$/iu;

function isPhoto(file: File): boolean {
  return file.type.startsWith('image/') || PHOTO_NAME.test(file.name);
}

/** A file whose kind is told, and is not a photo's; of one that has no kind the engine says what is wrong with it. */
function isOther(file: File): boolean {
  return !isPhoto(file) && (file.type !== '' || isPostFile(file.name));
}

export async function kindOf({ entries, files, text, links }: Raw): Promise<Kind> {
  const folder = entries.find((entry) => entry.isDirectory);
  if (folder !== undefined) {
    const found = together(await Promise.all(entries.map((entry) => filesIn(entry))));
    const photos = found.files.flatMap(({ file }) => (isPhoto(file) ? [file] : []));
    return { kind: 'folder', name: folder.name, files: photos, unread: found.unread };
  }
  if (files.length > 0) return { kind: files.every(isOther) ? 'others' : 'files', files };
  return links !== '' || ADDRESS.test(text) ? { kind: 'address' } : { kind: 'text', text };
}

interface Answering extends Pick<AppModel, 'compose' | 'toasts' | 'handed'> {
  readonly t: Locale['t'];
  /** The button that takes back the act before it. */
  readonly undo: () => NonNullable<Toast['action']>;
  /** Shows the post being written. */
  readonly show: () => void;
}

/** The answer to what is not plainly a photo: photos of a folder are taken, words become a caption, the rest is explained. */
export async function answerDropped(raw: Raw, { compose, toasts, handed, t, undo, show }: Answering): Promise<void> {
  const dropped = await kindOf(raw);
  // What is no part of a post is answered where it was dropped.
  if (dropped.kind !== 'others') show();
  switch (dropped.kind) {
    case 'files':
      compose.addPhotos(dropped.files);
      return;
    case 'folder': {
      const { name, files, unread } = dropped;
      compose.addPhotos(files);
      const lost = unread === 0 ? '' : t('dropped.unread', { count: unread });
      if (files.length === 0) toasts.show(lost === '' ? t('dropped.emptyFolder', { name }) : lost);
      else toasts.show([t('dropped.folder', { count: files.length, name }), lost].filter(Boolean).join('. '), undo());
      return;
    }
    case 'others': {
      const posts = dropped.files.filter(({ name }) => isPostFile(name));
      const name = (posts[0] ?? dropped.files[0])?.name ?? '';
      if (posts.length === 0) {
        toasts.show(t('dropped.notPhoto', { name }));
        return;
      }
      const bringIn = (): void => {
        handed.set(posts);
        window.location.hash = hrefOf('data');
      };
      toasts.show(t('dropped.posts', { name }), { label: t('dropped.bringIn'), run: bringIn });
      return;
    }
    case 'address':
      toasts.show(t('dropped.address'));
      return;
    case 'text':
      compose.addPhotos([], dropped.text);
      toasts.show(t('dropped.text'), undo());
  }
}
