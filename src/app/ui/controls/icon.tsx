const PATHS = {
  plus: 'M10 4v12M4 10h12',
  history: 'M10 5.5V10l3 2M3.5 10a6.5 6.5 0 1 0 2-4.7M5.5 2.5v3h-3',
  gear: 'M10 7.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2ZM8.2 4.2L8.6 2.1L11.4 2.1L11.8 4.2L12.8 4.6L14.6 3.5L16.5 5.4L15.4 7.2L15.8 8.2L17.9 8.6L17.9 11.4L15.8 11.8L15.4 12.8L16.5 14.6L14.6 16.5L12.8 15.4L11.8 15.8L11.4 17.9L8.6 17.9L8.2 15.8L7.2 15.4L5.4 16.5L3.5 14.6L4.6 12.8L4.2 11.8L2.1 11.4L2.1 8.6L4.2 8.2L4.6 7.2L3.5 5.4L5.4 3.5L7.2 4.6Z',
  photo:
    'M3 5.5A1.5 1.5 0 0 1 4.5 4h11A1.5 1.5 0 0 1 17 5.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5ZM3.3 13.5l3.9-4 3.3 3.4 2.2-2.1 4 3.7M12.8 7.6h.01',
  camera:
    'M3 7.5A1.5 1.5 0 0 1 4.5 6h2l1.2-2h4.6l1.2 2h2A1.5 1.5 0 0 1 17 7.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5ZM10 8.2a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4Z',
  copy: 'M7 7V4.5A1.5 1.5 0 0 1 8.5 3h7A1.5 1.5 0 0 1 17 4.5v7a1.5 1.5 0 0 1-1.5 1.5H13M4.5 7h7A1.5 1.5 0 0 1 13 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 15.5v-7A1.5 1.5 0 0 1 4.5 7Z',
  sheet: 'M3 4.5h6v5H3ZM11.5 4.5h5.5M11.5 7h4M3 12.5h6M3 15h4M11.5 11h5.5v5h-5.5Z',
  share: 'M10 12.5V3M6.5 6 10 2.5 13.5 6M4.5 10v5.5A1.5 1.5 0 0 0 6 17h8a1.5 1.5 0 0 0 1.5-1.5V10',
  pencil: 'M4 16l.8-3.4 8.4-8.4a1.4 1.4 0 0 1 2 0l.6.6a1.4 1.4 0 0 1 0 2l-8.4 8.4Z',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  check: 'M4 10.5l4 4 8-9',
  trash: 'M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v4.5M11.5 9v4.5',
  taste: 'M10 16.5S3.5 12.8 3.5 8.2A3.4 3.4 0 0 1 10 6.8a3.4 3.4 0 0 1 6.5 1.4c0 4.6-6.5 8.3-6.5 8.3Z',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM13 13l4 4',
  eye: 'M2.5 10S5.3 5 10 5s7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5ZM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Z',
  left: 'M12 5l-5 5 5 5',
  right: 'M8 5l5 5-5 5',
  shield: 'M10 2.5l6 2.2v4.6c0 3.7-2.5 6.8-6 8.2-3.5-1.4-6-4.5-6-8.2V4.7ZM7.3 10l2 2 3.5-4',
  keep: 'M5.5 3h9v14L10 13.5 5.5 17Z',
  undo: 'M4 8h8a4 4 0 0 1 0 8H8M4 8l3-3M4 8l3 3',
  redo: 'M16 8H8a4 4 0 0 0 0 8h4M16 8l-3-3M16 8l-3 3',
  save: 'M10 3v9.5M6.5 9 10 12.5 13.5 9M4 16.5h12',
} as const;

export type IconName = keyof typeof PATHS;

/** Line icons of one weight, drawn on a 20 px grid; always beside or inside something that has a name. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark: a hash sign woven of caption, photo and you. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <path className="mark__caption" d="M15.6 4 11.6 36" />
      <path className="mark__under" d="M4 14h32" />
      <path className="mark__you" d="M4 14h32" />
      <path className="mark__you" d="M4 26h32" />
      <path className="mark__under" d="M28.4 4 24.4 36" />
      <path className="mark__photo" d="M28.4 4 24.4 36" />
      <path className="mark__under" d="M21 26h15" />
      <path className="mark__you" d="M21 26h15" />
      <path className="mark__under" d="M13.4 21.5l-1.1 9" />
      <path className="mark__caption" d="M13.4 21.5l-1.1 9" />
    </svg>
  );
}
