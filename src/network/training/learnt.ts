import { AdamOptimizer, variable } from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';

/** A gradient by the name of its variable. */
type NamedGradient = Extract<Parameters<AdamOptimizer['applyGradients']>[0], readonly unknown[]>[number];

/** Adam's other constants (Kingma & Ba 2015); TF.js' default ε on WebGL is another, so all are given. */
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-7];

let made = 0;

/** Weights that Adam moves, by name; gradients come from whoever has them. */
export class Learnt<Name extends string = string> {
  readonly #adam: AdamOptimizer;
  readonly #variables: ReadonlyMap<Name, Variable>;

  /** Takes the tensors over. @param rate Adam's step */
  constructor(rate: number, start: Readonly<Record<Name, Tensor>>) {
    made += 1;
    this.#adam = new AdamOptimizer(rate, BETA1, BETA2, EPSILON);
    this.#variables = new Map(
      (Object.entries(start) as [Name, Tensor][]).map(([name, tensor]) => {
        const own = variable(tensor, true, `${name} ${String(made)}`);
        tensor.dispose();
        return [name, own];
      }),
    );
  }

  /** The weights, for computing with; not to be disposed of. */
  tensors(): Readonly<Record<Name, Tensor>> {
    const named: Readonly<Record<string, Tensor>> = Object.fromEntries(this.#variables);
    return named;
  }

  /** One step of Adam. @param gradients ∂loss/∂weight of each */
  step(gradients: Readonly<Record<Name, Tensor>>): void {
    const named = [...this.#variables].map(([name, own]): NamedGradient => ({
      name: own.name,
      tensor: gradients[name],
    }));
    this.#adam.applyGradients(named);
  }

  /** Copies of the weights as they are now. */
  async numbers(): Promise<Readonly<Record<Name, Float32Array>>> {
    const read = await Promise.all(
      [...this.#variables].map(async ([name, own]) => [name, (await own.data<'float32'>()).slice()] as const),
    );
    return Object.fromEntries(read) as Readonly<Record<Name, Float32Array>>;
  }

  /** Frees everything. */
  dispose(): void {
    this.#adam.dispose();
    for (const own of this.#variables.values()) own.dispose();
  }
}
