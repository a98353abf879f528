import { useId, useState } from 'react';
import type { AriaAttributes, KeyboardEvent } from 'react';
import type { KnownTag } from '../../../domain/tags/known-tag.ts';
import { completionsOf } from '../../../domain/tags/tag-completion.ts';
import { useKnownTags } from './use-known-tags.ts';

export interface TagCompletionOptions {
  /** What stands in the field. */
  readonly text: string;
  /** The field has the focus. */
  readonly focused: boolean;
  /** Keys that are there already. */
  readonly taken: ReadonlySet<string>;
  readonly onPick: (tag: KnownTag) => void;
}

/** What a list of completions needs; see {@link CompletionList}. */
export interface CompletionListProps {
  readonly id: string;
  readonly options: readonly KnownTag[];
  readonly active: number;
  readonly onPick: (tag: KnownTag) => void;
}

/** What the field's element says of its list. */
export type ComboboxState = Pick<AriaAttributes, 'aria-expanded' | 'aria-controls' | 'aria-activedescendant'>;

export interface TagCompletion {
  readonly field: ComboboxState;
  /** To be asked before the field looks at a key: whether the list had a use for it. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  readonly list: CompletionListProps;
}

/**
 * Completes a hashtag that is being typed (ARIA combobox with a list): down and up choose, Enter takes what is chosen, Escape closes the
 * list. Nothing is chosen before a person does, so that Enter goes on taking what was typed.
 */
export function useTagCompletion({ text, focused, taken, onPick }: TagCompletionOptions): TagCompletion {
  const id = useId();
  /** The text for which the list was sent away. */
  const [closed, setClosed] = useState<string | null>(null);
  const [choice, setChoice] = useState<{ readonly text: string; readonly at: number }>({ text: '', at: -1 });
  const known = useKnownTags();
  const options = focused && closed !== text ? completionsOf(text, known, taken) : [];
  const at = choice.text === text && choice.at < options.length ? choice.at : -1;
  const isOpen = options.length > 0;
  const active = options[at];

  const pick = (tag: KnownTag): void => {
    setChoice({ text: '', at: -1 });
    onPick(tag);
  };
  const step = (by: 1 | -1): void => {
    // One place more than there are options: back in the field itself.
    const places = options.length + 1;
    setChoice({ text, at: ((at + 1 + by + places) % places) - 1 });
  };

  return {
    field: {
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? id : undefined,
      'aria-activedescendant': active === undefined ? undefined : `${id}-${at}`,
    },
    onKeyDown: (event) => {
      // While an input method is composing, the keys are its own.
      if (!isOpen || event.nativeEvent.isComposing) return false;
      if (event.key === 'ArrowDown') step(1);
      else if (event.key === 'ArrowUp') step(-1);
      else if (event.key === 'Escape') setClosed(text);
      else if (event.key === 'Enter' && active !== undefined) pick(active);
      else return false;
      event.preventDefault();
      return true;
    },
    list: { id, options, active: at, onPick: pick },
  };
}
