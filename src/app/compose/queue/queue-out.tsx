import { useState } from 'react';
import { formatTags } from '../../../domain/platforms/platforms.ts';
import { outputCsv, outputJson } from '../../../domain/output/tag-output.ts';
import type { PostTag } from '../../../domain/post/post.ts';
import type { OutputPost } from '../../../domain/output/tag-output.ts';
import { useLocale } from '../../i18n/locale.ts';
import { copyText, saveFile } from '../../ui/clipboard.ts';
import { chosenPlatform } from '../../stores/settings/platform-list.ts';
import { sidecarZip } from '../copy/sidecar-zip.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { tagsTaken } from '../../post/chips.ts';
import type { Post } from '../../post/post.ts';
import { altTextOf, ownAltText } from '../alt-text/alt-text-of.ts';
import { QueueSchedulers } from './queue-schedulers.tsx';

/** Where the tags of all posts can go; made of what is on the table when the button is pressed. */
const FILES: readonly {
  readonly label: string;
  /** What goes along as alt text: a list is read over before anything is posted, what is written beside a photo is not. */
  readonly altText: (post: Post) => string;
  readonly save: (posts: readonly OutputPost[]) => void | Promise<void>;
}[] = [
  {
    label: 'CSV',
    altText: altTextOf,
    save: (posts) => {
      saveFile('tagweave.csv', 'text/csv', outputCsv(posts));
    },
  },
  {
    label: 'JSON',
    altText: altTextOf,
    save: (posts) => {
      saveFile('tagweave.json', 'application/json', outputJson(posts));
    },
  },
  {
    label: 'XMP',
    altText: ownAltText,
    save: async (posts) => {
      saveFile('tagweave-xmp.zip', 'application/zip', await sidecarZip(posts));
    },
  },
];

export function QueueOut({ posts }: { readonly posts: readonly Post[] }) {
  const { t } = useLocale();
  const { settings, toasts } = useModel();
  const [busy, setBusy] = useState(false);
  const chosen = useStore(settings, (value) => value);
  const platform = chosenPlatform(chosen);
  const { copyStyle } = chosen;
  const tagged = posts.filter((post) => post.table.chips.length > 0);
  // A photo that was read and in which nothing stood out has its row in a file too: a list must not silently lose photos.
  const read = posts.filter((post) => post.status === 'done' || post.table.chips.length > 0);
  const output = (
    of: readonly Post[],
    altText: (post: Post) => string,
  ): readonly (OutputPost & { readonly tags: readonly PostTag[] })[] =>
    of.map((post) => ({
      name: post.photoName,
      caption: post.caption,
      tags: tagsTaken(post.table, platform).kept,
      altText: altText(post),
    }));

  const copyAll = async (): Promise<void> => {
    const all = output(tagged, altTextOf);
    const text = all.map((post) => formatTags(post.tags, copyStyle, platform, post.caption)).join('\n\n');
    toasts.show((await copyText(text)) ? t('queue.copied', { count: all.length }) : t('copy.failed'));
  };
  const save = async (file: (typeof FILES)[number]): Promise<void> => {
    setBusy(true);
    try {
      await file.save(output(read, file.altText));
    } catch {
      toasts.show(t('queue.saveFailed'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="queue__out small">
        <button
          type="button"
          className="button button--small"
          disabled={tagged.length === 0}
          onClick={() => void copyAll()}
        >
          {t('queue.copyAll')}
        </button>
        <span className="muted" id="queue-save-as">
          {t('queue.saveAs')}
        </span>
        {FILES.map((file) => (
          <button
            key={file.label}
            type="button"
            aria-describedby="queue-save-as"
            className="button button--quiet button--small"
            disabled={busy || read.length === 0}
            onClick={() => void save(file)}
          >
            {file.label}
          </button>
        ))}
      </div>
      <QueueSchedulers posts={read} rule={platform} />
    </>
  );
}
