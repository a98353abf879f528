import { useId, useState } from 'react';
import { captionHashtags } from '../../domain/tags/caption-hashtags.ts';
import type { TagSet } from '../../domain/post/tag-set.ts';
import { addChosen } from '../post/chips-added.ts';
import { outputTags } from '../post/chips.ts';
import type { Post } from '../post/post.ts';
import { useLocale } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { useModel } from '../model.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { SaveSetDialog } from './save-set-dialog.tsx';
import { useSets } from './use-sets.ts';
import './sets.css';

/** Shown at once; the others come on demand. */
const SHOWN = 8;

/** Saved sets beside the tags of a post: one press adds a set's tags, and the tags chosen here become a set. */
export function SetRow({ post }: { readonly post: Post }) {
  const { t, list } = useLocale();
  const { compose, toasts } = useModel();
  const { sets } = useSets();
  const id = useId();
  const [all, setAll] = useState(false);
  const [saving, setSaving] = useState(false);
  const usable = sets?.filter((set) => set.tags.length > 0) ?? [];
  const tags = outputTags(post.table);

  const add = ({ name, tags: own }: TagSet): void => {
    // Those that stand in the caption leave with it.
    const said = new Set(captionHashtags(post.caption).map(({ key }) => key));
    const kept = new Set(post.table.chips.filter((chip) => chip.kept).map(({ key }) => key));
    const fresh = own.filter(({ key }) => !said.has(key) && !kept.has(key));
    if (fresh.length === 0) {
      toasts.say(t('sets.there', { name }));
      return;
    }
    compose.editTags((table, now) => addChosen(table, fresh, now.recommendation));
    toasts.say(t('tags.added', { tags: list(fresh.map(({ label }) => label)) }));
  };

  if (usable.length === 0 && tags.length === 0) return null;
  return (
    <div className="set-row small">
      {usable.length > 0 && (
        <>
          <span className="muted" id={id}>
            {t('sets.row')}
          </span>
          <ul aria-labelledby={id}>
            {(all ? usable : usable.slice(0, SHOWN)).map((set) => (
              <li key={set.name}>
                <button
                  type="button"
                  className="set-row__set"
                  title={set.tags.map(({ label }) => `#${label}`).join(' ')}
                  onClick={() => {
                    add(set);
                  }}
                >
                  <Icon name="plus" size={14} />
                  <bdi>{set.name}</bdi>
                  <span className="visually-hidden">
                    {' '}
                    {t('sets.add', { tags: list(set.tags.map(({ label }) => label)) })}
                  </span>
                </button>
              </li>
            ))}
            {!all && usable.length > SHOWN && (
              <li>
                <button
                  type="button"
                  className="link-button"
                  onClick={() => {
                    setAll(true);
                  }}
                >
                  {t('sets.all')}
                </button>
              </li>
            )}
          </ul>
        </>
      )}
      {tags.length > 0 && (
        <button
          type="button"
          className="button button--quiet button--small set-row__save"
          onClick={() => {
            setSaving(true);
          }}
        >
          {t('sets.save')}
        </button>
      )}
      {saving && (
        <SaveSetDialog
          tags={tags}
          onClose={() => {
            setSaving(false);
          }}
        />
      )}
    </div>
  );
}
