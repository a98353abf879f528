import { useRef, useState } from 'react';
import type { PickedFile } from '../../domain/post/import.ts';
import { droppedFiles } from './dropped-folders.ts';
import { useLocale } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { useModel } from '../model.ts';
import { ACCEPTED } from '../ui/post-files.ts';
import { pickedFiles } from './picked-files.ts';
import './file-drop.css';

export interface FileDropProps {
  /** The inputs' classes begin so: the scripts that drive a page find them by it. */
  readonly name: 'data' | 'own';
  readonly words: { readonly drop: string; readonly files: string; readonly folder: string };
  /** Kinds of files that the picker offers first. */
  readonly accept?: string;
  readonly onChoose: (files: readonly PickedFile[]) => void;
}

/** Files by picker or drop, or a whole folder. */
export function FileDrop({ name, words, accept = ACCEPTED, onChoose }: FileDropProps) {
  const { t } = useLocale();
  const { toasts } = useModel();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = async (transfer: DataTransfer): Promise<void> => {
    const found = await droppedFiles(transfer);
    if (found.unread > 0) toasts.show(t('dropped.unread', { count: found.unread }));
    onChoose(found.files);
  };
  const take = (input: HTMLInputElement): void => {
    onChoose(pickedFiles(input.files ?? []));
    // The same file may be chosen again.
    input.value = '';
  };
  return (
    <div
      className={`file-drop ${name}__drop`}
      role="presentation"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        // Elsewhere on the page a drop is a photo for a new post.
        event.stopPropagation();
        setOver(false);
        void drop(event.dataTransfer);
      }}
    >
      <p className="small">{words.drop}</p>
      <div className="file-drop__row">
        <button type="button" className="button" onClick={() => files.current?.click()}>
          {words.files}
        </button>
        <button type="button" className="button button--quiet" onClick={() => folder.current?.click()}>
          {words.folder}
        </button>
      </div>
      <input
        ref={files}
        className={`${name}__files`}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label={words.files}
        onChange={(event) => {
          take(event.target);
        }}
      />
      <input
        ref={folder}
        className={`${name}__folder`}
        type="file"
        multiple
        hidden
        aria-label={words.folder}
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          take(event.target);
        }}
      />
    </div>
  );
}
