import type { EncoderRuntime } from './runtime.ts';

/** ONNX Runtime's own library for Node, on the processor. @param threads of each encoder; default: as many as processors */
export function nodeRuntime(threads?: number): EncoderRuntime {
  return {
    choice: { backends: ['native'], forced: false, threads },
    files: [],
    note: null,
    start: () => Promise.resolve(),
  };
}
