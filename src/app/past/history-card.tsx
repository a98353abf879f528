import type { SavedPost } from '../../domain/post.ts';
import { useLocale } from '../i18n/locale.ts';
import { Icon } from '../ui/icon.tsx';
import { useObjectUrl } from '../ui/use-object-url.ts';

interface HistoryCardProps {
  readonly post: SavedPost;
  readonly onEdit: () => void;
  readonly onForget: () => void;
}

export function HistoryCard({ post, onEdit, onForget }: HistoryCardProps) {
  const { t, date } = useLocale();
  const url = useObjectUrl(post.thumbnail);
  const name = post.caption.trim() === '' ? t('history.from', { date: date(post.createdAt) }) : post.caption;
  return (
    <li className="past">
      <button type="button" className="past__open" onClick={onEdit}>
        <span className="past__picture">
          {url === null ? <Icon name="pencil" size={28} /> : <img src={url} alt="" loading="lazy" decoding="async" />}
        </span>
        <span className="visually-hidden">{t('history.edit')}</span>
        <span className="past__caption" dir="auto">
          {name}
        </span>
      </button>
      <p className="past__tags small" dir="auto">
        {post.tags.map((tag) => (
          <bdi key={tag.key}>#{tag.label} </bdi>
        ))}
      </p>
      <div className="past__foot small muted">
        <time dateTime={post.createdAt}>{date(post.createdAt)}</time>
        <button type="button" className="button button--quiet button--icon button--small" onClick={onForget}>
          <Icon name="trash" size={16} />
          <span className="visually-hidden">{t('history.delete', { name })}</span>
        </button>
      </div>
    </li>
  );
}
