import { useState } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { RangeField } from '../parts/range-field.tsx';
import { usePartWords } from '../words/words.ts';
import { ownWords } from './own-words.ts';

/** With their least and most. */
const RANGES = { seed: [0, 99], epochs: [1, 60], leastUses: [1, 20] } as const;
const FIRST = { seed: 0, epochs: 20, leastUses: 3 };
type TrainingOptions = typeof FIRST;

/** What any training here is asked with, and the fields that change it. */
export function useTrainingOptions(): readonly [TrainingOptions, (part: Partial<TrainingOptions>) => void] {
  const [options, setOptions] = useState(FIRST);
  return [
    options,
    (part) => {
      setOptions((before) => ({ ...before, ...part }));
    },
  ];
}

interface TrainingFieldsProps {
  readonly options: TrainingOptions;
  readonly onChange: (part: Partial<TrainingOptions>) => void;
}

export function TrainingFields({ options, onChange }: TrainingFieldsProps) {
  const w = usePartWords(ownWords);
  const { number } = useLocale();
  return (['seed', 'epochs', 'leastUses'] as const).map((name) => {
    const [min, max] = RANGES[name];
    const value = options[name];
    return (
      <RangeField
        key={name}
        label={w(name)}
        says={number(value)}
        {...{ min, max, value }}
        onChange={(next) => {
          onChange({ [name]: next });
        }}
      />
    );
  });
}
