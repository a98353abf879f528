import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** How far outside of the window something still counts as near, in pixels: about a page of posts. */
const MARGIN = 900;

/**
 * Whether an element is in the window or close to it. Where nobody can tell, it is.
 * @param initially before the browser has told
 */
export function useNear<Element extends HTMLElement>(initially = false): readonly [RefObject<Element | null>, boolean] {
  const ref = useRef<Element>(null);
  const [near, setNear] = useState(initially || typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (ref.current === null || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      (entries) => {
        setNear(entries.some((entry) => entry.isIntersecting));
      },
      { rootMargin: `${MARGIN}px 0px` },
    );
    observer.observe(ref.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, near];
}
