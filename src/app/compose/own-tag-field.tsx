import { useId, useState } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { Icon } from '../ui/icon.tsx';
import { addTyped, typedLabels } from './chips.ts';

/** The field for tags that nobody suggested. */
export function OwnTagField() {
  const { t } = useLocale();
  const { compose, toasts } = useModel();
  const id = useId();
  const [text, setText] = useState('');
  const add = (): void => {
    const labels = typedLabels(text);
    if (labels.length === 0) return;
    compose.editTags((table) => labels.reduce(addTyped, table));
    toasts.say(t('tags.added', { tags: labels.join(', ') }));
    setText('');
  };
  return (
    <form
      className="tags__add"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label className="visually-hidden" htmlFor={id}>
        {t('tags.own')}
      </label>
      <span className="tags__pencil">
        <Icon name="pencil" size={16} />
      </span>
      <input
        id={id}
        className="field tags__input"
        dir="auto"
        autoComplete="off"
        autoCapitalize="none"
        enterKeyHint="done"
        placeholder={t('tags.own')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === ',' && text.trim() !== '') {
            event.preventDefault();
            add();
          }
        }}
      />
      <button type="submit" className="visually-hidden" tabIndex={-1}>
        {t('tags.add')}
      </button>
    </form>
  );
}
