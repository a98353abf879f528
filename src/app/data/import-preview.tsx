import type { ArchiveKind, ImportPreview, ImportProblem, LeftOutReason } from '../../domain/post/import.ts';
import { useLocale } from '../i18n/locale.ts';
import { FactList } from '../ui/figures/fact-list.tsx';
import type { Fact } from '../ui/figures/fact-list.tsx';
import { ProblemLines } from './problem-lines.tsx';

const NAMES: Readonly<Record<ArchiveKind, string>> = {
  tagweave: 'Tagweave',
  instagram: 'Instagram',
  mastodon: 'Mastodon',
  pixelfed: 'Pixelfed',
  flickr: 'Flickr',
  table: 'CSV',
};
const REASONS: readonly LeftOutReason[] = ['nothing-to-learn', 'not-own', 'private'];

interface ImportPreviewProps {
  readonly preview: ImportPreview;
  readonly onBegin: () => void;
  readonly onCancel: () => void;
}

/** What an import would bring, in numbers, before anything is written. */
export function ImportPreviewCard({ preview, onBegin, onCancel }: ImportPreviewProps) {
  const { t, number, date, list } = useLocale();
  const { fresh, duplicates, withPhoto, tags, from, to, leftOut, problems, kinds, sets, list: own } = preview;
  const some = fresh > 0 || sets > 0 || own > 0;
  const facts: readonly Fact[] = [
    [t('data.fresh'), number(fresh)],
    ...(fresh === 0
      ? []
      : ([
          [t('data.withPhoto'), number(withPhoto)],
          [t('data.tags'), number(tags)],
        ] as const)),
    ...(from === null || to === null ? [] : ([[t('data.span'), `${date(from)} – ${date(to)}`]] as const)),
    ...(sets === 0 ? [] : ([[t('data.sets'), number(sets)]] as const)),
    ...(own === 0 ? [] : ([[t('data.list'), number(own)]] as const)),
    ...(duplicates === 0 ? [] : ([[t('data.duplicates'), number(duplicates)]] as const)),
    ...REASONS.flatMap((reason) =>
      leftOut[reason] === 0 ? [] : ([[t(`data.left.${reason}`), number(leftOut[reason])]] as const),
    ),
  ];
  return (
    <>
      <p role="status">{t('data.found', { what: list(kinds.map((kind) => NAMES[kind])) })}</p>
      <FactList facts={facts} led />
      <ProblemList problems={problems} />
      <div className="data__row">
        {some && (
          <button type="button" className="button button--primary" onClick={onBegin}>
            {fresh > 0 ? t('data.begin', { count: fresh }) : t('data.beginSets')}
          </button>
        )}
        <button type="button" className="button" onClick={onCancel}>
          {t(some ? 'data.notNow' : 'data.other')}
        </button>
      </div>
    </>
  );
}

/** Entries that could not be read, or not wholly, with where they stand. */
export function ProblemList({ problems }: { readonly problems: readonly ImportProblem[] }) {
  const { t } = useLocale();
  return (
    <ProblemLines
      summary={t('data.problems', { count: problems.length })}
      label={t('data.problemList')}
      lines={problems.map(({ code, where }) => ({ where, what: t(`problem.${code}`) }))}
    />
  );
}
