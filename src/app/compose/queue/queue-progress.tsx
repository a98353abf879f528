import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import type { Post } from '../../post/post.ts';

/** How far the queue is, and the hand on it: pause, go on, stop the rest, read the stopped ones after all. */
export function QueueProgress({ posts, paused }: { readonly posts: readonly Post[]; readonly paused: boolean }) {
  const { t } = useLocale();
  const { compose } = useModel();
  const count = posts.filter((post) => post.status !== 'blank').length;
  const done = posts.filter((post) => post.status === 'done').length;
  const failed = posts.filter((post) => post.status === 'failed').length;
  const stopped = posts.filter((post) => post.status === 'failed' && post.error?.code === 'aborted').length;
  const left = count - done - failed;
  const words = t(paused && left > 0 ? 'queue.paused' : 'queue.progress', { done, count });
  return (
    <div className="queue__progress small">
      <span className="muted" role="status">
        {words}
        {failed > stopped && ` · ${t('queue.unread', { count: failed - stopped })}`}
      </span>
      {left > 0 && (
        <>
          <div
            className="bar queue__bar"
            role="progressbar"
            aria-label={t('queue.bar')}
            aria-valuemin={0}
            aria-valuemax={count}
            aria-valuenow={done + failed}
            aria-valuetext={words}
          >
            <div className="bar__fill" style={{ transform: `scaleX(${(done + failed) / count})` }} />
          </div>
          <button
            type="button"
            className="button button--small"
            onClick={() => {
              compose.setPaused(!paused);
            }}
          >
            {t(paused ? 'queue.goOn' : 'queue.pause')}
          </button>
          <button type="button" className="button button--quiet button--small" onClick={compose.cancelAll}>
            {t('queue.stop')}
          </button>
        </>
      )}
      {left === 0 && stopped > 0 && (
        <button type="button" className="button button--small" onClick={compose.retryAll}>
          {t('queue.retry', { count: stopped })}
        </button>
      )}
    </div>
  );
}
