import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { EngineLine } from '../compose/status/engine-line.tsx';
import { FactList } from '../ui/figures/fact-list.tsx';
import type { Fact } from '../ui/figures/fact-list.tsx';
import { StoredModels } from './stored-models.tsx';

/** Quiet facts: what reads the posts here, how much it takes, where it runs. */
export function ModelsPart() {
  const { t, bytes } = useLocale();
  const { engine } = useModel();
  const { report, backends, size, phase } = useStore(engine.store, (value) => value);
  const rows: readonly Fact[] = [
    ...(report === null
      ? []
      : ([
          [t('models.photo'), report.models.photo],
          [t('models.caption'), report.models.caption],
          [t('models.network'), report.models.network],
        ] as const)),
    ...(size === null ? [] : ([[t('models.size'), bytes(size.totalBytes)]] as const)),
    ...(backends === null
      ? []
      : ([
          [t('models.readsOn'), t(`backend.${backends.encoders}`)],
          [t('models.choosesOn'), t(`backend.${backends.network}`)],
        ] as const)),
  ];
  return (
    <>
      <p className="small muted">{t('models.about')}</p>
      {rows.length > 0 && <FactList facts={rows} />}
      {phase !== 'ready' && <EngineLine />}
      <StoredModels />
    </>
  );
}
