import { useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { chosenPlatform } from '../../stores/settings/platform-list.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { fetched } from '../../ui/controls/fetched.tsx';
import { Icon } from '../../ui/controls/icon.tsx';
import type { ComboboxState } from '../../ui/tags/use-tag-completion.ts';
import { addTyped } from '../../post/chips.ts';
import type { Post } from '../../post/post.ts';
import { isEnded, readTyped } from '../../post/typed-tags.ts';
import type { TypedTags } from '../../post/typed-tags.ts';

/** Not for the first screen: it comes when the field is first used. */
const TagCompletion = fetched(async () => (await import('../../ui/tags/tag-completion.tsx')).TagCompletion, {
  quiet: true,
});

/**
 * The field for tags that nobody suggested. It completes to what is known as one types. A space, a comma, Enter and a paste end a tag;
 * what is none says why and stays.
 */
export function OwnTagField({ post }: { readonly post: Post }) {
  const { t, list } = useLocale();
  const { compose, settings, toasts } = useModel();
  const id = useId();
  const [text, setText] = useState('');
  const [focus, setFocus] = useState<'never' | 'here' | 'gone'>('never');
  const [combobox, setCombobox] = useState<ComboboxState>({ 'aria-expanded': false });
  const listKeys = useRef<(event: KeyboardEvent) => boolean>(null);
  const [refused, setRefused] = useState<TypedTags['refused']>([]);
  // A topic on Threads may hold spaces.
  const spacesJoin = useStore(settings, (value) => chosenPlatform(value)?.characters === 'free');

  const put = (labels: readonly string[]): void => {
    compose.editTags((table) => labels.reduce(addTyped, table));
    toasts.say(t('tags.added', { tags: list(labels) }));
  };
  const add = (typed: string): void => {
    const read = readTyped(typed, spacesJoin);
    if (read.labels.length > 0) put(read.labels);
    setRefused(read.refused);
    setText(read.refused.map((one) => one.text).join(' '));
  };
  const [first] = refused;
  return (
    <form
      className="tags__add"
      onSubmit={(event) => {
        event.preventDefault();
        add(text);
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
        aria-invalid={first !== undefined}
        aria-describedby={first === undefined ? undefined : `${id}-refused`}
        value={text}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={combobox['aria-expanded']}
        aria-controls={combobox['aria-controls']}
        aria-activedescendant={combobox['aria-activedescendant']}
        onFocus={() => {
          setFocus('here');
        }}
        onBlur={() => {
          setFocus('gone');
        }}
        onKeyDown={(event) => listKeys.current?.(event)}
        onChange={(event) => {
          const typed = event.target.value;
          // While a word is being composed (IME), its spaces are not the person's yet.
          const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing;
          if (!composing && typed.trim() !== '' && isEnded(typed, spacesJoin)) add(typed);
          else {
            setText(typed);
            setRefused([]);
          }
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain');
          if (pasted.trim() === '') return;
          event.preventDefault();
          const { selectionStart, selectionEnd } = event.currentTarget;
          add(text.slice(0, selectionStart ?? text.length) + pasted + text.slice(selectionEnd ?? text.length));
        }}
      />
      {focus !== 'never' && (
        <TagCompletion
          keys={listKeys}
          onState={setCombobox}
          text={text}
          focused={focus === 'here'}
          taken={new Set(post.table.chips.map(({ key }) => key))}
          onPick={({ label }) => {
            put([label]);
            setRefused([]);
            setText('');
          }}
        />
      )}
      <button type="submit" className="visually-hidden" tabIndex={-1}>
        {t('tags.add')}
      </button>
      {first !== undefined && (
        <p className="tags__refused small" id={`${id}-refused`} role="alert">
          {t(`tags.refused.${first.why}`, { text: list(refused.map((one) => `“${one.text}”`)) })}
        </p>
      )}
    </form>
  );
}
