import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { CaptionField } from './caption-field.tsx';
import { CopyBar } from './copy-bar.tsx';
import { DropZone } from './drop-zone.tsx';
import { EngineLine } from './engine-line.tsx';
import { GateRibbon } from './gate-ribbon.tsx';
import { NO_HIGHLIGHT } from './highlight.ts';
import type { Highlight } from './highlight.ts';
import { KeepRow } from './keep-row.tsx';
import { PhotoStage } from './photo-stage.tsx';
import { activePost, isPhotoTrouble } from './post.ts';
import type { Post } from './post.ts';
import { QueueStrip } from './queue-strip.tsx';
import { PostTrouble } from './status-line.tsx';
import { TagPanel } from './tag-panel.tsx';
import { usePhotoInput } from './use-photo-input.ts';
import { WordsLine } from './words-line.tsx';
import './compose-view.css';

/** Reads out the tags of a new recommendation, once. */
function useSpokenTags(post: Post): void {
  const { t, list } = useLocale();
  const { toasts } = useModel();
  const spoken = useRef<string | null>(post.recommendation?.id ?? null);
  useEffect(() => {
    const id = post.recommendation?.id ?? null;
    if (id === null || id === spoken.current) return;
    spoken.current = id;
    const labels = post.table.chips.map((chip) => chip.label);
    toasts.say(t('tags.spoken', { count: labels.length, tags: list(labels) }));
  }, [post, t, list, toasts]);
}

export function ComposeView() {
  const { t } = useLocale();
  const { compose, drafts } = useModel();
  const partly = useStore(drafts.partly, (value) => value);
  const state = useStore(compose.store, (value) => value);
  const post = activePost(state);
  // What is lit belongs to one reading of one post; the next reading starts unlit.
  const reading = `${post.id}/${post.recommendation?.id ?? ''}`;
  const [lit, setLit] = useState<{ readonly reading: string; readonly highlight: Highlight }>({
    reading,
    highlight: NO_HIGHLIGHT,
  });
  const [openKey, setOpenKey] = useState<string | null>(null);
  const openReason = post.table.chips.find((chip) => chip.key === openKey)?.suggestion?.reason;
  const pressed = lit.reading === reading ? lit.highlight : NO_HIGHLIGHT;
  // A tag whose reason is open shows where it comes from; closing it gives back what was pressed before.
  const highlight: Highlight = openReason === undefined ? pressed : { kind: 'tag', ...openReason };
  const onHighlight = (next: Highlight): void => {
    setLit({ reading, highlight: next });
  };
  const onPhotos = useCallback(
    (files: readonly File[]): void => {
      compose.addPhotos(files);
    },
    [compose],
  );
  const hovering = usePhotoInput(onPhotos);
  useSpokenTags(post);
  const first = state.posts.length === 1 && post.photo === null && post.table.chips.length === 0;

  return (
    <div className={hovering ? 'compose compose--hover' : 'compose'}>
      {first ? <h1 className="compose__lead">{t('lead')}</h1> : <h1 className="visually-hidden">{t('nav.compose')}</h1>}
      {state.posts.length > 1 && <QueueStrip state={state} />}
      {partly && <p className="compose__note small muted">{t('drafts.partly')}</p>}
      <div className="compose__grid">
        <div className="compose__photo">
          {post.photo === null ? (
            <DropZone onPhotos={onPhotos} withSamples={first} />
          ) : (
            <PhotoStage
              post={post}
              highlight={highlight}
              onHighlight={onHighlight}
              onPhotos={onPhotos}
              onRemove={compose.dropPhoto}
            />
          )}
          {isPhotoTrouble(post) && <PostTrouble post={post} />}
          <GateRibbon post={post} onWhatIf={compose.setWhatIf} />
        </div>
        <div className="compose__words">
          <div>
            <CaptionField post={post} />
            <WordsLine post={post} highlight={highlight} onHighlight={onHighlight} />
          </div>
          <EngineLine />
          <TagPanel post={post} openKey={openKey} onOpenKey={setOpenKey} />
          {post.table.chips.length > 0 && (
            <div className="compose__out">
              <CopyBar post={post} />
              <KeepRow post={post} />
            </div>
          )}
        </div>
      </div>
      {hovering && (
        <div className="compose__drop" aria-hidden="true">
          {t('photo.dropNow')}
        </div>
      )}
    </div>
  );
}
