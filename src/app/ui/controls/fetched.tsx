import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';
import { OnceMade } from '../../../domain/once-made.ts';
import { useLocale } from '../../i18n/locale.ts';

/**
 * A part of the page that is not for the first screen: fetched when it is first shown. Where it does not come, a sentence says so and
 * the person may try again (React's own `lazy` keeps a failure for ever and takes the whole page down with it). `quiet`: a help that the
 * page does without; nothing stands there until it has come.
 */
export function fetched<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { quiet = false }: { readonly quiet?: boolean } = {},
): ComponentType<Props> {
  let here: ComponentType<Props> | null = null;
  const coming = new OnceMade(async () => (here = await load()));
  return function Fetched(props: Props) {
    const { t } = useLocale();
    const [state, setState] = useState<'coming' | 'here' | 'failed'>('coming');
    useEffect(() => {
      if (state !== 'coming' || here !== null) return undefined;
      let current = true;
      const turn = (to: 'here' | 'failed') => () => {
        if (current) setState(to);
      };
      coming.get().then(turn('here'), turn('failed'));
      return () => {
        current = false;
      };
    }, [state]);
    const Part = here;
    if (Part !== null) return <Part {...props} />;
    if (quiet) return null;
    if (state !== 'failed') return <p className="muted">{t('view.loading')}</p>;
    return (
      <div className="trouble" role="alert">
        <p>{t('view.failed')}</p>
        <button
          type="button"
          className="button button--small"
          onClick={() => {
            setState('coming');
          }}
        >
          {t('again')}
        </button>
      </div>
    );
  };
}
