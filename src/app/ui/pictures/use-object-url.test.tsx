// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useObjectUrl } from './use-object-url.ts';

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function Picture({ blob }: { readonly blob: Blob | null }) {
  const url = useObjectUrl(blob);
  return url === null ? null : <img src={url} alt="" />;
}

it('gives an address up only when no picture wants it any more', () => {
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const root = createRoot(place);
  const shown = (): string | null => place.querySelector('img')?.getAttribute('src') ?? null;
  const wantedStill: string[] = [];
  const revoked: string[] = [];
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
    revoked.push(url);
    if (shown() === url) wantedStill.push(url);
  });
  const show = (blob: Blob | null): void => {
    act(() => {
      root.render(<Picture blob={blob} />);
    });
  };
  show(new Blob(['a']));
  const first = shown();
  show(new Blob(['b']));
  const second = shown();
  expect(second).not.toBe(first);
  show(null);
  expect(shown()).toBeNull();
  vi.runAllTimers();
  expect(revoked).toEqual([first, second]);
  expect(wantedStill).toEqual([]);
  act(() => {
    root.unmount();
  });
});
