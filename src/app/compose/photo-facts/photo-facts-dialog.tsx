import '../../i18n/more-words.ts';
import { useEffect, useState } from 'react';
import { tagOfName } from '../../../domain/tags/hashtag.ts';
import { useLocale } from '../../i18n/locale.ts';
import type { Locale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { Dialog } from '../../ui/controls/dialog.tsx';
import { Icon } from '../../ui/controls/icon.tsx';
import { addTyped } from '../../post/chips.ts';
import type { Post } from '../../post/post.ts';
import { readPhotoFacts } from './read-photo-facts.ts';
import type { PhotoFacts } from './read-photo-facts.ts';
import './photo-facts-dialog.css';

interface PhotoFactsDialogProps {
  readonly post: Post;
  readonly onClose: () => void;
}

/** What the photo's file says of place and day, shown before any of it is used; each use is an act of the person. */
export function PhotoFactsDialog({ post, onClose }: PhotoFactsDialogProps) {
  const locale = useLocale();
  const { t } = locale;
  const [facts, setFacts] = useState<PhotoFacts | null>(null);
  const { photo } = post;
  useEffect(() => {
    let current = true;
    if (photo === null) return undefined;
    void readPhotoFacts(photo).then((found) => {
      if (current) setFacts(found);
    });
    return () => {
      current = false;
    };
  }, [photo]);
  const names = facts === null ? [] : placeNames(facts, locale);
  // Noon, so that no zone moves the day of the camera's clock.
  const day = facts?.day === null || facts === null ? null : locale.date(`${facts.day}T12:00:00`);
  return (
    <Dialog title={t('facts.title')} onClose={onClose}>
      {facts === null ? (
        <p role="status">{t('facts.reading')}</p>
      ) : (
        <div className="facts">
          {names.length > 0 && (
            <Fact
              post={post}
              title={names.join(', ')}
              source={placeSource(facts, t)}
              caption={names.join(', ')}
              names={names}
            />
          )}
          {facts.spot !== null && names.length === 0 && <p>{t('facts.farAway')}</p>}
          {day !== null && <Fact post={post} title={t('facts.date', { date: day })} caption={day} names={[]} />}
          {names.length === 0 && day === null && facts.spot === null && <p>{t('facts.none')}</p>}
          <p className="small muted">{t('facts.kept')}</p>
        </div>
      )}
    </Dialog>
  );
}

/** Names of the place, the smallest first: what somebody wrote, else the city of the spot and its country. */
function placeNames({ written, spot }: PhotoFacts, { language }: Locale): readonly string[] {
  if (written.length > 0) return written;
  const city = spot?.city ?? null;
  if (city === null) return [];
  return [
    language === 'uk' ? city.ukrainian : city.city,
    new Intl.DisplayNames(language, { type: 'region' }).of(city.country) ?? city.country,
  ];
}

function placeSource({ written, spot }: PhotoFacts, t: Locale['t']): string {
  return written.length > 0 ? t('facts.written') : t('facts.near', { km: Math.max(1, spot?.city?.km ?? 0) });
}

interface FactProps {
  readonly post: Post;
  readonly title: string;
  readonly source?: string;
  /** What is written into the caption. */
  readonly caption: string;
  /** What becomes tags. */
  readonly names: readonly string[];
}

function Fact({ post, title, source, caption, names }: FactProps) {
  const { t, list } = useLocale();
  const { compose } = useModel();
  const [used, setUsed] = useState<readonly ('tags' | 'caption')[]>([]);
  const tags = names.flatMap((name) => tagOfName(name)?.label ?? []);
  const addTags = (): void => {
    compose.editTags((table) => tags.reduce(addTyped, table));
    setUsed((now) => [...now, 'tags']);
  };
  const addCaption = (): void => {
    compose.editPosts([post.id], (now) => ({
      caption: `${now.caption}${/(?:^|\s)$/u.test(now.caption) ? '' : '\n'}${caption}`,
    }));
    setUsed((now) => [...now, 'caption']);
  };
  return (
    <section className="facts__one">
      <p>
        <bdi>{title}</bdi>
        {source !== undefined && <span className="facts__source small muted">{source}</span>}
      </p>
      <div className="facts__acts">
        {tags.length > 0 && (
          <Use
            words={t('facts.addTags', { tags: list(tags.map((tag) => `#${tag}`)) })}
            used={used.includes('tags')}
            onUse={addTags}
          />
        )}
        <Use words={t('facts.addCaption')} used={used.includes('caption')} onUse={addCaption} />
      </div>
    </section>
  );
}

function Use({ words, used, onUse }: { readonly words: string; readonly used: boolean; readonly onUse: () => void }) {
  const { t } = useLocale();
  return (
    <button
      type="button"
      className="button button--small"
      aria-disabled={used}
      onClick={() => {
        if (!used) onUse();
      }}
    >
      {used && <Icon name="check" size={16} />}
      <span role={used ? 'status' : undefined}>{used ? t('facts.added') : words}</span>
    </button>
  );
}
