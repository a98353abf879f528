import ortAsyncifyModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import ortAsyncify from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import ortJspiModule from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import ortJspi from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import ortPlainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import ortPlain from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import tfSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import tfPlain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import type { WantedFile } from '../encoders/download.ts';
import type { RuntimeBuilds } from '../encoders/runtime.browser.ts';
import sums from './runtime-files.json';

/** Addresses of the runtimes' files beside the page's own code, with the sums of the installed packages (a test compares them). */
export const ORT_BUILDS: RuntimeBuilds = {
  plain: { mjs: ortPlainModule, wasm: ortPlain, wasmBytes: sums.ort.plain.bytes, wasmSha256: sums.ort.plain.sha256 },
  jspi: { mjs: ortJspiModule, wasm: ortJspi, wasmBytes: sums.ort.jspi.bytes, wasmSha256: sums.ort.jspi.sha256 },
  asyncify: {
    mjs: ortAsyncifyModule,
    wasm: ortAsyncify,
    wasmBytes: sums.ort.asyncify.bytes,
    wasmSha256: sums.ort.asyncify.sha256,
  },
};

/** TF.js' WebAssembly with SIMD; every browser since 2021 has that. */
export const TF_SIMD: WantedFile = {
  address: tfSimd,
  bytes: sums.tf.simd.bytes,
  sha256: sums.tf.simd.sha256,
  cacheKey: `tfjs-backend-wasm/simd/${sums.tf.simd.sha256}`,
};

/** For processors without SIMD; fetched by TF.js itself when it is needed. */
export const TF_PLAIN: string = tfPlain;
