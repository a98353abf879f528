import { useId } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { isDraft } from '../post/post.ts';
import type { Post } from '../post/post.ts';
import { useModel } from '../model.ts';
import { hrefOf } from '../router.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { Thumb } from '../ui/pictures/thumb.tsx';
import { useUndo } from '../ui/undo/use-undo.ts';

/** Posts that were begun and not kept: where “New post” has left them. */
export function DraftsPart() {
  const { t } = useLocale();
  const { compose } = useModel();
  const id = useId();
  const posts = useStore(compose.store, (value) => value.posts).filter(isDraft);
  if (posts.length === 0) return null;
  return (
    <section className="drafts" aria-labelledby={id}>
      <h2 id={id}>{t('drafts.title', { count: posts.length })}</h2>
      <ul className="drafts__list">
        {posts.map((post) => (
          <DraftItem key={post.id} post={post} />
        ))}
      </ul>
    </section>
  );
}

function DraftItem({ post }: { readonly post: Post }) {
  const { t } = useLocale();
  const { compose, toasts } = useModel();
  const { button } = useUndo();
  const tags = post.table.chips.map((chip) => `#${chip.label}`).join(' ');
  const name = post.caption.trim() || post.photoName || tags;
  return (
    <li className="draft">
      <a
        className="draft__open"
        href={hrefOf('compose')}
        onClick={() => {
          compose.activate(post.id);
        }}
      >
        <span className="draft__picture">
          <Thumb url={post.photoUrl} />
        </span>
        <span className="draft__words">
          <span className="visually-hidden">{t('drafts.goOn')} </span>
          <span className="draft__name" dir="auto">
            {name}
          </span>
          {name !== tags && <span className="draft__name small muted">{tags}</span>}
        </span>
      </a>
      <button
        type="button"
        className="button button--quiet button--icon button--small"
        title={t('drafts.delete', { name })}
        onClick={() => {
          compose.removePost(post.id);
          toasts.show(t('drafts.deleted'), button());
        }}
      >
        <Icon name="trash" size={16} />
        <span className="visually-hidden">{t('drafts.delete', { name })}</span>
      </button>
    </li>
  );
}
