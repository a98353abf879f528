import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InferenceSession, Tensor, env } from 'onnxruntime-web';
import { startBackend } from '../src/network/tensors/backend.ts';
import { loadNetwork } from '../src/network/network.ts';
import { configOf, randomInput, randomNetwork, SHIPPED_SIZES } from '../src/network/testing/random-network.ts';
import { nodeWasmFiles } from '../src/network/tensors/wasm-files.node.ts';

/**
 * The network in TensorFlow.js and the same graph in ONNX Runtime Web, both on WebAssembly in Node and in turn: milliseconds of each run.
 * TensorFlow.js' runs are whole ones, with everything that is read back and made of it; ONNX Runtime's are the graph alone.
 */
export async function main(
  graph: { readonly bytes: Uint8Array; readonly inputs: Readonly<Record<string, readonly number[]>> },
  threads: number,
  runs: number,
): Promise<{ readonly tensorflow: number[]; readonly onnx: number[]; readonly steps: number }> {
  await startBackend('wasm', nodeWasmFiles());
  const config = configOf(SHIPPED_SIZES);
  const network = await loadNetwork(randomNetwork(config));
  const post = randomInput(config, { words: 18, posts: 0 });
  const own = createRequire(join(process.cwd(), 'package.json'));
  env.wasm.wasmPaths = `${pathToFileURL(dirname(own.resolve('onnxruntime-web'))).href}/`;
  env.wasm.numThreads = threads;
  const session = await InferenceSession.create(graph.bytes, { executionProviders: ['wasm'] });
  const feeds = Object.fromEntries(
    Object.entries(graph.inputs).map(([name, dims]) => {
      const size = dims.reduce((product, n) => product * n, 1);
      const data = Float32Array.from({ length: size }, (_, i) => Math.sin(i));
      return [name, new Tensor('float32', data, [...dims])];
    }),
  );
  const [tensorflow, onnx]: [number[], number[]] = [[], []];
  let steps = 0;
  for (let run = -20; run < runs; run += 1) {
    const first = performance.now();
    steps = (await network.run(post)).sequence.length;
    const second = performance.now();
    await session.run(feeds);
    const third = performance.now();
    if (run < 0) continue;
    tensorflow.push(second - first);
    onnx.push(third - second);
  }
  network.dispose();
  await session.release();
  return { tensorflow, onnx, steps };
}
