import './choice.css';

interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly name: string;
  readonly value: T;
  /** The legend is for screen readers only. */
  readonly bare?: boolean;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** One of a few, side by side: native radio buttons drawn as a row. */
export function Choice<T extends string>({ legend, bare = false, name, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="choice">
      <legend className={bare ? 'visually-hidden' : 'choice__legend'}>{legend}</legend>
      <div className="choice__row">
        {options.map((option) => (
          <label key={option.value} className="choice__option">
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              checked={option.value === value}
              onChange={() => {
                onChange(option.value);
              }}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
