import { useEffect, useState } from 'react';
import { OWN_DRAG, isForField, readDropped } from './dropped.ts';
import type { Dropped } from './dropped.ts';
import { carriesFiles } from './photo-files.ts';

/** What comes from outside the page: the browser would leave the page for it, or do nothing. */
function isOurs(event: DragEvent): boolean {
  const { dataTransfer } = event;
  if (dataTransfer === null || [...dataTransfer.types].includes(OWN_DRAG)) return false;
  return carriesFiles(dataTransfer) || !isForField(event.target, dataTransfer);
}

/** Whatever is dropped (or `pasted`) anywhere on the page gets an answer. Returns whether files hover over it now. */
export function usePhotoInput(onDropped: (dropped: Dropped) => void, pasted = true): boolean {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event.dataTransfer)) return;
      depth += 1;
      setHovering(true);
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event.dataTransfer)) return;
      depth = Math.max(0, depth - 1);
      setHovering(depth > 0);
    };
    const over = (event: DragEvent): void => {
      if (isOurs(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      depth = 0;
      setHovering(false);
      if (!isOurs(event)) return;
      event.preventDefault();
      const coming = readDropped(event.dataTransfer);
      if (coming !== null) onDropped(coming);
    };
    const paste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isForField(event.target, event.clipboardData)) return;
      const coming = readDropped(event.clipboardData);
      if (coming === null) return;
      event.preventDefault();
      onDropped(coming);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    if (pasted) window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [onDropped, pasted]);
  return hovering;
}
