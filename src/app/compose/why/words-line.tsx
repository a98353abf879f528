import { useId, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { NO_HIGHLIGHT, seenOf, wordLight } from '../photo/highlight.ts';
import type { Highlight } from '../photo/highlight.ts';
import type { Post } from '../../post/post.ts';

interface WordsLineProps {
  readonly post: Post;
  readonly highlight: Highlight;
  readonly onHighlight: (highlight: Highlight) => void;
}

/** Keys that go from word to word: a caption is one stop for Tab, however long it is. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowDown: 1,
  Home: -Infinity,
  End: Infinity,
};

/** The caption as it was read: the more a word counted, the stronger its ink. Pressing one lights up its part of the photo. */
export function WordsLine({ post, highlight, onHighlight }: WordsLineProps) {
  const { t, number } = useLocale();
  const id = useId();
  const line = useRef<HTMLParagraphElement>(null);
  const [current, setCurrent] = useState(0);
  if (post.recommendation === null || post.recommendation.attention.words.length === 0) return null;
  const { attention } = post.recommendation;
  const lit = wordLight(seenOf(post.recommendation), highlight);
  const pressable = attention.affinity !== null;
  // Of a caption that was too long, only what was read.
  const cut = post.recommendation.captionCut;
  const count = cut ? attention.words.findLastIndex((word) => word.weight > 0) + 1 : attention.words.length;
  const rest = cut ? ' …' : post.readCaption.slice(attention.words[count - 1]?.end ?? 0);
  const tabbable = Math.min(current, count - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onHighlight(NO_HIGHLIGHT);
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(count - 1, tabbable + step));
    line.current?.querySelectorAll('button')[next]?.focus();
  };
  const pieces = attention.words.slice(0, count).map((word, index) => {
    const before = post.readCaption.slice(attention.words[index - 1]?.end ?? 0, word.start);
    const pressed = highlight.kind === 'word' && highlight.index === index;
    const style = { '--lit': lit[index] ?? 0 } as CSSProperties;
    const share = t('words.share', { share: number(word.weight, { style: 'percent' }) });
    return (
      <span key={index}>
        {before}
        {pressable ? (
          <button
            type="button"
            className="words__word"
            style={style}
            aria-pressed={pressed}
            tabIndex={index === tabbable ? 0 : -1}
            onKeyDown={onKeyDown}
            onFocus={() => {
              setCurrent(index);
            }}
            title={share}
            onClick={() => {
              onHighlight(pressed ? NO_HIGHLIGHT : { kind: 'word', index });
            }}
          >
            {word.text}
          </button>
        ) : (
          <span className="words__word" style={style} title={share}>
            {word.text}
          </span>
        )}
      </span>
    );
  });
  return (
    <div className="words">
      <p className="small muted" id={id}>
        {t(pressable ? 'words.press' : 'words.read')}
      </p>
      <p className="words__line small" dir="auto" ref={line} role="group" aria-labelledby={id}>
        {pieces}
        <span className="muted">{rest}</span>
      </p>
      {cut && <p className="small muted">{t('words.cut')}</p>}
    </div>
  );
}
