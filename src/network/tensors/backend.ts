import {
  backend,
  enableProdMode,
  env,
  findBackendFactory,
  getBackend,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { NetworkBackend } from '../../domain/recommendation.ts';

/** Where the two single-threaded builds of TF.js' wasm file are: URLs in a browser or worker, paths in Node. */
export interface WasmFiles {
  /** `tfjs-backend-wasm-simd.wasm` */
  readonly simd: string;
  /** `tfjs-backend-wasm.wasm`, for processors without SIMD */
  readonly plain: string;
}

/** Order of choice. */
export const BACKENDS: readonly NetworkBackend[] = ['webgpu', 'wasm', 'cpu'];

/** The little of WebGPU that is looked at here; TypeScript's worker library does not know it. */
interface GpuAdapter {
  readonly isFallbackAdapter?: boolean;
  readonly info?: { readonly isFallbackAdapter?: boolean };
}
interface GpuNavigator {
  readonly gpu?: { requestAdapter(): Promise<GpuAdapter | null> };
}

/**
 * Is WebGPU worth starting here? A software adapter is slower than wasm, so it counts only when asked for by name.
 * The question comes before the backend's code is loaded, which is the largest of the three.
 */
async function hasGpu(acceptSoftware: boolean): Promise<boolean> {
  const { navigator } = globalThis as { readonly navigator?: GpuNavigator };
  if (navigator?.gpu === undefined) return false;
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) return false;
  return acceptSoftware || (adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter) !== true;
}

/**
 * Starts one backend and makes it TF.js' current one. Each backend's code is loaded only here, when it is used.
 * @throws TagweaveError `device-lost` when it is not there or does not start; TF.js then stays on what it was.
 */
export async function startBackend(
  name: NetworkBackend,
  wasm: WasmFiles,
  options: { readonly acceptSoftwareGpu?: boolean; readonly onLost?: () => void } = {},
): Promise<void> {
  enableProdMode(); // no console advice to install the native Node package
  try {
    if (name === 'webgpu') {
      if (!(await hasGpu(options.acceptSoftwareGpu ?? false))) throw new Error('no WebGPU device');
      await import('@tensorflow/tfjs-backend-webgpu');
    } else if (name === 'wasm') {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      // The minified threaded build crashes, so its file is never asked for; the entry only satisfies the check for three names.
      env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      setWasmPaths({
        'tfjs-backend-wasm-simd.wasm': wasm.simd,
        'tfjs-backend-wasm-threaded-simd.wasm': wasm.simd,
        'tfjs-backend-wasm.wasm': wasm.plain,
      });
    } else {
      await import('@tensorflow/tfjs-backend-cpu');
    }
    // setBackend may stay silently on another backend: ask which one it became.
    const started = await setBackend(name);
    if (!started || getBackend() !== name) throw new Error(`TensorFlow.js stayed on “${getBackend()}”`);
  } catch (error) {
    throw new TagweaveError('device-lost', `The ${name} backend does not start on this device.`, {
      cause: error,
      details: { backend: name },
    });
  }
  if (name === 'webgpu' && options.onLost !== undefined) watchDevice(options.onLost);
}

/** Whether the current backend's numbers lie in this thread's memory: reading them waits for no device. */
export function readsAtOnce(): boolean {
  return getBackend() !== 'webgpu';
}

/** Calls back when the GPU device goes away; before that nothing tells but wrong or missing numbers. */
function watchDevice(onLost: () => void): void {
  const { device } = backend() as unknown as { readonly device?: { readonly lost: Promise<unknown> } };
  void device?.lost.then(onLost);
}

/** Ends a backend that failed with everything on it; a later start makes a new one. */
export function dropBackend(name: NetworkBackend): void {
  const make = findBackendFactory(name);
  try {
    removeBackend(name);
  } catch {
    // Freeing what lives on a lost device may fail; there is nothing left to free then.
  }
  registerBackend(name, make);
}
