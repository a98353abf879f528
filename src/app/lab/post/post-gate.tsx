import type { Seen } from '../../../lab/see-post.ts';
import type { WhatIf } from './what-if.ts';
import { PostStep } from './post-step.tsx';
import { postWords } from '../words/post-words.ts';
import { RangeField } from '../parts/range-field.tsx';
import { useLabWords, usePartWords } from '../words/words.ts';

interface PostGateProps {
  readonly seen: Seen;
  readonly whatIf: WhatIf;
  readonly onWhatIf: (change: WhatIf) => void;
}

const WIDTH = 512;
const HEIGHT = 80;

/** w as a strip with its mean, and what forces it; β is beside it, since both say how two things are mixed. */
export function PostGate({ seen, whatIf, onWhatIf }: PostGateProps) {
  const w = usePartWords(postWords);
  const { share } = useLabWords();
  const { gate, beta } = seen;
  const mean = gate === null ? 0 : gate.reduce((sum, value) => sum + value, 0) / gate.length;
  const forced = whatIf.gate === null ? w('gate.own') : share(whatIf.gate);
  const wide = WIDTH / Math.max(1, gate?.length ?? 1);
  return (
    <PostStep
      title={w('gate')}
      symbols="w = sigmoid(Dense₂ ô), p"
      files={['src/network/layers/fusion.ts']}
      lead={gate === null ? w('gate.none') : w('gate.lead', { count: gate.length, mean: share(mean) })}
    >
      {gate !== null && (
        <>
          <svg
            className="see__gate"
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            role="img"
            aria-label={w('gate.chart', { mean: share(mean) })}
          >
            {gate.map((value, n) => (
              <rect
                key={n}
                x={n * wide}
                y={HEIGHT * (1 - value)}
                width={Math.max(0.5, wide - 0.5)}
                height={HEIGHT * value}
              />
            ))}
            <line x1={0} x2={WIDTH} y1={HEIGHT * (1 - mean)} y2={HEIGHT * (1 - mean)} />
          </svg>
          <RangeField
            label={w('gate.force')}
            says={forced}
            {...{ min: 0, max: 1, step: 0.05 }}
            value={whatIf.gate ?? mean}
            valueText={forced}
            onChange={(value) => {
              onWhatIf({ ...whatIf, gate: value });
            }}
          />
        </>
      )}
      <RangeField
        label={w('beta')}
        says={share(whatIf.beta ?? beta)}
        {...{ min: 0, max: 1, step: 0.1 }}
        value={whatIf.beta ?? beta}
        onChange={(value) => {
          onWhatIf({ ...whatIf, beta: value });
        }}
      />
      <div>
        <button
          type="button"
          className="button button--small"
          disabled={whatIf.gate === null && whatIf.beta === null}
          onClick={() => {
            onWhatIf({ gate: null, beta: null });
          }}
        >
          {w('gate.reset')}
        </button>
      </div>
    </PostStep>
  );
}
