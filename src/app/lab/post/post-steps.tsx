import type { EarlierDraft, Seen } from '../../../lab/see-post.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import type { WhatIf } from './what-if.ts';
import { PostGate } from './post-gate.tsx';
import { PostSight } from './post-sight.tsx';
import { PostStep } from './post-step.tsx';
import { postWords } from '../words/post-words.ts';
import { useLabWords, usePartWords } from '../words/words.ts';

interface PostStepsProps {
  readonly seen: Seen;
  readonly earlier: readonly EarlierDraft[];
  readonly photo: Blob | null;
  readonly whatIf: WhatIf;
  readonly onWhatIf: (change: WhatIf) => void;
}

/** The steps in the order of the paper. */
export function PostSteps({ seen, earlier, photo, whatIf, onWhatIf }: PostStepsProps) {
  const w = usePartWords(postWords);
  const { share } = useLabWords();
  const { classification, sequence, hybrid, history, without } = seen;
  const now = hybrid.map(({ tag }) => tag);
  const counted = earlier.slice(-history.length);
  const ranks = Array.from({ length: Math.max(classification.length, hybrid.length) }, (_, n) => n);
  return (
    <>
      <PostSight seen={seen} photo={photo} />
      <PostGate seen={seen} whatIf={whatIf} onWhatIf={onWhatIf} />
      <PostStep
        title={w('history')}
        symbols="s_j, a_j, u = W_u Σ a_j s_j + b_u"
        files={['src/network/layers/history.ts']}
        lead={history.length === 0 ? w('history.none') : w('history.lead')}
      >
        {history.length > 0 && (
          <NumberTable
            caption={w('history')}
            head={[w('history.post'), 'a_j']}
            rows={history.map((weight, n) => {
              const { caption = '', tags = [] } = counted[n] ?? {};
              const named = tags.map(({ label }) => `#${label}`).join(' ');
              return {
                id: String(n),
                name: [caption, named].filter(Boolean).join(' · ') || String(n + 1),
                cells: [share(weight)],
              };
            })}
          />
        )}
      </PostStep>
      <PostStep
        title={w('lists')}
        symbols="ŷ = sigmoid(W_c z + b_c), q = max_n P_n, S(h)"
        files={[
          'src/network/heads/classification-head.ts',
          'src/network/heads/sequence-head.ts',
          'src/network/heads/hybrid.ts',
        ]}
        lead={w('lists.lead', { beta: share(seen.beta) })}
      >
        <NumberTable
          caption={w('lists')}
          head={[w('lists.rank'), w('lists.classification'), w('lists.sequence'), w('lists.hybrid'), w('lists.sum')]}
          rows={ranks.map((n) => {
            const [one, two, both] = [classification[n], sequence[n], hybrid[n]];
            return {
              ...{ id: String(n), name: n + 1 },
              cells: [
                one === undefined ? '–' : `${one.tag} ${share(one.value)}`,
                two === undefined ? '–' : `${two.tag} ${share(two.value)}`,
                both === undefined ? '–' : `${both.tag} ${share(both.value)}`,
                both === undefined ? '–' : `${share(both.classifier)} + ${share(both.sequence)}`,
              ],
            };
          })}
        />
      </PostStep>
      {without.length > 0 && (
        <PostStep
          title={w('without')}
          symbols="NO-TEXT, NO-IMAGE, u_0"
          files={['src/network/layers/projection.ts', 'src/network/layers/history.ts']}
          lead={w('without.lead')}
        >
          <NumberTable
            caption={w('without')}
            head={[w('without.part'), w('without.list'), w('without.gone')]}
            rows={without.map(({ part, tags }) => ({
              ...{ id: part, name: w(`without.${part}`) },
              cells: [
                tags.map((tag) => (now.includes(tag) ? tag : `+${tag}`)).join(', '),
                now
                  .filter((tag) => !tags.includes(tag))
                  .map((tag) => `−${tag}`)
                  .join(', ') || '–',
              ],
            }))}
          />
        </PostStep>
      )}
    </>
  );
}
