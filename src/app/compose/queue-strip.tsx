import { memo, useState } from 'react';
import { useLocale } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { Icon } from '../ui/icon.tsx';
import type { ComposeState, PostStatus } from './post.ts';
import { QueueOut } from './queue-out.tsx';
import { QueueProgress } from './queue-progress.tsx';
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
      loading="lazy"
      decoding="async"
      onError={() => {
        setFailedUrl(url);
      }}
    />
  );
}

interface QueueItemProps {
  readonly id: number;
  readonly name: string;
  readonly url: string | null;
  readonly status: PostStatus;
  readonly place: number;
  readonly active: boolean;
}

/** Drawn again only when its own post changes: a queue of hundreds stays quick. */
const QueueItem = memo(function QueueItem({ id, name: photoName, url, status, place, active }: QueueItemProps) {
  const { t } = useLocale();
  const { compose } = useModel();
  const pending = status === 'waiting' || status === 'working';
  const name = photoName === '' ? t('queue.post', { place }) : photoName;
  return (
    <li className={`queue__item queue__item--${status}`}>
      <button
        type="button"
        className="queue__pick"
        aria-current={active ? 'true' : undefined}
        onClick={() => {
          compose.activate(id);
        }}
      >
        <Thumb url={url} />
        <span className="visually-hidden">
          {name}: {t(STATUS[status])}
        </span>
        <span className="queue__state" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="queue__remove"
        onClick={() => {
          if (pending) compose.cancel(id);
          else compose.removePost(id);
        }}
      >
        <Icon name="close" size={12} />
        <span className="visually-hidden">{t(pending ? 'queue.cancel' : 'queue.delete', { name })}</span>
      </button>
    </li>
  );
});

/** Several posts at once: where each stands, switching between them, stopping and going on, and all of them out. */
export function QueueStrip({ state }: { readonly state: ComposeState }) {
  const { t } = useLocale();
  const { posts, paused } = state;
  return (
    <section className="queue" aria-label={t('queue.label')}>
      <ul className="queue__list">
        {posts.map((post, index) => (
          <QueueItem
            key={post.id}
            id={post.id}
            name={post.photoName}
            url={post.photoUrl}
            status={post.status}
            place={index + 1}
            active={post.id === state.activeId}
          />
        ))}
      </ul>
      <QueueProgress posts={posts} paused={paused} />
      <QueueOut posts={posts} />
    </section>
  );
}
