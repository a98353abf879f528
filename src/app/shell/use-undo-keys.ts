import { useEffect } from 'react';
import { isUndoKey } from '../ui/undo/undo-keys.ts';
import { useUndo } from '../ui/undo/use-undo.ts';

/** Ctrl+Z and Shift+Ctrl+Z for the page, wherever the focus is but in a text field, which has an undo of its own. */
export function useUndoKeys(): void {
  const { back, again } = useUndo();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const way = isUndoKey(event);
      if (way === null) return;
      event.preventDefault();
      if (way === 'undo') back();
      else again();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [back, again]);
}
