import { useId } from 'react';
import type { PlatformRule } from '../../../domain/platforms/platforms.ts';
import { useLocale } from '../../i18n/locale.ts';
import type { MessageKey } from '../../i18n/locale.ts';
import { chosenPlatform } from '../../stores/settings/platform-list.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { fetched } from '../../ui/controls/fetched.tsx';
import { Icon } from '../../ui/controls/icon.tsx';
import { ChipRow } from './chip-row.tsx';
import type { OpenTag } from './chip-row.tsx';
import { bringBack, outputTags, tagsTaken } from '../../post/chips.ts';
import type { TakenTags } from '../../post/chips.ts';
import { OwnTagField } from './own-tag-field.tsx';
import { PlatformSelect } from '../copy/platform-select.tsx';
import { isPhotoTrouble } from '../../post/post.ts';
import type { Post, PostStatus } from '../../post/post.ts';
import { TagLanguageSelect } from './tag-language-select.tsx';
import { PostTrouble, StatusLine } from '../status/status-line.tsx';
import { TableActions } from './table-actions.tsx';
import './tag-panel.css';

/** Not for the first screen of a first visit: nobody has a set then, and the engine is not there to be asked. */
const SetRow = fetched(async () => (await import('../../sets/set-row.tsx')).SetRow, { quiet: true });

/** Not before a first post is read. */
const LessSureRow = fetched(async () => (await import('./less-sure-row.tsx')).LessSureRow, { quiet: true });

/** What stands where the tags will be. */
const EMPTY_WORDS: Readonly<Record<PostStatus, MessageKey | null>> = {
  blank: 'tags.waiting',
  waiting: 'tags.soon',
  working: null,
  done: 'tags.none',
  failed: null,
};

/** Tags, their count against the platform's cap, the field for own ones, and those that were taken away. */
export function TagPanel({ post, ...open }: { readonly post: Post } & OpenTag) {
  const { t } = useLocale();
  const { settings, engine } = useModel();
  const id = useId();
  const rule = chosenPlatform(useStore(settings, (value) => value));
  const { chips, removed, cleared } = post.table;
  const taken = tagsTaken(post.table, rule);
  const phase = useStore(engine.store, (value) => value.phase);
  const busy = (post.status === 'waiting' || post.status === 'working') && phase !== 'stopped' && phase !== 'failed';
  const empty = cleared ? 'tags.cleared' : EMPTY_WORDS[post.status];

  return (
    <section className="tags" aria-labelledby={`${id}-title`} aria-busy={busy}>
      <div className="tags__head">
        <h2 id={`${id}-title`}>{t('tags.title')}</h2>
        <StatusLine post={post} />
        <div className="tags__platform small muted">
          <PlatformSelect id={`${id}-platform`} label />
          <TagLanguageSelect id={`${id}-language`} />
        </div>
      </div>
      {!isPhotoTrouble(post) && <PostTrouble post={post} />}
      <div className="tags__list">
        {chips.length > 0 && (
          <ChipRow
            post={post}
            leftOut={new Set(taken.left.map(({ key }) => key))}
            platform={rule?.name ?? ''}
            {...open}
          />
        )}
        {chips.length === 0 && empty !== null && <p className="muted tags__empty">{t(empty)}</p>}
        {chips.length === 0 && empty === null && post.status === 'working' && (
          <div className="tags__ghost" aria-hidden="true" />
        )}
        {post.recommendation !== null && <LessSureRow post={post} />}
      </div>
      <div className="tags__foot">
        <OwnTagField post={post} />
        <TableActions post={post} />
      </div>
      {chips.length > 0 && <Counts post={post} rule={rule} taken={taken} />}
      {(phase !== 'idle' || post.status !== 'blank') && <SetRow post={post} />}
      {removed.length > 0 && <Removed post={post} />}
    </section>
  );
}

interface CountsProps {
  readonly post: Post;
  readonly rule: PlatformRule | null;
  readonly taken: TakenTags;
}

/** How many leave, against what the platform takes, and which stay behind and why. */
function Counts({ post, rule, taken }: CountsProps) {
  const { t, list } = useLocale();
  const count = outputTags(post.table).length;
  const platform = rule?.name ?? '';
  const cap = rule?.cap ?? null;
  const tooMany = taken.left.filter(({ why }) => why === 'over-cap').map(({ label }) => `#${label}`);
  const unfit = taken.left.filter(({ why }) => why !== 'over-cap').map(({ label }) => `#${label}`);
  const words =
    cap === null
      ? t('tags.countUsual', { count, usual: rule?.usual ?? count, platform })
      : t('tags.countOf', { count, cap, platform });
  return (
    <div className="small" role="status">
      <p className={tooMany.length > 0 ? 'tags__over' : 'muted'}>
        {tooMany.length > 0 ? `${words} · ${t('tags.leftOut', { count: tooMany.length, tags: list(tooMany) })}` : words}
      </p>
      {unfit.length > 0 && (
        <p className="tags__over">{t('tags.unfit', { count: unfit.length, platform, tags: list(unfit) })}</p>
      )}
    </div>
  );
}

function Removed({ post }: { readonly post: Post }) {
  const { t } = useLocale();
  const { compose, toasts } = useModel();
  const id = useId();
  return (
    <div className="tags__removed small">
      <span className="muted" id={id}>
        {t('tags.removed')}
      </span>
      <ul aria-labelledby={id}>
        {post.table.removed.map((chip) => (
          <li key={chip.key}>
            <button
              type="button"
              className="tags__back"
              onClick={() => {
                compose.editTags((table, _, count) => bringBack(table, chip.key, count));
                toasts.say(t('tags.broughtBack', { tag: chip.label }));
              }}
            >
              <Icon name="undo" size={14} />
              <bdi>{chip.label}</bdi>
              <span className="visually-hidden">{t('tags.bringBack')}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
