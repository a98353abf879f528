import { getKernelsForBackend, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { NetworkBackend } from '../../domain/recommendation.ts';

/**
 * Counts the kernels that TensorFlow.js launches on a backend from now on: what a run costs beside its numbers, and, unlike a clock, the
 * same on every machine.
 */
export function countKernels(backend: NetworkBackend): { readonly launched: () => number; readonly stop: () => void } {
  let launched = 0;
  const kernels = getKernelsForBackend(backend);
  const replace = (change: (config: (typeof kernels)[number]) => (typeof kernels)[number]): void => {
    for (const config of kernels) {
      unregisterKernel(config.kernelName, backend);
      registerKernel(change(config));
    }
  };
  replace((config) => ({
    ...config,
    kernelFunc: (args) => {
      launched += 1;
      return config.kernelFunc(args);
    },
  }));
  return {
    launched: () => {
      const since = launched;
      launched = 0;
      return since;
    },
    stop: () => {
      replace((config) => config);
    },
  };
}
