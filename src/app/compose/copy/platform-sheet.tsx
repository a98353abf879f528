import '../../i18n/more-words.ts';
import { useId, useState } from 'react';
import { platformsWith } from '../../../domain/platforms/platform-edits.ts';
import { useLocale } from '../../i18n/locale.ts';
import { copyText } from '../../ui/clipboard.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { Dialog } from '../../ui/controls/dialog.tsx';
import { isNarrowed } from '../../post/chips.ts';
import { AltTextItem } from './alt-text-item.tsx';
import { platformPosts } from './platform-posts.ts';
import { SHEET_FORMS } from '../../stores/settings/sheet-form.ts';
import type { PlatformPost } from './platform-posts.ts';
import type { Post } from '../../post/post.ts';
import { SheetText } from './sheet-text.tsx';
import './platform-sheet.css';

/** The last thing that was copied: a platform and which of its texts. */
interface Copied {
  readonly platform: string;
  readonly part: 'post' | 'comment';
}

/** The same post for every platform at once: each one's list, how many it takes, and its copy button. */
export function PlatformSheet({ post, onClose }: { readonly post: Post; readonly onClose: () => void }) {
  const { t } = useLocale();
  const { settings } = useModel();
  const { sheetForm, platformEdits, tagCount } = useStore(settings, (value) => value);
  const id = useId();
  const [copied, setCopied] = useState<Copied | null>(null);
  // Said here: what stands outside a modal dialog is not read out.
  const [said, setSaid] = useState('');
  const posts = platformPosts(post, platformsWith(platformEdits), sheetForm, tagCount);

  const copy = async (one: PlatformPost, part: Copied['part']): Promise<void> => {
    const done = await copyText(part === 'comment' ? (one.comment ?? '') : one.text);
    setCopied(done ? { platform: one.rule.id, part } : null);
    setSaid(done ? t('sheet.copiedFor', { platform: one.rule.name }) : t('copy.failed'));
  };

  return (
    <Dialog title={t('sheet.title')} onClose={onClose} wide>
      <Choice
        bare
        legend={t('sheet.form')}
        name={`${id}-form`}
        value={sheetForm}
        options={SHEET_FORMS.map((form) => ({ value: form, label: t(`sheet.form.${form}`) }))}
        onChange={(form) => {
          settings.update((now) => ({ ...now, sheetForm: form }));
          setCopied(null);
        }}
      />
      <p className={copied === null && said !== '' ? 'small sheet__over' : 'visually-hidden'} role="status">
        {said}
      </p>
      {isNarrowed(post.table) && <p className="small muted sheet__note">{t('tags.keptOnly')}</p>}
      <AltTextItem post={post} platforms={posts.map(({ rule }) => rule)} />
      <ul className="sheet">
        {posts.map((one) => (
          <PlatformItem
            key={one.rule.id}
            post={one}
            copied={copied?.platform === one.rule.id ? copied.part : null}
            onCopy={(part) => void copy(one, part)}
          />
        ))}
      </ul>
    </Dialog>
  );
}

interface PlatformItemProps {
  readonly post: PlatformPost;
  readonly copied: Copied['part'] | null;
  readonly onCopy: (part: Copied['part']) => void;
}

function PlatformItem({ post, copied, onCopy }: PlatformItemProps) {
  const { t } = useLocale();
  const { rule, tags, text, comment, length } = post;
  const platform = rule.name;
  const count = tags.length;
  const counted = rule.cap === null ? t('sheet.countUsual', { count }) : t('sheet.count', { count, cap: rule.cap });
  const used = length === null ? null : t('sheet.length', { used: length.used, limit: length.limit });
  const over = length === null ? 0 : Math.max(0, -length.left);
  return (
    <li className="sheet__item">
      <div className="sheet__head">
        <h3>{platform}</h3>
        <span className="small muted">{used === null ? counted : `${counted} · ${used}`}</span>
      </div>
      {comment === null ? (
        <SheetText
          text={text}
          empty={t('sheet.none')}
          label="sheet.copy"
          name={t('sheet.copyFor', { platform })}
          copied={copied === 'post'}
          onCopy={() => {
            onCopy('post');
          }}
        />
      ) : (
        <>
          <SheetText
            title={t('sheet.post')}
            text={text}
            empty={t('sheet.noCaption')}
            label="sheet.copyPost"
            name={t('sheet.copyPostFor', { platform })}
            copied={copied === 'post'}
            onCopy={() => {
              onCopy('post');
            }}
          />
          <SheetText
            title={t('sheet.comment')}
            text={comment}
            empty={t('sheet.none')}
            label="sheet.copyComment"
            name={t('sheet.copyCommentFor', { platform })}
            copied={copied === 'comment'}
            onCopy={() => {
              onCopy('comment');
            }}
          />
        </>
      )}
      {over > 0 && <p className="small sheet__over">{t('caption.over', { count: over, platform })}</p>}
      <Left post={post} />
    </li>
  );
}

/** What stays behind, and why. */
function Left({ post: { rule, left } }: { readonly post: PlatformPost }) {
  const { t, list } = useLocale();
  const platform = rule.name;
  const groups = [
    { key: 'sheet.left.over-cap', tags: left.filter(({ why }) => why === 'over-cap') },
    { key: 'sheet.left.no-room', tags: left.filter(({ why }) => why === 'no-room') },
    { key: 'sheet.left.unfit', tags: left.filter(({ why }) => why === 'characters' || why === 'too-long') },
  ] as const;
  return (
    <>
      {groups.map(({ key, tags }) =>
        tags.length === 0 ? null : (
          <p key={key} className="sheet__left small muted">
            {t(key, { platform, tags: list(tags.map(({ label }) => `#${label}`)) })}
          </p>
        ),
      )}
    </>
  );
}
