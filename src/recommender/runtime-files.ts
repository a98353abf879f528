import ortAsyncifyModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import ortAsyncify from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?packed';
import ortJspiModule from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import ortJspi from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?packed';
import ortPlainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import ortPlain from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?packed';
import tfSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import tfPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import type { WantedFile } from '../encoders/download.ts';
import type { RuntimeBuilds } from '../encoders/runtime.browser.ts';
import sums from './runtime-files.json';

/** ONNX Runtime's builds: each one's module, and its WebAssembly as it is downloaded. */
export const ORT_BUILDS: RuntimeBuilds = {
  plain: { mjs: ortPlainModule, wasm: ortPlain },
  jspi: { mjs: ortJspiModule, wasm: ortJspi },
  asyncify: { mjs: ortAsyncifyModule, wasm: ortAsyncify },
};

/** TF.js' WebAssembly with SIMD (every browser since 2021 has that); a test compares the sum with the installed package's. */
export const TF_SIMD: WantedFile = {
  address: tfSimd,
  bytes: sums.tf.simd.bytes,
  sha256: sums.tf.simd.sha256,
  cacheKey: `tfjs-backend-wasm/simd/${sums.tf.simd.sha256}`,
};

/** For processors without SIMD; fetched by TF.js itself when it is needed. */
export const TF_PLAIN: string = tfPlain;
