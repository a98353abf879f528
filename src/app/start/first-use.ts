/** What a person does first: moves, touches, types, scrolls, drags a photo over the page, walks with Tab. */
const SIGNS = [
  'pointermove',
  'pointerdown',
  'touchstart',
  'keydown',
  'wheel',
  'scroll',
  'dragenter',
  'focusin',
] as const;

/** Settles at the first sign that somebody uses the page; a page that is only looked at never settles it. */
export function firstUse(target: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const seen = (): void => {
      for (const sign of SIGNS) target.removeEventListener(sign, seen, true);
      resolve();
    };
    for (const sign of SIGNS) target.addEventListener(sign, seen, { capture: true, passive: true });
  });
}
