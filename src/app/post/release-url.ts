const LINGER_MS = 1000;

/**
 * Gives up the object URL of a picture that leaves the page. Its `<img>` may still be there, or may still begin to read it (those below
 * the fold are read late): the browser would then log a file that is not found. So the address stays a moment longer.
 */
export function releaseUrl(url: string): void {
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, LINGER_MS);
}
