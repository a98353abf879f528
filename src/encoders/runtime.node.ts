import type { EncoderRuntime } from './runtime.ts';

/** ONNX Runtime's own library for Node, on the processor. */
export function nodeRuntime(): EncoderRuntime {
  return { choice: { backends: ['native'], forced: false }, files: [], note: null, start: () => Promise.resolve() };
}
