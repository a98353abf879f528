import { concat, reshape, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Reads named tensors in a single readback: on WebGPU each one waits for the whole queue, so they are joined on the device and
 * parted here. The tensors stay; each result is an array of its own, row-major.
 */
export async function readTogether<Name extends string>(
  tensors: Readonly<Record<Name, Tensor>>,
): Promise<Record<Name, Float32Array>> {
  const entries = Object.entries<Tensor>(tensors);
  const joined = tidy(() => concat(entries.map(([, tensor]) => reshape(tensor, [tensor.size]))));
  try {
    const values = await joined.data<'float32'>();
    let offset = 0;
    const parted = entries.map(([name, { size }]) => [name, values.slice(offset, (offset += size))] as const);
    return Object.fromEntries(parted) as Record<Name, Float32Array>;
  } finally {
    joined.dispose();
  }
}
