import { useState } from 'react';
import type { Seen } from '../../../lab/see-post.ts';
import { useObjectUrl } from '../../ui/pictures/use-object-url.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { PostStep } from './post-step.tsx';
import { postWords } from '../words/post-words.ts';
import { useLabWords, usePartWords } from '../words/words.ts';

/** Values from their least to their greatest as 0…1: what little there is to see is seen, and the text says how little. */
function stretched(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => (high > low ? (value - low) / (high - low) : 1));
}

const percent = (part: number): string => `${part * 100}%`;

/** Region attention over the photo, word attention over the caption, and the matrix between them. */
export function PostSight({ seen, photo }: { readonly seen: Seen; readonly photo: Blob | null }) {
  const w = usePartWords(postWords);
  const { share, signed } = useLabWords();
  const url = useObjectUrl(photo);
  const [word, setWord] = useState<number | null>(null);
  const { regions, tokens, affinity } = seen;
  const row = word === null ? undefined : affinity?.[word];
  const shown = row ?? regions?.attention ?? [];
  const light = stretched(shown);
  const strongest = shown.indexOf(Math.max(...shown));
  return (
    <>
      {regions !== null && (
        <PostStep
          title={w('regions')}
          symbols="V, a_v, v = Σ a_v V"
          files={['src/network/layers/projection.ts', 'src/network/layers/coattention.ts']}
          lead={
            row === undefined || word === null
              ? w('regions.lead', {
                  ...{ rows: regions.rows, columns: regions.columns },
                  share: share(regions.share[strongest] ?? 0),
                })
              : w('regions.word', {
                  ...{
                    word: tokens?.[word]?.piece ?? '',
                    low: signed(Math.min(...row)),
                    high: signed(Math.max(...row)),
                  },
                })
          }
        >
          {url !== null && (
            <div className="see__photo">
              <img src={url} alt={w('photo.alt')} />
              <div
                className="see__grid"
                aria-hidden="true"
                style={{
                  gridTemplate: `repeat(${regions.rows}, 1fr) / repeat(${regions.columns}, 1fr)`,
                  ...{ left: percent(regions.box.x), top: percent(regions.box.y) },
                  ...{ width: percent(regions.box.width), height: percent(regions.box.height) },
                }}
              >
                {light.map((part, n) => (
                  <span
                    key={n}
                    data-strongest={n === strongest}
                    style={{ backgroundColor: `rgb(14 15 19 / ${0.78 * (1 - part)})` }}
                  />
                ))}
              </div>
            </div>
          )}
          {word !== null && (
            <div>
              <button
                type="button"
                className="button button--small"
                onClick={() => {
                  setWord(null);
                }}
              >
                {w('regions.back')}
              </button>
            </div>
          )}
        </PostStep>
      )}
      {tokens !== null && (
        <PostStep
          title={w('words')}
          symbols="α, Q̃, a_q, t = Σ a_q Q̃"
          files={['src/network/layers/word-attention.ts', 'src/network/layers/coattention.ts']}
          lead={w('words.lead')}
        >
          <p className="see__words">
            {tokens.map(({ piece, own }, n) =>
              own ? (
                <button
                  key={n}
                  type="button"
                  className="see__word"
                  aria-pressed={word === n}
                  disabled={affinity === null}
                  style={{ borderBottomWidth: 1 + 5 * (stretched(tokens.map((one) => one.share))[n] ?? 0) }}
                  onFocus={() => {
                    if (affinity !== null) setWord(n);
                  }}
                  onClick={() => {
                    setWord(n);
                  }}
                >
                  {piece}
                </button>
              ) : null,
            )}
          </p>
          <NumberTable
            caption={w('words')}
            head={[w('words.token'), 'α', 'a_q', w('words.share')]}
            rows={tokens.map(({ piece, alpha, attention, share: part }, n) => ({
              ...{ id: String(n), name: piece, current: n === word },
              cells: [alpha, attention, part].map(share),
            }))}
          />
        </PostStep>
      )}
      {affinity !== null && tokens !== null && (
        <PostStep
          title={w('affinity')}
          symbols="C = tanh(Q̃ W_b Vᵀ)"
          files={['src/network/layers/coattention.ts']}
          lead={w('affinity.lead')}
        >
          <svg
            className="see__matrix"
            viewBox={`0 0 ${(affinity[0]?.length ?? 0) * 10} ${affinity.length * 10}`}
            role="img"
            aria-label={w('affinity')}
          >
            {affinity.flatMap((values, y) =>
              values.map((value, x) => (
                <rect
                  key={`${y}-${x}`}
                  x={x * 10}
                  y={y * 10}
                  width={9}
                  height={9}
                  data-sign={value < 0 ? '-' : '+'}
                  fillOpacity={Math.abs(value)}
                  data-row={y === word}
                />
              )),
            )}
          </svg>
          <details>
            <summary className="small">{w('affinity.numbers')}</summary>
            <NumberTable
              caption={w('affinity.numbers')}
              head={[w('words.token'), ...(affinity[0] ?? []).map((_, x) => String(x + 1))]}
              rows={tokens.map(({ piece }, n) => ({
                ...{ id: String(n), name: piece, current: n === word },
                cells: (affinity[n] ?? []).map((value) => (value < 0 ? '−' : '') + share(Math.abs(value))),
              }))}
            />
          </details>
        </PostStep>
      )}
    </>
  );
}
