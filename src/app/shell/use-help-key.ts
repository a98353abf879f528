import { useEffect } from 'react';
import { isHelpKey } from '../ui/undo/undo-keys.ts';
import { hrefOf } from '../router.ts';

/** `?` opens the help, wherever the focus is but in a text field. */
export function useHelpKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isHelpKey(event)) return;
      event.preventDefault();
      window.location.hash = hrefOf('help');
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
