import { useId } from 'react';
import { LARGEST_K } from '../../../lab/judged.ts';
import { HEADS } from '../../../lab/lists.ts';
import { useLocale } from '../../i18n/locale.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { ENCODERS, FUSIONS, SOURCES } from './lab-settings.ts';
import type { LabSettings } from './lab-settings.ts';
import { RangeField } from '../parts/range-field.tsx';
import { useLabWords } from '../words/words.ts';

interface ChoicesProps {
  readonly settings: LabSettings;
  readonly onChange: (part: Partial<LabSettings>) => void;
}

/** Encoder × fusion × head × K, history and β. */
export function Choices({ settings, onChange }: ChoicesProps) {
  const { w } = useLabWords();
  const { number } = useLocale();
  const id = useId();
  const { encoder, fusion, head, k, history, beta, source } = settings;
  return (
    <div className="lab__choices">
      <Choice
        legend={w('encoder')}
        name={`${id}-encoder`}
        value={encoder}
        options={ENCODERS.map((value) => ({ value, label: w(`encoder.${value}`) }))}
        onChange={(value) => {
          onChange({ encoder: value });
        }}
      />
      <Choice
        legend={w('fusion')}
        name={`${id}-fusion`}
        value={fusion}
        options={FUSIONS.map((value) => ({ value, label: w(`fusion.${value}`) }))}
        onChange={(value) => {
          onChange({ fusion: value });
        }}
      />
      <Choice
        legend={w('head')}
        name={`${id}-head`}
        value={head}
        options={HEADS.map((value) => ({ value, label: w(`head.${value}`) }))}
        onChange={(value) => {
          onChange({ head: value });
        }}
      />
      <Choice
        legend={w('history')}
        name={`${id}-history`}
        value={history ? 'on' : 'off'}
        options={(['on', 'off'] as const).map((value) => ({ value, label: w(`history.${value}`) }))}
        onChange={(value) => {
          onChange({ history: value === 'on' });
        }}
      />
      <Choice
        legend={w('source')}
        name={`${id}-source`}
        value={source}
        options={SOURCES.map((value) => ({ value, label: w(`source.${value}`) }))}
        onChange={(value) => {
          onChange({ source: value });
        }}
      />
      <RangeField
        label={w('k')}
        says={number(k)}
        {...{ min: 1, max: LARGEST_K }}
        value={k}
        onChange={(value) => {
          onChange({ k: value });
        }}
      />
      <div className="lab__field">
        <label>
          <span className="label">
            {w('beta')}: {beta === null ? w('beta.own') : w('beta.value', { beta })}
          </span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.1}
            value={beta ?? 0.8}
            aria-valuetext={beta === null ? w('beta.own') : String(beta)}
            onChange={(event) => {
              onChange({ beta: Number(event.target.value) });
            }}
          />
        </label>
        {beta !== null && (
          <p className="small muted">
            {w('beta.note')}{' '}
            <button
              type="button"
              className="link-button"
              onClick={() => {
                onChange({ beta: null });
              }}
            >
              {w('beta.reset')}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
