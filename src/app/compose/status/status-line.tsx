import { useLocale } from '../../i18n/locale.ts';
import type { MessageKey } from '../../i18n/locale.ts';
import type { Step } from '../../../domain/progress.ts';
import { errorText } from '../../errors/error-text.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { isPhotoTrouble } from '../../post/post.ts';
import type { Post } from '../../post/post.ts';
import './status-line.css';

/** A step in a person's words, and its place among those this post needs. */
function stepWords(
  step: Step | null,
  post: Post,
): { readonly key: MessageKey; readonly at: number; readonly of: number } {
  const both = post.photo !== null && post.caption.trim() !== '';
  const of = both ? 3 : 2;
  if (step === 'encode-caption') return { key: 'step.caption', at: both ? 2 : 1, of };
  if (step === 'recommend' || step === 'read-history') return { key: 'step.tags', at: of, of };
  return { key: post.photo === null ? 'step.caption' : 'step.photo', at: 1, of };
}

/** What is happening to this post, in words. */
export function StatusLine({ post }: { readonly post: Post }) {
  const { t } = useLocale();
  const { engine } = useModel();
  const step = useStore(engine.store, (value) => value.step);
  const words = stepWords(step, post);
  return (
    <p className="status small muted" role="status">
      {post.status === 'working' && (
        <>
          <span className="status__dot" />
          {t('step.of', { what: t(words.key), at: words.at, of: words.of })}
        </>
      )}
      {post.status === 'waiting' && post.recommendation?.early === true && t('step.photoFirst')}
    </p>
  );
}

/** What went wrong with this post, and the way on; what is wrong with a photo is said beside the photo. */
export function PostTrouble({ post }: { readonly post: Post }) {
  const locale = useLocale();
  const { compose } = useModel();
  if (post.status !== 'failed' || post.error === null) return null;
  const ofPhoto = isPhotoTrouble(post);
  return (
    <div className="trouble" role="alert">
      <p>{errorText(locale, post.error)}</p>
      <button
        type="button"
        className="button button--small"
        onClick={() => {
          // The same file would fail the same way.
          if (ofPhoto) compose.dropPhoto();
          else compose.retry(post.id);
        }}
      >
        {locale.t(ofPhoto ? 'photo.without' : 'again')}
      </button>
    </div>
  );
}
