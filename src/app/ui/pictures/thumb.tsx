import { useState } from 'react';
import { Icon } from '../controls/icon.tsx';

/** A photo in small; a pencil where there is none, a picture frame where this browser cannot show it. `size`: of the icon, in px. */
export function Thumb({ url, size = 20 }: { readonly url: string | null; readonly size?: number }) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  if (url === null) return <Icon name="pencil" size={size} />;
  if (url === failedUrl) return <Icon name="photo" size={size} />;
  return (
    <img
      src={url}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => {
        setFailedUrl(url);
      }}
    />
  );
}
