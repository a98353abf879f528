interface RangeFieldProps {
  readonly label: string;
  /** The value in words: what stands beside the label. */
  readonly says: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** 1 unless said. */
  readonly step?: number;
  /** What a screen reader says instead of the number. */
  readonly valueText?: string;
  readonly onChange: (value: number) => void;
}

/** A slider with its name and value above it. */
export function RangeField({ label, says, value, min, max, step, valueText, onChange }: RangeFieldProps) {
  return (
    <label className="lab__field">
      <span className="label">
        {label}: {says}
      </span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={valueText}
        onChange={(event) => {
          onChange(Number(event.target.value));
        }}
      />
    </label>
  );
}
