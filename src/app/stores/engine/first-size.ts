/** The meta element that the build writes (vite.config.ts): bytes of everything that a first visit downloads. */
export const DOWNLOAD_META = 'tagweave-download';

/** The part of a document that is read. */
interface Page {
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
}

/**
 * What a first visit downloads, said before the engine's own script is here to ask. Null on later visits, where the engine looks what is
 * on the device already, and where the page was not built (the development server).
 */
export function firstSize(
  page: Page,
  isVisited: boolean,
): { readonly totalBytes: number; readonly cachedBytes: number } | null {
  const totalBytes = Number(page.querySelector(`meta[name="${DOWNLOAD_META}"]`)?.getAttribute('content'));
  return isVisited || !(totalBytes > 0) ? null : { totalBytes, cachedBytes: 0 };
}
