import { cpus } from 'node:os';

import type { EncoderRuntime } from './runtime.ts';

/** ONNX Runtime's own library for Node, on the processor. @param threads of each encoder; default: as many as processors */
export function nodeRuntime(threads?: number): EncoderRuntime {
  return {
    choice: { backends: ['native'], forced: false, threads },
    files: [],
    machine: [process.version, process.arch, cpus()[0]?.model ?? ''].join(' '),
    note: null,
    start: () => Promise.resolve(),
  };
}
