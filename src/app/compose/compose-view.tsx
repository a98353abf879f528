import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { useWide } from './use-wide.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { fetched } from '../ui/controls/fetched.tsx';
import { CaptionField } from './caption-field.tsx';
import type { OpenTag } from './tags/chip-row.tsx';
import { CopyBar } from './copy/copy-bar.tsx';
import { DropZone } from './photo/drop-zone.tsx';
import { EngineLine } from './status/engine-line.tsx';
import { GateRibbon } from './why/gate-ribbon.tsx';
import { NO_HIGHLIGHT } from './photo/highlight.ts';
import type { Highlight } from './photo/highlight.ts';
import { KeepRow } from './copy/keep-row.tsx';
import { PhotoStage } from './photo/photo-stage.tsx';
import { activePost, isPhotoTrouble } from '../post/post.ts';
import type { Post } from '../post/post.ts';
import { PostTrouble } from './status/status-line.tsx';
import { TagPanel } from './tags/tag-panel.tsx';
import { useDropped } from './photo/use-dropped.ts';
import { usePhotoInput } from './photo/use-photo-input.ts';
import { WhyFold } from './why/why-fold.tsx';
import { WordsLine } from './why/words-line.tsx';
import './compose-view.css';

/** Not for the first screen: fetched with the first photo. */
const AltTextField = fetched(async () => (await import('./alt-text/alt-text-field.tsx')).AltTextField, { quiet: true });
/** Not for the first screen: fetched with the second post. */
const QueueStrip = fetched(async () => (await import('./queue/queue-strip.tsx')).QueueStrip);

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
    // Nothing yet is not nothing: the caption is still to be read.
    if (labels.length === 0 && post.recommendation?.early === true) return;
    toasts.say(labels.length === 0 ? t('tags.none') : t('tags.spoken', { count: labels.length, tags: list(labels) }));
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
  const [opened, setOpened] = useState<{ readonly post: number; readonly key: string | null }>({ post: 0, key: null });
  const openKey = opened.post === post.id ? opened.key : null;
  const setOpenKey: OpenTag['onOpenKey'] = (next) => {
    setOpened((now) => {
      const before = now.post === post.id ? now.key : null;
      return { post: post.id, key: typeof next === 'function' ? next(before) : next };
    });
  };
  const [whyOpen, setWhyOpen] = useState(false);
  const wide = useWide();
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
  const hovering = usePhotoInput(useDropped());
  useSpokenTags(post);
  // With a photo on a narrow screen the tags come before the caption, on the first screen; a caption alone is written above its tags.
  const tagsFirst = !wide && post.photo !== null;
  const altText = post.photo !== null && post.table.chips.length > 0 && (
    <AltTextField key={`alt-text-${post.id}`} post={post} />
  );
  // Tags come while more is downloaded, of the photo alone at first, and are there to be pressed: what is said of the download moves none of them
  // when it goes. It stands where the ribbon will, on a narrow screen below them.
  const withPhoto = post.photo !== null;
  const tags = (
    <div className="compose__tags">
      {!withPhoto && <EngineLine />}
      <TagPanel post={post} openKey={openKey} onOpenKey={setOpenKey} />
      {post.table.chips.length > 0 && (
        <div className="compose__out">
          <CopyBar post={post} />
          <KeepRow post={post} />
        </div>
      )}
      {withPhoto && !wide && <EngineLine />}
      {wide && altText}
    </div>
  );
  const first = state.posts.length === 1 && post.photo === null && post.table.chips.length === 0;

  return (
    <div className={hovering ? 'compose compose--hover' : 'compose'}>
      {first ? <h1 className="compose__lead">{t('lead')}</h1> : <h1 className="visually-hidden">{t('nav.compose')}</h1>}
      {state.posts.length > 1 && (
        <div className="compose__queue">
          <QueueStrip state={state} wide={wide} />
        </div>
      )}
      {partly && <p className="compose__note small muted">{t('drafts.partly')}</p>}
      <div className="compose__grid">
        <div className={whyOpen && !wide ? 'compose__photo compose__photo--stays' : 'compose__photo'}>
          {post.photo === null ? (
            <DropZone onPhotos={onPhotos} withSamples={first} />
          ) : (
            <PhotoStage
              post={post}
              highlight={highlight}
              onHighlight={onHighlight}
              onPhotos={onPhotos}
              onRemove={compose.dropPhoto}
              withLook={wide}
            />
          )}
          {isPhotoTrouble(post) && <PostTrouble post={post} />}
          {wide && withPhoto && <EngineLine />}
          {wide && <GateRibbon post={post} onWhatIf={compose.setWhatIf} />}
        </div>
        {tagsFirst && tags}
        <div className="compose__caption">
          <CaptionField post={post} />
          {wide && <WordsLine post={post} highlight={highlight} onHighlight={onHighlight} />}
        </div>
        {!wide && altText}
        {!tagsFirst && tags}
        {!wide && (
          <WhyFold
            key={post.id}
            post={post}
            highlight={highlight}
            onHighlight={onHighlight}
            onWhatIf={compose.setWhatIf}
            onOpen={setWhyOpen}
          />
        )}
      </div>
      {hovering && (
        <div className="compose__drop" aria-hidden="true">
          {t('photo.dropNow')}
        </div>
      )}
    </div>
  );
}
