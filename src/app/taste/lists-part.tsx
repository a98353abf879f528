import { useId } from 'react';
import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { TagItems, TagItemsForm } from '../ui/tags/tag-items.tsx';
import { withTag, withoutTag } from './tag-lists.ts';
import type { TagListName } from './tag-lists.ts';

const LISTS: readonly { readonly list: TagListName; readonly name: MessageKey; readonly hint: MessageKey }[] = [
  { list: 'alwaysSuggest', name: 'taste.always', hint: 'taste.alwaysHint' },
  { list: 'neverSuggest', name: 'taste.never', hint: 'taste.neverHint' },
];

/** Tags that the person wants in every list, and in none. */
export function ListsPart() {
  const { t } = useLocale();
  const id = useId();
  return (
    <section className="taste__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('taste.lists')}</h2>
      <div className="taste__lists">
        {LISTS.map(({ list, name, hint }) => (
          <TagList key={list} list={list} name={t(name)} hint={t(hint)} />
        ))}
      </div>
    </section>
  );
}

function TagList({ list, name, hint }: { readonly list: TagListName; readonly name: string; readonly hint: string }) {
  const { t } = useLocale();
  const { settings } = useModel();
  const tags = useStore(settings, (value) => value[list]);
  const id = useId();
  return (
    <div className="tag-rules">
      <h3 id={id} className="setting__name">
        {name}
      </h3>
      <p className="small muted">{hint}</p>
      {tags.length > 0 && (
        <TagItems
          tags={tags}
          labelledBy={id}
          removeLabel={(tag) => t('taste.takeOff', { tag })}
          onRemove={(key) => {
            settings.update((now) => withoutTag(now, list, key));
          }}
        />
      )}
      <TagItemsForm
        label={t('taste.addTo', { list: name })}
        onAdd={(added) => {
          settings.update((now) => added.reduce((next, tag) => withTag(next, list, tag), now));
          return true;
        }}
      />
    </div>
  );
}
