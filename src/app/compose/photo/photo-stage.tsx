import { useState } from 'react';
import type { CSSProperties } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { NO_HIGHLIGHT, isEven, regionLight, seenOf } from './highlight.ts';
import type { Highlight, Seen } from './highlight.ts';
import { PickButton } from './pick-button.tsx';
import { isPhotoTrouble } from '../../post/post.ts';
import type { Post } from '../../post/post.ts';
import { RegionMap } from './region-map.tsx';
import './photo-stage.css';

interface PhotoStageProps {
  readonly post: Post;
  readonly highlight: Highlight;
  readonly onHighlight: (highlight: Highlight) => void;
  readonly onPhotos: (files: readonly File[]) => void;
  readonly onRemove: () => void;
  /** The button that shows what the model looked at; on a narrow screen it stands with the other explanations. */
  readonly withLook: boolean;
}

/** The photo's own size once it is known: the stage scales it up to the room there is, and the light of attention fits it exactly. */
interface Shape {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** Shows and hides what the model looked at. */
export function LookButton({
  post,
  highlight,
  onHighlight,
}: Pick<PhotoStageProps, 'post' | 'highlight' | 'onHighlight'>) {
  const { t } = useLocale();
  const { recommendation } = post;
  if ((recommendation?.attention.regions ?? null) === null || post.whatIf.without === 'photo') {
    return null;
  }
  const looking = highlight.kind !== 'none' && highlight.kind !== 'tag';
  return (
    <button
      type="button"
      className="button button--quiet button--small"
      aria-pressed={looking}
      onClick={() => {
        onHighlight(looking ? NO_HIGHLIGHT : { kind: 'all' });
      }}
    >
      <Icon name="eye" size={18} />
      {t('photo.looked')}
    </button>
  );
}

/** The photo, whole, with the light of attention over it. */
export function PhotoStage({ post, highlight, onHighlight, onPhotos, onRemove, withLook }: PhotoStageProps) {
  const { t } = useLocale();
  // A photo that this browser cannot show (HEIC in most) may still be read by the engine.
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  const [shape, setShape] = useState<Shape | null>(null);
  const shown = post.photoUrl !== null && failedUrl !== post.photoUrl;
  const reading = shown && post.whatIf.without !== 'photo' ? post.recommendation : null;
  const seen: Seen | null = reading === null ? null : seenOf(reading);
  const looking = highlight.kind !== 'none' && highlight.kind !== 'tag';
  const light = seen === null || !looking ? null : regionLight(seen, highlight);
  const fitted =
    shape !== null && shape.url === post.photoUrl && shape.height > 0
      ? ({ '--ratio': shape.width / shape.height, '--own': `${shape.width}px` } as CSSProperties)
      : undefined;
  return (
    <figure className="stage">
      <div className={post.whatIf.without === 'photo' ? 'stage__place stage__place--unread' : 'stage__place'}>
        {shown ? (
          <div className={fitted === undefined ? 'stage__photo' : 'stage__photo stage__photo--fitted'} style={fitted}>
            <img
              src={post.photoUrl}
              alt={post.photoName === '' ? t('photo.alt') : t('photo.altNamed', { name: post.photoName })}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
                if (post.photoUrl !== null) {
                  setShape({ url: post.photoUrl, width: naturalWidth, height: naturalHeight });
                }
              }}
              onError={() => {
                setFailedUrl(post.photoUrl);
              }}
            />
            {seen !== null && <RegionMap seen={seen} highlight={highlight} onHighlight={onHighlight} />}
          </div>
        ) : (
          <div className="stage__none">
            <Icon name="photo" size={44} />
            <p className="small muted">
              {t(isPhotoTrouble(post) ? 'photo.notOpened' : 'photo.noPreview', { name: post.photoName })}
            </p>
          </div>
        )}
      </div>
      <figcaption className="stage__tools">
        {withLook && seen !== null && seen.attention.regions !== null ? (
          <LookButton post={post} highlight={highlight} onHighlight={onHighlight} />
        ) : (
          <span className="stage__name small muted">
            <bdi>{post.photoName}</bdi>
          </span>
        )}
        <span className="stage__gap small muted" role="status">
          {light !== null && isEven(light) && t('photo.even')}
        </span>
        <PickButton
          className="button button--quiet button--small"
          label={t('photo.another')}
          multiple
          onPick={onPhotos}
        >
          {t('photo.another')}
        </PickButton>
        <button type="button" className="button button--quiet button--small" onClick={onRemove}>
          {t('photo.remove')}
        </button>
      </figcaption>
    </figure>
  );
}
