import { useId } from 'react';
import type { DateOrder } from '../../domain/post/import.ts';
import { useLocale } from '../i18n/locale.ts';
import { Choice } from '../ui/controls/choice.tsx';

interface DateOrderChoiceProps {
  readonly value: DateOrder | null;
  readonly onChange: (order: DateOrder) => void;
}

/** Asked once for all dates of the files in which day and month cannot be told apart. */
export function DateOrderChoice({ value, onChange }: DateOrderChoiceProps) {
  const { t } = useLocale();
  return (
    <Choice<DateOrder | ''>
      legend={t('data.dateOrder')}
      name={`${useId()}-order`}
      value={value ?? ''}
      options={[
        { value: 'day-first', label: t('data.dayFirst') },
        { value: 'month-first', label: t('data.monthFirst') },
      ]}
      onChange={(order) => {
        if (order !== '') onChange(order);
      }}
    />
  );
}
