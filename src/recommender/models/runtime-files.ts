import ortAsyncifyModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import ortAsyncify from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?packed';
import ortJspiModule from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import ortJspi from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?packed';
import ortPlainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import ortPlain from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?packed';
import tfSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import tfPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import type { EngineFiles } from '../../domain/models/engine-files.ts';
import type { WantedFile } from '../../encoders/download/wanted-file.ts';
import type { RuntimeBuild, RuntimeBuilds } from '../../encoders/runtime/runtime.browser.ts';
import sums from './runtime-files.json';

/** What the runtimes of a page or worker need. */
export interface RuntimeFiles {
  /** ONNX Runtime's builds: each one's module, and its WebAssembly as it is downloaded. */
  readonly ort: RuntimeBuilds;
  /** TF.js' WebAssembly with SIMD (every browser since 2021 has that); a test compares the sum with the installed package's. */
  readonly tfSimd: WantedFile;
  /** For processors without SIMD; fetched by TF.js itself when it is needed. */
  readonly tfPlain: string;
}

/** The runtimes' files where this build put them, or at the addresses given; what they must contain is the same. */
export function runtimeFiles(moved?: EngineFiles): RuntimeFiles {
  return {
    ort: {
      plain: { mjs: moved?.plainModule ?? ortPlainModule, wasm: at(ortPlain, moved?.plainWasm) },
      jspi: { mjs: moved?.jspiModule ?? ortJspiModule, wasm: at(ortJspi, moved?.jspiWasm) },
      asyncify: { mjs: moved?.asyncifyModule ?? ortAsyncifyModule, wasm: at(ortAsyncify, moved?.asyncifyWasm) },
    },
    tfSimd: {
      address: moved?.tfSimd ?? tfSimd,
      bytes: sums.tf.simd.bytes,
      sha256: sums.tf.simd.sha256,
      cacheKey: `tfjs-backend-wasm/simd/${sums.tf.simd.sha256}`,
    },
    tfPlain: moved?.tfPlain ?? tfPlain,
  };
}

function at(packed: RuntimeBuild['wasm'], address: string | undefined): RuntimeBuild['wasm'] {
  return address === undefined ? packed : { ...packed, address };
}
