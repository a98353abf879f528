import { useEffect, useState } from 'react';
import type { Language } from '../../domain/text/format.ts';
import { isLoaded, loadCatalogue } from './catalogues.ts';

/** The wanted language once its words are there, the one spoken before until then (and for good where they do not come). */
export function useLoadedLanguage(wanted: Language): Language {
  const [spoken, setSpoken] = useState<Language>(() => (isLoaded(wanted) ? wanted : 'en'));
  useEffect(() => {
    let current = true;
    loadCatalogue(wanted).then(
      () => {
        if (current) setSpoken(wanted);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [wanted]);
  return spoken;
}
