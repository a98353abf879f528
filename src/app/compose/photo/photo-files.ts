/** Files of a drop or a paste that may be photos: everything that is a file; the engine says what is wrong with the others. */
export function filesOf(transfer: DataTransfer | null): readonly File[] {
  return transfer === null ? [] : [...transfer.files];
}

/** A drag that carries files (and not text or a chip). */
export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer !== null && [...transfer.types].includes('Files');
}

/** What the file picker offers first. */
export const PHOTO_TYPES =
  'image/jpeg,image/png,image/webp,image/avif,image/gif,image/heic,image/heif,.heic,.heif,.hif,.jfif,.jpe';
