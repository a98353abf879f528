import './fact-list.css';

/** What something is called, and what there is of it. */
export type Fact = readonly [name: string, value: string];

/** Quiet facts, one a line: the name, and at the line's end the value. `led`: the first is what the others belong to. */
export function FactList({ facts, led = false }: { readonly facts: readonly Fact[]; readonly led?: boolean }) {
  return (
    <dl className={led ? 'fact-list fact-list--led' : 'fact-list'}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
