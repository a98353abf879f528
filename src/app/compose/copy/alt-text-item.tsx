import { useState } from 'react';
import type { PlatformRule } from '../../../domain/platforms/platforms.ts';
import { useLocale } from '../../i18n/locale.ts';
import { copyText } from '../../ui/clipboard.ts';
import type { Post } from '../../post/post.ts';
import { altTextOf } from '../alt-text/alt-text-of.ts';
import { SheetText } from './sheet-text.tsx';

interface AltTextItemProps {
  readonly post: Post;
  readonly platforms: readonly PlatformRule[];
}

/** The line that goes with the photo, once for all platforms that take one; nothing without a photo. */
export function AltTextItem({ post, platforms }: AltTextItemProps) {
  const { t, list } = useLocale();
  const [outcome, setOutcome] = useState<'alt.copied' | 'copy.failed' | null>(null);
  const text = altTextOf(post);
  if (text === '') return null;
  const names = platforms.flatMap(({ altText, name }) => (altText ? [name] : []));
  const copy = async (): Promise<void> => {
    setOutcome((await copyText(text)) ? 'alt.copied' : 'copy.failed');
  };
  return (
    <div className="sheet__item sheet__item--first">
      <SheetText
        title={t('alt.takenBy', { platforms: list(names) })}
        text={text}
        label="alt.copy"
        copied={outcome === 'alt.copied'}
        onCopy={() => void copy()}
      />
      <p className={outcome === 'copy.failed' ? 'small sheet__over' : 'visually-hidden'} role="status">
        {outcome !== null && t(outcome)}
      </p>
    </div>
  );
}
