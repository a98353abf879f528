import { useId, useState } from 'react';
import { hashtagKey } from '../../domain/tags/hashtag.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import type { PostEdit } from '../../recommender/recommender.ts';
import { readTyped } from '../post/typed-tags.ts';
import { useLocale } from '../i18n/locale.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import { postOfDay } from '../ui/post-day.ts';

interface EditDialogProps {
  readonly post: SavedPost;
  readonly onClose: () => void;
  readonly onSave: (change: PostEdit) => Promise<void>;
}

export function EditDialog({ post, onClose, onSave }: EditDialogProps) {
  const locale = useLocale();
  const { t } = locale;
  const id = useId();
  const [caption, setCaption] = useState(post.caption);
  const [altText, setAltText] = useState(post.altText ?? '');
  const [tags, setTags] = useState(post.tags.map((tag) => `#${tag.label}`).join(' '));
  const save = (): Promise<void> =>
    onSave({
      caption,
      ...(post.thumbnail === null ? {} : { altText }),
      tags: readTyped(tags).labels.flatMap((label) => {
        const key = hashtagKey(label);
        return key === null ? [] : [{ key, label }];
      }),
    });
  return (
    <Dialog
      title={postOfDay(locale, post)}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="button button--primary" form={`${id}-form`}>
            {t('keep.again')}
          </button>
        </>
      }
    >
      <form
        id={`${id}-form`}
        className="edit"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div>
          <label className="label" htmlFor={`${id}-caption`}>
            {t('caption.label')}
          </label>
          <textarea
            id={`${id}-caption`}
            className="field"
            dir="auto"
            rows={3}
            value={caption}
            onChange={(event) => {
              setCaption(event.target.value);
            }}
          />
        </div>
        <div>
          <label className="label" htmlFor={`${id}-tags`}>
            {t('tags.title')}
          </label>
          <textarea
            id={`${id}-tags`}
            className="field"
            dir="auto"
            rows={2}
            value={tags}
            onChange={(event) => {
              setTags(event.target.value);
            }}
          />
        </div>
        {post.thumbnail !== null && (
          <div>
            <label className="label" htmlFor={`${id}-alt`}>
              {t('alt.label')}
            </label>
            <textarea
              id={`${id}-alt`}
              className="field"
              dir="auto"
              rows={2}
              value={altText}
              onChange={(event) => {
                setAltText(event.target.value);
              }}
            />
          </div>
        )}
      </form>
    </Dialog>
  );
}
