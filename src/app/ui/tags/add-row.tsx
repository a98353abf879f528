import { useId } from 'react';
import type { ReactNode } from 'react';
import type { PostTag } from '../../../domain/post/post.ts';
import { addChosen } from '../../post/chips-added.ts';
import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { Icon } from '../controls/icon.tsx';
import './add-row.css';

interface AddRowProps {
  /** Says what they are, with a colon. */
  readonly title: string;
  readonly tags: readonly PostTag[];
  /** A last item of the list. */
  readonly children?: ReactNode;
}

/** Tags that one press adds to the post on the table, as chosen ones. */
export function AddRow({ title, tags, children }: AddRowProps) {
  const { t } = useLocale();
  const { compose, toasts } = useModel();
  const id = useId();
  return (
    <div className="add-row small">
      <span className="muted" id={id}>
        {title}
      </span>
      <ul aria-labelledby={id}>
        {tags.map((tag) => (
          <li key={tag.key}>
            <button
              type="button"
              className="add-row__tag"
              onClick={() => {
                compose.editTags((table, now) => addChosen(table, [tag], now.recommendation));
                toasts.say(t('tags.added', { tags: tag.label }));
              }}
            >
              <Icon name="plus" size={14} />
              <bdi>{tag.label}</bdi>
              <span className="visually-hidden"> {t('related.add')}</span>
            </button>
          </li>
        ))}
        {children}
      </ul>
    </div>
  );
}
