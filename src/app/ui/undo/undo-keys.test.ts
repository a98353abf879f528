// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { isUndoKey } from './undo-keys.ts';

function pressed(on: Element, init: KeyboardEventInit): 'undo' | 'redo' | null {
  document.body.replaceChildren(on);
  let found: 'undo' | 'redo' | null = null;
  on.addEventListener('keydown', (event) => {
    found = isUndoKey(event as KeyboardEvent);
  });
  on.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  return found;
}

describe('the keys of undo', () => {
  const button = () => document.createElement('button');
  it('are Ctrl or Cmd with Z, with Shift for redo, in every script', () => {
    expect(pressed(button(), { key: 'z', ctrlKey: true })).toBe('undo');
    expect(pressed(button(), { key: 'Z', metaKey: true, shiftKey: true })).toBe('redo');
    expect(pressed(button(), { key: 'y', ctrlKey: true })).toBe('redo');
    expect(pressed(button(), { key: 'я', code: 'KeyZ', ctrlKey: true })).toBe('undo');
    // On a German keyboard z stands where y does elsewhere.
    expect(pressed(button(), { key: 'z', code: 'KeyY', ctrlKey: true })).toBe('undo');
  });

  it('belong to a text field while it has the focus, and to nobody under a dialog', () => {
    expect(pressed(document.createElement('textarea'), { key: 'z', ctrlKey: true })).toBeNull();
    expect(pressed(document.createElement('input'), { key: 'z', ctrlKey: true })).toBeNull();
    const range = document.createElement('input');
    range.type = 'range';
    expect(pressed(range, { key: 'z', ctrlKey: true })).toBe('undo');
    const dialog = document.createElement('dialog');
    dialog.setAttribute('open', '');
    expect(pressed(dialog, { key: 'z', ctrlKey: true })).toBeNull();
  });

  it('are nothing without Ctrl, or with Alt', () => {
    expect(pressed(button(), { key: 'z' })).toBeNull();
    expect(pressed(button(), { key: 'z', ctrlKey: true, altKey: true })).toBeNull();
  });
});
