import { useState } from 'react';
import { Icon } from '../../ui/icon.tsx';

/** The photo in small; a pencil where there is none, a picture frame where this browser cannot show it. */
export function QueueThumb({ url }: { readonly url: string | null }) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  if (url === null) return <Icon name="pencil" />;
  if (url === failedUrl) return <Icon name="photo" />;
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
