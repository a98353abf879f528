import { memo, useMemo, useState } from 'react';
import type { PlatformRule } from '../../../domain/platforms/platforms.ts';
import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { chosenPlatform } from '../../stores/settings/platform-list.ts';
import { useStore } from '../../stores/store.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { Thumb } from '../../ui/pictures/thumb.tsx';
import { outputTags, tagsTaken } from '../../post/chips.ts';
import { isKept } from '../../post/post.ts';
import type { Post } from '../../post/post.ts';
import { withCaption } from './queue-edits.ts';
import { QUEUE_STATUS } from './queue-status.ts';
import './queue-table.css';

interface RowProps {
  readonly post: Post;
  /** What the tags leave for: those that it does not take are crossed out. */
  readonly rule: PlatformRule | null;
  readonly place: number;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly onChoose: (id: number, chosen: boolean) => void;
}

/** A caption that is written in its row; it counts when the field is left, so that one act is one step back. */
function CaptionCell({ post, name }: { readonly post: Post; readonly name: string }) {
  const { t } = useLocale();
  const { compose } = useModel();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    if (draft !== null && draft !== post.caption) compose.editPosts([post.id], withCaption(draft));
    setDraft(null);
  };
  return (
    <input
      className="field queue-table__caption"
      dir="auto"
      aria-label={t('queue.captionOf', { name })}
      placeholder={t('caption.label')}
      value={draft ?? post.caption}
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}

/** Drawn again only when its own post changes. */
const Row = memo(function Row({ post, rule, place, active, chosen, onChoose }: RowProps) {
  const { t } = useLocale();
  const { compose } = useModel();
  const name = post.photoName === '' ? t('queue.post', { place }) : post.photoName;
  const tags = outputTags(post.table);
  const left = new Set(tagsTaken(post.table, rule).left.map(({ key }) => key));
  return (
    <tr className="queue-table__row" aria-current={active ? 'true' : undefined}>
      <td>
        <input
          type="checkbox"
          aria-label={t('queue.choose', { name })}
          checked={chosen}
          onChange={(event) => {
            onChoose(post.id, event.target.checked);
          }}
        />
      </td>
      <td>
        <button
          type="button"
          className="queue__pick queue-table__pick"
          onClick={() => {
            compose.activate(post.id);
          }}
        >
          <Thumb url={post.photoUrl} />
          <span className="visually-hidden">{t('queue.open', { name })}</span>
        </button>
      </td>
      <td className="queue-table__words">
        <CaptionCell post={post} name={name} />
        <p className="queue-table__tags small" dir="auto">
          {tags.length === 0 ? (
            <span className="muted">{t(post.status === 'done' ? 'queue.noTags' : QUEUE_STATUS[post.status])}</span>
          ) : (
            tags.map((tag) =>
              left.has(tag.key) ? (
                <s key={tag.key} className="muted" title={t('tags.leftOutHere', { platform: rule?.name ?? '' })}>
                  <bdi>#{tag.label}</bdi>{' '}
                </s>
              ) : (
                <bdi key={tag.key}>#{tag.label} </bdi>
              ),
            )
          )}
        </p>
      </td>
      <td className="queue-table__kept small muted">
        {isKept(post) && (
          <>
            <Icon name="check" size={16} /> <span>{t('keep.isKept')}</span>
          </>
        )}
      </td>
    </tr>
  );
});

interface QueueTableProps {
  readonly posts: readonly Post[];
  readonly activeId: number;
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (ids: readonly number[], chosen: boolean) => void;
  readonly onChooseOne: (id: number, chosen: boolean) => void;
}

/** All posts with their captions and tags, one under the other. */
export function QueueTable({ posts, activeId, chosen, onChoose, onChooseOne }: QueueTableProps) {
  const { t } = useLocale();
  const settings = useStore(useModel().settings, (value) => value);
  // The same object until a setting changes: a row is drawn again only then.
  const rule = useMemo(() => chosenPlatform(settings), [settings]);
  const all = posts.every(({ id }) => chosen.has(id));
  return (
    <div className="queue-table">
      <table aria-label={t('queue.label')}>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label={t('queue.chooseAll')}
                checked={all}
                ref={(box) => {
                  if (box !== null) box.indeterminate = !all && chosen.size > 0;
                }}
                onChange={(event) => {
                  onChoose(
                    posts.map(({ id }) => id),
                    event.target.checked,
                  );
                }}
              />
            </th>
            <th scope="col" className="small muted">
              {t('queue.photo')}
            </th>
            <th scope="col" className="small muted">
              {t('queue.captionAndTags')}
            </th>
            <th scope="col" className="small muted">
              <span className="visually-hidden">{t('keep.isKept')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {posts.map((post, index) => (
            <Row
              key={post.id}
              post={post}
              rule={rule}
              place={index + 1}
              active={post.id === activeId}
              chosen={chosen.has(post.id)}
              onChoose={onChooseOne}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
