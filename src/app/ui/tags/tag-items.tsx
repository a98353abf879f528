import { useState } from 'react';
import { hashtagsIn } from '../../../domain/tags/hashtag.ts';
import type { PostTag } from '../../../domain/post/post.ts';
import { useLocale } from '../../i18n/locale.ts';
import { Icon } from '../controls/icon.tsx';
import './tag-items.css';

interface TagItemsProps {
  readonly tags: readonly PostTag[];
  /** Id of what names the list. */
  readonly labelledBy: string;
  /** What the button says that takes a tag (“#Sea”) out. */
  readonly removeLabel: (tag: string) => string;
  readonly onRemove: (key: string) => void;
}

/** Tags that a person put together, each with a button that takes it out. */
export function TagItems({ tags, labelledBy, removeLabel, onRemove }: TagItemsProps) {
  return (
    <ul className="tag-items" aria-labelledby={labelledBy}>
      {tags.map((tag) => (
        <li key={tag.key}>
          <bdi>#{tag.label}</bdi>
          <button
            type="button"
            className="button button--quiet button--icon button--small"
            onClick={() => {
              onRemove(tag.key);
            }}
          >
            <Icon name="close" size={14} />
            <span className="visually-hidden">{removeLabel(`#${tag.label}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A field whose hashtags are added at once; what could not be added stays in it. */
export function TagItemsForm({
  label,
  onAdd,
}: {
  readonly label: string;
  /** Resolves to whether they were added. */
  readonly onAdd: (tags: readonly PostTag[]) => boolean | Promise<boolean>;
}) {
  const { t } = useLocale();
  const [typed, setTyped] = useState('');
  const tags = hashtagsIn(typed);
  const add = async (): Promise<void> => {
    if (tags.length > 0 && (await onAdd(tags))) setTyped('');
  };
  return (
    <form
      className="tag-items__add"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <input
        className="field"
        dir="auto"
        autoComplete="off"
        autoCapitalize="off"
        aria-label={label}
        placeholder={t('tags.own')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <button type="submit" className="button" disabled={tags.length === 0}>
        {t('tags.add')}
      </button>
    </form>
  );
}
