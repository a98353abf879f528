import { useId } from 'react';
import { formatTags } from '../../../domain/platforms/platforms.ts';
import type { PlatformRule } from '../../../domain/platforms/platforms.ts';
import { SCHEDULERS, schedulerCsv } from '../../../domain/output/schedulers.ts';
import type { Scheduler } from '../../../domain/output/schedulers.ts';
import { useLocale } from '../../i18n/locale.ts';
import { saveFile } from '../../ui/clipboard.ts';
import { tagsTaken } from '../../post/chips.ts';
import type { Post } from '../../post/post.ts';
import { altTextOf } from '../alt-text/alt-text-of.ts';

interface QueueSchedulersProps {
  readonly posts: readonly Post[];
  readonly rule: PlatformRule | null;
}

/** All posts as a table that a scheduler takes, each with the columns of its own template. */
export function QueueSchedulers({ posts, rule }: QueueSchedulersProps) {
  const { t, date } = useLocale();
  const id = useId();
  const save = (scheduler: Scheduler): void => {
    // A row without words would be refused there, since photos do not go along.
    const rows = posts
      .map((post) => ({
        text: formatTags(tagsTaken(post.table, rule).kept, 'caption-and-tags', rule, post.caption),
        altText: altTextOf(post),
      }))
      .filter(({ text }) => text !== '');
    saveFile(`tagweave-${scheduler.id}.csv`, 'text/csv', schedulerCsv(rows, scheduler, rule?.id ?? null));
  };
  const seen = SCHEDULERS.map((one) => one.checkedAt ?? one.seenAt).sort()[0] ?? '';
  return (
    <div className="queue__out small">
      <span className="muted" id={`${id}-for`}>
        {t('queue.schedulers')}
      </span>
      {SCHEDULERS.map((one) => (
        <button
          key={one.id}
          type="button"
          aria-describedby={`${id}-for ${id}-hint`}
          className="button button--quiet button--small"
          disabled={posts.length === 0}
          onClick={() => {
            save(one);
          }}
        >
          {one.name}
        </button>
      ))}
      <span className="muted" id={`${id}-hint`}>
        {t('queue.schedulersHint', { date: date(seen) })}
      </span>
    </div>
  );
}
