import { useEffect, useRef, useState } from 'react';
import type { SavedPost } from '../../domain/post/post.ts';
import { useLocale } from '../i18n/locale.ts';
import { HistoryCard } from './history-card.tsx';
import type { CardActs } from './history-card.tsx';
import { PAGE, useHistoryPage } from './use-history.ts';
import type { HistoryQuery } from './use-history.ts';
import { useNear } from './use-near.ts';

/** A guess for pages that were never shown: six rows of cards. */
const PAGE_HEIGHT = 1400;

interface ListProps extends CardActs {
  /** Posts of the first page, which whoever knows the total has already. */
  readonly first: readonly SavedPost[];
  readonly query: HistoryQuery;
}

/**
 * All posts, of which only the pages near the window exist: ten thousand are as quick as ten. A page that is left keeps its height, so
 * that the scrollbar stays where it is.
 */
export function HistoryList({ total, ...rest }: ListProps & { readonly total: number }) {
  return (
    <div className="history__list">
      {Array.from({ length: Math.ceil(total / PAGE) }, (_, index) => (
        <HistoryListPage key={index} index={index} count={Math.min(PAGE, total - index * PAGE)} {...rest} />
      ))}
    </div>
  );
}

function HistoryListPage({
  index,
  count,
  first,
  query,
  ...acts
}: ListProps & { readonly index: number; readonly count: number }) {
  const { t } = useLocale();
  const [ref, near] = useNear<HTMLDivElement>(index === 0);
  const read = useHistoryPage(query, index, near && index > 0);
  const posts = index === 0 ? first : read.posts;
  const list = useRef<HTMLUListElement>(null);
  const [height, setHeight] = useState((PAGE_HEIGHT * count) / PAGE);
  const isShown = near && posts !== null;
  useEffect(() => {
    const measured = list.current?.offsetHeight ?? 0;
    if (isShown && measured > 0) setHeight(measured);
  }, [isShown, posts]);
  return (
    <div ref={ref} style={isShown ? undefined : { minHeight: height }}>
      {isShown && (
        <ul
          ref={list}
          className="history__grid"
          aria-label={t('history.page', { from: index * PAGE + 1, to: index * PAGE + posts.length })}
        >
          {posts.map((post) => (
            <HistoryCard key={post.id} post={post} {...acts} />
          ))}
        </ul>
      )}
    </div>
  );
}
