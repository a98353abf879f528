import { ProgressBar } from '../data/progress-bar.tsx';
import { useLocale } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { errorText } from '../errors/error-text.ts';
import { ListPart } from '../list/list-part.tsx';
import { useModel } from '../model.ts';
import { hrefOf } from '../router.ts';
import { SetsPart } from '../sets/sets-part.tsx';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { KnownPart } from './known-part.tsx';
import { LearntPart } from './learnt-part.tsx';
import { ListsPart } from './lists-part.tsx';
import { SlidersPart } from './sliders-part.tsx';
import { TagsPart } from './tags-part.tsx';
import { useTaste } from './use-taste.ts';
import './taste-view.css';

/** What was learnt from the person's posts, and the hands to turn it. */
export default function TasteView() {
  const locale = useLocale();
  const { t } = locale;
  const { engine } = useModel();
  const { taste, error, learning, stopped, stop, goOn } = useTaste();
  const reencoding = useStore(engine.store, (value) => value.reencoding);
  const isEmpty = taste?.posts === 0;
  return (
    <div className="taste">
      <div className="taste__head">
        <h1>{t('nav.taste')}</h1>
        {taste !== null && !isEmpty && <p className="muted">{t('taste.lead', { count: taste.posts })}</p>}
        {reencoding !== null && (
          <p className="small muted" role="status">
            {t('taste.reencoding', reencoding)}
          </p>
        )}
      </div>
      {error !== null && (
        <p className="trouble" role="alert">
          {errorText(locale, error)}
        </p>
      )}
      {learning !== null && <ProgressBar label={t('taste.learning')} progress={learning} onStop={stop} />}
      {stopped && (
        <div className="taste__row">
          <p>{t('taste.stopped')}</p>
          <button type="button" className="button button--small" onClick={goOn}>
            {t('data.goOn')}
          </button>
        </div>
      )}
      {isEmpty && (
        <div className="taste__empty">
          <Icon name="taste" size={44} />
          <p>{t('taste.empty')}</p>
          <p className="taste__ways">
            <a className="button button--primary" href={hrefOf('compose')}>
              {t('history.start')}
            </a>
            <a href={hrefOf('data')}>{t('history.bring')}</a>
          </p>
        </div>
      )}
      <SlidersPart taste={taste} />
      {taste !== null && !isEmpty && (
        <>
          <TagsPart taste={taste} />
          <LearntPart shifts={taste.shifts} />
          <KnownPart />
        </>
      )}
      <SetsPart />
      <ListPart />
      <ListsPart />
    </div>
  );
}
