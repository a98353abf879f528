import { useState } from 'react';
import { isDated } from '../../domain/post/post.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import { useLocale } from '../i18n/locale.ts';
import { SaveSetDialog } from '../sets/save-set-dialog.tsx';
import { Icon } from '../ui/controls/icon.tsx';
import type { IconName } from '../ui/controls/icon.tsx';
import { Thumb } from '../ui/pictures/thumb.tsx';
import { postName } from '../ui/post-day.ts';
import { useObjectUrl } from '../ui/pictures/use-object-url.ts';
import { historyHref } from './history-link.ts';

/** What can be done with a kept post. */
export interface CardActs {
  readonly onEdit: (post: SavedPost) => void;
  readonly onForget: (post: SavedPost) => void;
  readonly onCopy: (post: SavedPost) => void;
  readonly onReuse: (post: SavedPost) => void;
  /** Posts that are chosen, by id; null while none are being chosen. */
  readonly chosen: ReadonlyMap<string, SavedPost> | null;
  readonly onChoose: (posts: readonly SavedPost[], chosen: boolean) => void;
}

export function HistoryCard({ post, chosen, onChoose, ...acts }: CardActs & { readonly post: SavedPost }) {
  const locale = useLocale();
  const { t, date } = locale;
  const url = useObjectUrl(post.thumbnail);
  const [naming, setNaming] = useState(false);
  const openNaming = (): void => {
    setNaming(true);
  };
  const name = postName(locale, post);
  const tool = (icon: IconName, words: string, run: (post: SavedPost) => void, disabled = false) => (
    <button
      type="button"
      className="button button--quiet button--icon button--small"
      title={words}
      disabled={disabled}
      onClick={() => {
        run(post);
      }}
    >
      <Icon name={icon} size={16} />
      <span className="visually-hidden">{words}</span>
    </button>
  );
  return (
    <li className="past">
      {chosen !== null && (
        <input
          type="checkbox"
          className="past__choose"
          aria-label={t('history.choose', { name })}
          checked={chosen.has(post.id)}
          onChange={(event) => {
            onChoose([post], event.target.checked);
          }}
        />
      )}
      <button
        type="button"
        className="past__open"
        onClick={() => {
          acts.onEdit(post);
        }}
      >
        <span className="past__picture">
          <Thumb url={url} size={28} />
        </span>
        <span className="visually-hidden">{t('history.edit')}</span>
        <span className="past__caption" dir="auto">
          {name}
        </span>
      </button>
      <p className="past__tags small" dir="auto">
        {post.tags.map((tag) => (
          <bdi key={tag.key}>
            <a href={historyHref(`#${tag.label}`)}>#{tag.label}</a>{' '}
          </bdi>
        ))}
      </p>
      <div className="past__foot small muted">
        {isDated(post) ? (
          <time dateTime={post.createdAt}>{date(post.createdAt)}</time>
        ) : (
          <span>{t('history.noDay')}</span>
        )}
        <span className="past__acts">
          {tool('copy', t('history.copy', { name }), acts.onCopy, post.tags.length === 0)}
          {tool('plus', t('history.reuse', { name }), acts.onReuse, post.tags.length === 0)}
          {tool('keep', t('sets.saveOf', { name }), openNaming, post.tags.length === 0)}
          {tool('trash', t('history.delete', { name }), acts.onForget)}
        </span>
      </div>
      {naming && (
        <SaveSetDialog
          tags={post.tags}
          onClose={() => {
            setNaming(false);
          }}
        />
      )}
    </li>
  );
}
