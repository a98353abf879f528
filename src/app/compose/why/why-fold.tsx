import { useState } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { GateRibbon } from './gate-ribbon.tsx';
import type { Highlight } from '../photo/highlight.ts';
import { LookButton } from '../photo/photo-stage.tsx';
import type { Post, WhatIf } from '../../post/post.ts';
import { WordsLine } from './words-line.tsx';

interface WhyFoldProps {
  readonly post: Post;
  readonly highlight: Highlight;
  readonly onHighlight: (highlight: Highlight) => void;
  readonly onWhatIf: (change: Partial<WhatIf>) => void;
  readonly onOpen: (open: boolean) => void;
}

/** On a narrow screen the instruments stand after everything that a post needs, folded; the photo stays in sight while they are used. */
export function WhyFold({ post, onOpen, onWhatIf, ...light }: WhyFoldProps) {
  const { t } = useLocale();
  const [open, setOpen] = useState(false);
  if (post.recommendation === null) return null;
  return (
    <details
      className="why"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
        onOpen(event.currentTarget.open);
      }}
    >
      <summary>{t('why.title')}</summary>
      <div className="why__body">
        <LookButton post={post} {...light} />
        <WordsLine post={post} {...light} />
        <GateRibbon post={post} onWhatIf={onWhatIf} />
      </div>
    </details>
  );
}
