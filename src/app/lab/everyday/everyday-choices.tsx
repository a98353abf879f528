import { useId } from 'react';
import type { EverydayData } from '../../../lab/everyday.ts';
import { LARGEST_K } from '../../../lab/judged.ts';
import { EVERYDAY_CASES, HEADS } from '../../../lab/lists.ts';
import { useLocale } from '../../i18n/locale.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { RangeField } from '../parts/range-field.tsx';
import { useLabWords, usePartWords } from '../words/words.ts';
import { shownStrata, stratumWords } from './everyday-rows.ts';
import type { EverydaySettings } from './everyday-settings.ts';
import { everydayWords } from './everyday-words.ts';

interface EverydayChoicesProps {
  readonly data: EverydayData;
  readonly settings: EverydaySettings;
  readonly onChange: (part: Partial<EverydaySettings>) => void;
}

/** What is given, whose posts, which list, K. */
export function EverydayChoices({ data, settings, onChange }: EverydayChoicesProps) {
  const w = usePartWords(everydayWords);
  const { w: lab } = useLabWords();
  const { number } = useLocale();
  const id = useId();
  return (
    <div className="lab__choices">
      <Choice
        legend={w('given')}
        name={`${id}-given`}
        value={settings.given}
        options={EVERYDAY_CASES.map((value) => ({ value, label: w(`given.${value}`) }))}
        onChange={(given) => {
          onChange({ given });
        }}
      />
      <Choice
        legend={lab('head')}
        name={`${id}-head`}
        value={settings.head}
        options={HEADS.map((value) => ({ value, label: lab(`head.${value}`) }))}
        onChange={(head) => {
          onChange({ head });
        }}
      />
      <label className="lab__field">
        <span className="label">{w('of')}</span>
        <select
          className="field"
          value={settings.of ?? ''}
          onChange={({ target }) => {
            onChange({ of: target.value === '' ? null : target.value });
          }}
        >
          <option value="">{w('of.all')}</option>
          {shownStrata(data.cases[settings.given]).map((name) => (
            <option key={name} value={name}>
              {stratumWords(name, w)}
            </option>
          ))}
        </select>
      </label>
      <RangeField
        label={lab('k')}
        says={number(settings.k)}
        {...{ min: 1, max: LARGEST_K }}
        value={settings.k}
        onChange={(k) => {
          onChange({ k });
        }}
      />
    </div>
  );
}
