/** A file as the system hands it over; the real one can also be written, which is never wanted here. */
interface OpenedFile {
  readonly kind: string;
  getFile?(): Promise<File>;
}

interface Launch {
  readonly targetURL?: string | null;
  readonly files?: readonly OpenedFile[];
}

/** The part of the Launch Handler API that is used; TypeScript's DOM types do not have it yet. */
interface LaunchQueue {
  setConsumer(consumer: (launch: Launch) => void): void;
}

export interface LaunchCalls {
  /** Shows a view of the open window. */
  readonly go: (hash: string) => void;
  readonly open: (photos: readonly File[]) => void;
}

/**
 * The installed app is opened again while it runs (manifest: `focus-existing`), or opened with files: the open window shows the
 * asked view or takes the photos instead of being loaded anew, so that the post on the table stays. A plain launch changes nothing.
 */
export function followLaunches(target: object, { go, open }: LaunchCalls): void {
  (target as { readonly launchQueue?: LaunchQueue }).launchQueue?.setConsumer(({ targetURL, files = [] }) => {
    const hash = typeof targetURL === 'string' ? new URL(targetURL).hash : '';
    if (hash !== '') go(hash);
    if (files.length === 0) return;
    void photosOf(files).then((photos) => {
      if (photos.length === 0) return;
      go('#/');
      open(photos);
    });
  });
}

/** The files that can still be read; one that was moved meanwhile is left out. */
async function photosOf(files: readonly OpenedFile[]): Promise<File[]> {
  const found = await Promise.allSettled(files.map(async (file) => file.getFile?.()));
  return found.flatMap((one) => (one.status === 'fulfilled' && one.value !== undefined ? [one.value] : []));
}
