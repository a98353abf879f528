/** A place where letters are written: the browser takes its own changes back there. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button', 'file'].includes(target.type);
}

/** Whether a key asks for help: `?`, on whatever key it is; not in text fields, not under a dialog. */
export function isHelpKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.key !== '?' || event.ctrlKey || event.metaKey) return false;
  return !isTextField(event.target) && document.querySelector('dialog[open]') === null;
}

/** The letter on a key: as it is written on it, or, in a script without z, where z is on most keyboards (“я”). */
function letterOf({ key, code }: KeyboardEvent): string {
  return /^[a-z]$/iu.test(key) ? key.toLowerCase() : code.replace(/^Key/u, '').toLowerCase();
}

/** Whether a key asks to take the last act back or do it again; null in text fields and under a dialog. */
export function isUndoKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  if (isTextField(event.target) || document.querySelector('dialog[open]') !== null) return null;
  const letter = letterOf(event);
  if (letter === 'z') return event.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !event.shiftKey ? 'redo' : null;
}
