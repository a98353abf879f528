import { cpus } from 'node:os';
import { loadSharp, nativePackage } from './native-packages.node.ts';
import type { EncoderRuntime } from './runtime.ts';
import { transformers } from './transformers.ts';

/** ONNX Runtime's own library for Node, on the processor. @param threads of each encoder; default: as many as processors */
export function nodeRuntime(threads?: number): EncoderRuntime {
  return {
    choice: { backends: ['native'], forced: false, threads },
    files: [],
    machine: [process.version, process.arch, cpus()[0]?.model ?? ''].join(' '),
    note: null,
    start: async () => {
      await Promise.all([nativePackage(transformers), loadSharp()]);
    },
  };
}
