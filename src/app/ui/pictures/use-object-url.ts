import { useEffect, useState } from 'react';
import { releaseUrl } from '../../post/release-url.ts';

/** An object URL of a blob for as long as the component shows it. */
export function useObjectUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      releaseUrl(made);
      setUrl(null);
    };
  }, [blob]);
  return url;
}
