import { useId, useState } from 'react';
import { tagsForPlatform } from '../../domain/platforms.ts';
import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { chosenPlatform } from '../lib/platform-list.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/icon.tsx';
import { ChipRow } from './chip-row.tsx';
import type { OpenTag } from './chip-row.tsx';
import { addTyped, bringBack, outputTags, typedLabels } from './chips.ts';
import { PlatformSelect } from './platform-select.tsx';
import { isPhotoTrouble } from './post.ts';
import type { Post, PostStatus } from './post.ts';
import { PostTrouble, StatusLine } from './status-line.tsx';
import './tag-panel.css';

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
  const { settings, compose, engine, toasts } = useModel();
  const id = useId();
  const [text, setText] = useState('');
  const rule = chosenPlatform(useStore(settings, (value) => value));
  const cap = rule?.cap ?? null;
  const { chips, removed } = post.table;
  const output = outputTags(post.table);
  const phase = useStore(engine.store, (value) => value.phase);
  const busy = (post.status === 'waiting' || post.status === 'working') && phase !== 'stopped' && phase !== 'failed';
  const { dropped } = tagsForPlatform(output, rule);

  const add = (): void => {
    const labels = typedLabels(text);
    if (labels.length === 0) return;
    compose.editTags((table) => labels.reduce(addTyped, table));
    toasts.say(t('tags.added', { tags: labels.join(', ') }));
    setText('');
  };

  return (
    <section className="tags" aria-labelledby={`${id}-title`} aria-busy={busy}>
      <div className="tags__head">
        <h2 id={`${id}-title`}>{t('tags.title')}</h2>
        <StatusLine post={post} />
        <div className="tags__platform small muted">
          <PlatformSelect id={`${id}-platform`} label />
        </div>
      </div>
      {!isPhotoTrouble(post) && <PostTrouble post={post} />}
      {chips.length > 0 && <ChipRow post={post} {...open} />}
      {chips.length === 0 && EMPTY_WORDS[post.status] !== null && (
        <p className="muted tags__empty">{t(EMPTY_WORDS[post.status] ?? 'tags.waiting')}</p>
      )}
      {chips.length === 0 && post.status === 'working' && <div className="tags__ghost" aria-hidden="true" />}
      <div className="tags__foot">
        <form
          className="tags__add"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <label className="visually-hidden" htmlFor={`${id}-own`}>
            {t('tags.own')}
          </label>
          <span className="tags__pencil">
            <Icon name="pencil" size={16} />
          </span>
          <input
            id={`${id}-own`}
            className="field tags__input"
            dir="auto"
            autoComplete="off"
            autoCapitalize="none"
            enterKeyHint="done"
            placeholder={t('tags.own')}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key === ',' && text.trim() !== '') {
                event.preventDefault();
                add();
              }
            }}
          />
          <button type="submit" className="visually-hidden" tabIndex={-1}>
            {t('tags.add')}
          </button>
        </form>
        {chips.length > 0 && (
          <p className={dropped.length > 0 ? 'tags__count tags__count--over small' : 'tags__count small muted'}>
            {cap === null
              ? t('tags.countUsual', {
                  count: output.length,
                  usual: rule?.usual ?? output.length,
                  platform: rule?.name ?? '',
                })
              : t('tags.countOf', { count: output.length, cap, platform: rule?.name ?? '' })}
          </p>
        )}
      </div>
      {dropped.length > 0 && rule !== null && (
        <p className="small tags__over">
          {t('tags.dropped', { platform: rule.name, tags: dropped.map(({ tag }) => `#${tag.label}`).join(' ') })}
        </p>
      )}
      {removed.length > 0 && (
        <div className="tags__removed small">
          <span className="muted" id={`${id}-removed`}>
            {t('tags.removed')}
          </span>
          <ul aria-labelledby={`${id}-removed`}>
            {removed.map((chip) => (
              <li key={chip.key}>
                <button
                  type="button"
                  className="tags__back"
                  onClick={() => {
                    compose.editTags((table) => bringBack(table, chip.key));
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
      )}
    </section>
  );
}
