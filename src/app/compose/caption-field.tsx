import { useId } from 'react';
import { formatTags, postLength } from '../../domain/platforms/platforms.ts';
import { useLocale } from '../i18n/locale.ts';
import { chosenPlatform } from '../stores/settings/platform-list.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { tagsTaken } from '../post/chips.ts';
import type { Post } from '../post/post.ts';
import './caption-field.css';

/** The caption: any language, any length, there from the first moment and never blocked. */
export function CaptionField({ post }: { readonly post: Post }) {
  const { t } = useLocale();
  const { compose, settings } = useModel();
  const id = useId();
  const platform = chosenPlatform(useStore(settings, (value) => value));
  // What is pasted there is the caption and the tags below it; both count.
  const text = formatTags(tagsTaken(post.table, platform).kept, 'caption-and-tags', platform, post.caption);
  const length = postLength(text, platform);
  const near = length !== null && length.used > length.limit * 0.8;
  return (
    <div className="caption">
      <label className="label" htmlFor={id}>
        {t('caption.label')}
      </label>
      <div className="caption__grow" data-text={post.caption}>
        <textarea
          id={id}
          className={
            post.whatIf.without === 'caption' ? 'field caption__text caption__text--unread' : 'field caption__text'
          }
          dir="auto"
          rows={3}
          aria-describedby={near ? `${id}-length` : undefined}
          value={post.caption}
          placeholder={t('caption.placeholder')}
          onChange={(event) => {
            compose.setCaption(event.target.value);
          }}
        />
      </div>
      {near && (
        <p
          id={`${id}-length`}
          className={length.left < 0 ? 'small caption__length caption__over' : 'small caption__length muted'}
        >
          {length.left < 0
            ? t('caption.over', { count: -length.left, platform: platform?.name ?? '' })
            : t('caption.left', { count: length.left, platform: platform?.name ?? '' })}
        </p>
      )}
    </div>
  );
}
