import { useMemo } from 'react';
import { setName, setNamed } from '../../domain/tags/tag-sets.ts';
import type { TagSet } from '../../domain/post/tag-set.ts';
import { useLocale } from '../i18n/locale.ts';
import { errorText } from '../errors/error-text.ts';
import { shownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';

/** What a person does with saved sets; what went wrong is said, and then they resolve to false. */
export interface SetActs {
  readonly save: (set: TagSet, instead?: string) => Promise<boolean>;
  /** Saves tags under a name: as a new set, or beside the tags that the set of this name has. A button of the message takes it back. */
  readonly keep: (name: string, tags: TagSet['tags'], sets: readonly TagSet[]) => Promise<boolean>;
  /** A button of the message brings it back. */
  readonly remove: (set: TagSet) => Promise<boolean>;
}

export function useSetActs(): SetActs {
  const locale = useLocale();
  const { engine, toasts } = useModel();
  return useMemo(() => {
    const { t } = locale;
    const attempt = async (work: () => Promise<void>): Promise<boolean> => {
      try {
        await work();
        return true;
      } catch (caught) {
        toasts.show(errorText(locale, shownError(caught)));
        return false;
      }
    };
    const save = (set: TagSet, instead?: string): Promise<boolean> =>
      attempt(() => engine.recommender().saveTagSet(set, instead));
    return {
      save,
      keep: (typed, tags, sets) =>
        attempt(async () => {
          const here = setNamed(sets, typed);
          const name = here?.name ?? setName(typed);
          await engine.recommender().saveTagSet({ name, tags: [...(here?.tags ?? []), ...tags] });
          toasts.show(t(here === null ? 'sets.saved' : 'sets.joined', { name }), {
            label: t('undo'),
            run: () => void (here === null ? attempt(() => engine.recommender().forgetTagSet(name)) : save(here)),
          });
        }),
      remove: (set) =>
        attempt(async () => {
          await engine.recommender().forgetTagSet(set.name);
          toasts.show(t('sets.deleted', { name: set.name }), { label: t('undo'), run: () => void save(set) });
        }),
    };
  }, [locale, engine, toasts]);
}
