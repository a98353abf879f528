import { useRef } from 'react';
import type { ReactNode } from 'react';
import { PHOTO_TYPES } from './photo-files.ts';

interface PickButtonProps {
  readonly className: string;
  readonly label: string;
  readonly multiple?: boolean;
  /** Phones open the camera instead of the files. */
  readonly capture?: boolean;
  readonly onPick: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

/** A real button that opens the file picker (or the phone's camera). */
export function PickButton({ className, label, multiple = false, capture = false, onPick, children }: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={capture ? 'image/*' : PHOTO_TYPES}
        multiple={multiple}
        {...(capture ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onPick(files);
        }}
      />
    </>
  );
}
