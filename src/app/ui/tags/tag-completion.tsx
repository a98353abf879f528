import { useImperativeHandle, useLayoutEffect } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import { CompletionList } from './completion-list.tsx';
import { useTagCompletion } from './use-tag-completion.ts';
import type { ComboboxState, TagCompletionOptions } from './use-tag-completion.ts';

interface TagCompletionProps extends TagCompletionOptions {
  /** Takes what is asked before the field looks at a key: whether the list had a use for it. */
  readonly keys: Ref<(event: KeyboardEvent) => boolean>;
  /** Hears what the field's element is to say of the list. */
  readonly onState: (state: ComboboxState) => void;
}

/** The list below a field of hashtags: fetched when the field is first used, so the field stands without it until then. */
export function TagCompletion({ keys, onState, ...options }: TagCompletionProps) {
  const { field, onKeyDown, list } = useTagCompletion(options);
  const { 'aria-expanded': expanded, 'aria-controls': controls, 'aria-activedescendant': active } = field;
  useImperativeHandle(keys, () => onKeyDown);
  useLayoutEffect(() => {
    onState({ 'aria-expanded': expanded, 'aria-controls': controls, 'aria-activedescendant': active });
  }, [onState, expanded, controls, active]);
  return <CompletionList {...list} />;
}
