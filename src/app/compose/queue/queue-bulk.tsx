import { useId, useState } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import type { MessageKey } from '../../i18n/locale.ts';
import { errorText } from '../../errors/error-text.ts';
import { useModel } from '../../model.ts';
import { useUndo } from '../../ui/undo/use-undo.ts';
import type { Post, PostChange } from '../../post/post.ts';
import { toKeep, withAllChosen, withCaption, withTags, withoutTags } from './queue-edits.ts';
import { readTyped } from '../../post/typed-tags.ts';

/** One act on all posts, or on the chosen ones: a caption, tags, choosing, keeping. Each is one step back. */
export function QueueBulk({ posts, some }: { readonly posts: readonly Post[]; readonly some: boolean }) {
  const locale = useLocale();
  const { t } = locale;
  const { compose, toasts } = useModel();
  const { button } = useUndo();
  const id = useId();
  const [caption, setCaption] = useState('');
  const [tags, setTags] = useState('');
  const [keeping, setKeeping] = useState(false);
  const count = posts.length;
  const keepable = toKeep(posts);
  const { labels } = readTyped(tags);
  const keepWords =
    keepable.length === 0 ? 'queue.keepNone' : keepable.length < count ? 'queue.keepSome' : 'queue.keepAll';

  const edit = (change: PostChange): void => {
    compose.editPosts(
      posts.map((post) => post.id),
      change,
    );
    toasts.show(t('queue.changed', { count }), button());
  };
  const keep = async (): Promise<void> => {
    setKeeping(true);
    const { count: kept, error } = await compose.keepAll(keepable.map((post) => post.id));
    setKeeping(false);
    const said = kept === 0 ? '' : t('queue.kept', { count: kept });
    toasts.show(
      error === null ? said : `${said} ${errorText(locale, error)}`.trim(),
      kept === 0 ? undefined : button(),
    );
  };
  const act = (name: MessageKey, disabled: boolean, run: () => void, params = {}) => (
    <button
      type="button"
      className="button button--small"
      disabled={disabled || count === 0}
      aria-describedby={`${id}-for`}
      onClick={run}
    >
      {t(name, params)}
    </button>
  );
  const field = (name: MessageKey, value: string, set: (value: string) => void) => (
    <input
      className="field"
      dir="auto"
      aria-label={t(name)}
      placeholder={t(name)}
      value={value}
      onChange={(event) => {
        set(event.target.value);
      }}
    />
  );

  return (
    <div className="queue-bulk" role="group" aria-labelledby={`${id}-for`}>
      <p className="small muted" id={`${id}-for`}>
        {t(some ? 'queue.forChosen' : 'queue.forAll', { count })}
      </p>
      <div className="queue-bulk__row">
        {field('queue.captionForAll', caption, setCaption)}
        {act('queue.setCaption', caption.trim() === '', () => {
          edit(withCaption(caption));
          setCaption('');
        })}
      </div>
      <div className="queue-bulk__row">
        {field('queue.tagsForAll', tags, setTags)}
        {act('tags.add', labels.length === 0, () => {
          edit(withTags(labels));
          setTags('');
        })}
        {act('queue.removeTags', labels.length === 0, () => {
          edit(withoutTags(labels));
          setTags('');
        })}
      </div>
      <div className="queue-bulk__row">
        {act('queue.acceptAll', !posts.some((post) => post.table.chips.some((chip) => !chip.kept)), () => {
          edit(withAllChosen);
        })}
        {act(keepWords, keeping || keepable.length === 0, () => void keep(), { count: keepable.length, of: count })}
      </div>
    </div>
  );
}
