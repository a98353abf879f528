import { useState } from 'react';
import { formatTags } from '../../domain/platforms.ts';
import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { copyText, saveFile } from '../lib/clipboard.ts';
import { chosenPlatform } from '../lib/platform-list.ts';
import { outputCsv, outputJson } from '../lib/tag-output.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/icon.tsx';
import { outputTags } from './chips.ts';
import type { ComposeState, Post, PostStatus } from './post.ts';
import './queue-strip.css';

const STATUS: Readonly<Record<PostStatus, MessageKey>> = {
  blank: 'queue.blank',
  waiting: 'queue.waiting',
  working: 'queue.working',
  done: 'queue.done',
  failed: 'queue.failed',
};

/** The photo in small; a pencil where there is none, a picture frame where this browser cannot show it. */
function Thumb({ url }: { readonly url: string | null }) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  if (url === null) return <Icon name="pencil" />;
  if (url === failedUrl) return <Icon name="photo" />;
  return (
    <img
      src={url}
      alt=""
      onError={() => {
        setFailedUrl(url);
      }}
    />
  );
}

function QueueItem({ post, place, active }: { readonly post: Post; readonly place: number; readonly active: boolean }) {
  const { t } = useLocale();
  const { compose } = useModel();
  const pending = post.status === 'waiting' || post.status === 'working';
  const name = post.photoName === '' ? t('queue.post', { place }) : post.photoName;
  return (
    <li className={`queue__item queue__item--${post.status}`}>
      <button
        type="button"
        className="queue__pick"
        aria-current={active ? 'true' : undefined}
        onClick={() => {
          compose.activate(post.id);
        }}
      >
        <Thumb url={post.photoUrl} />
        <span className="visually-hidden">
          {name}: {t(STATUS[post.status])}
        </span>
        <span className="queue__state" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="queue__remove"
        onClick={() => {
          if (pending) compose.cancel(post.id);
          else compose.removePost(post.id);
        }}
      >
        <Icon name="close" size={12} />
        <span className="visually-hidden">{t(pending ? 'queue.cancel' : 'queue.remove', { name })}</span>
      </button>
    </li>
  );
}

/** Several posts at once: where each stands, switching between them, and all of them out. */
export function QueueStrip({ state }: { readonly state: ComposeState }) {
  const { t } = useLocale();
  const { settings, toasts } = useModel();
  const platform = chosenPlatform(useStore(settings, (value) => value.platform));
  const copyStyle = useStore(settings, (value) => value.copyStyle);
  const { posts } = state;
  const done = posts.filter((post) => post.status === 'done').length;
  const all = posts
    .filter((post) => post.table.chips.length > 0)
    .map((post) => ({ name: post.photoName, caption: post.caption, tags: outputTags(post.table) }));

  const copyAll = async (): Promise<void> => {
    const text = all.map((post) => formatTags(post.tags, copyStyle, platform, post.caption)).join('\n\n');
    toasts.show((await copyText(text)) ? t('queue.copied', { count: all.length }) : t('copy.failed'));
  };
  return (
    <section className="queue" aria-label={t('queue.label')}>
      <ul className="queue__list">
        {posts.map((post, index) => (
          <QueueItem key={post.id} post={post} place={index + 1} active={post.id === state.activeId} />
        ))}
      </ul>
      <div className="queue__out small">
        <span className="muted" role="status">
          {t('queue.progress', { done, count: posts.length })}
        </span>
        <button
          type="button"
          className="button button--small"
          disabled={all.length === 0}
          onClick={() => void copyAll()}
        >
          {t('queue.copyAll')}
        </button>
        <button
          type="button"
          className="button button--quiet button--small"
          disabled={all.length === 0}
          onClick={() => {
            saveFile('tagweave.csv', 'text/csv', outputCsv(all));
          }}
        >
          CSV
        </button>
        <button
          type="button"
          className="button button--quiet button--small"
          disabled={all.length === 0}
          onClick={() => {
            saveFile('tagweave.json', 'application/json', outputJson(all));
          }}
        >
          JSON
        </button>
      </div>
    </section>
  );
}
