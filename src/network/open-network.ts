import { TagweaveError } from '../domain/errors/errors.ts';
import type { NetworkConfig } from '../domain/models/network-manifest.ts';
import type { NetworkBackend } from '../domain/recommendation.ts';
import { BACKENDS, dropBackend, startBackend } from './tensors/backend.ts';
import type { WasmFiles } from './tensors/backend.ts';
import { parseGolden, runGolden, selfCheck, SELF_CHECK_TOLERANCE } from './golden.ts';
import type { GoldenReport } from './golden.ts';
import type { Judgement, Representation } from './judgement.ts';
import { loadNetwork } from './network.ts';
import type { Network, NetworkFiles, NetworkInput, NetworkOutput, RunOptions } from './network.ts';

export interface OpenOptions {
  readonly wasm: WasmFiles;
  /** Backends to try, in this order; by default webgpu (real graphics processors only), wasm, cpu. */
  readonly backends?: readonly NetworkBackend[];
  /** Parsed `golden.json`: two cases are computed at the start, and a backend that computes them wrongly is left. */
  readonly golden?: unknown;
  /** Called when another backend had to take over after the start. */
  readonly onBackendChange?: (now: NetworkBackend, error: unknown) => void;
  /** The clock by which a slow graphics device is told: milliseconds; performance.now() by default. */
  readonly now?: () => number;
}

/**
 * A run takes about 5 ms on wasm; a graphics device on which it takes longer than this is left for wasm. (About 200 small kernels
 * and a readback: on a weak or emulated device the launches cost more than the numbers.)
 */
const SLOW_GPU_MS = 60;

/**
 * A network that keeps working: on a backend that starts, passes the self-check and, when the device is lost or a run fails
 * later, moves on to the next one and repeats the run there.
 */
export class OpenNetwork {
  readonly #files: NetworkFiles;
  readonly #options: OpenOptions;
  #remaining: NetworkBackend[];
  #place: Promise<Place>;
  #backend: NetworkBackend = 'cpu';
  #isOver = false;
  #disposed = false;

  private constructor(files: NetworkFiles, options: OpenOptions) {
    this.#files = files;
    this.#options = options;
    this.#remaining = [...(options.backends ?? BACKENDS)];
    this.#place = this.#next(null);
  }

  /**
   * @throws TagweaveError `model-invalid` when the files do not fit together or no backend reproduces the golden vectors,
   * `device-lost` when no backend starts.
   */
  static async open(files: NetworkFiles, options: OpenOptions): Promise<OpenNetwork> {
    const network = new OpenNetwork(files, options);
    await network.#place;
    return network;
  }

  /** The backend in use. */
  get backend(): NetworkBackend {
    return this.#backend;
  }

  get config(): NetworkConfig {
    return this.#files.manifest.network;
  }

  /** As {@link Network.run}; a failing backend is left and the run repeated on the next. */
  run(input: NetworkInput, options?: RunOptions): Promise<NetworkOutput> {
    return this.#onSomeBackend((network) => network.run(input, options));
  }

  /** As {@link Network.judge}; a failing backend is left and the work repeated on the next. */
  judge(...args: Parameters<Network['judge']>): Promise<Judgement> {
    return this.#onSomeBackend((network) => network.judge(...args));
  }

  /** As {@link Network.represent}; a failing backend is left and the work repeated on the next. */
  represent(...args: Parameters<Network['represent']>): Promise<Representation> {
    return this.#onSomeBackend((network) => network.represent(...args));
  }

  async #onSomeBackend<Result>(work: (network: Network) => Promise<Result>): Promise<Result> {
    for (;;) {
      if (this.#disposed) throw new TagweaveError('model-not-loaded', 'The network was closed. Load it again.');
      if (this.#isOver) this.#startAnew();
      const current = this.#place;
      const place = await current.catch((error: unknown) => {
        if (this.#place === current) this.#isOver = true;
        throw error;
      });
      try {
        return await work(place.network);
      } catch (error) {
        if (!isBackendFailure(error)) throw error;
        this.#moveOn(current, error);
      }
    }
  }

  /** No backend was left for the run before. This one asks all of them again: memory may be free by now, a lost device back. */
  #startAnew(): void {
    this.#isOver = false;
    this.#remaining = [...(this.#options.backends ?? BACKENDS)];
    this.#place = this.#next(null);
    this.#place.catch(() => undefined); // told by the run that awaits it
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    try {
      (await this.#place).network.dispose();
    } catch {
      // Nothing was open, or its device is gone with everything on it.
    }
  }

  /**
   * Leaves `failed` once, however many runs failed on it. A device may also be reported lost while another backend is already taking
   * over (`lost` names it); then there is nothing to do.
   */
  #moveOn(failed: Promise<Place>, error: unknown, lost: NetworkBackend | null = null): void {
    if (this.#place !== failed || this.#disposed) return;
    this.#place = failed.then(async (place) => {
      if (lost !== null && place.backend !== lost) return place;
      freeQuietly(place.network);
      dropBackend(place.backend);
      const next = await this.#next(error);
      this.#options.onBackendChange?.(next.backend, error);
      return next;
    });
    this.#place.catch(() => undefined); // told by the run that awaits it
  }

  async #next(lastError: unknown): Promise<Place> {
    let error = lastError;
    for (let name = this.#remaining.shift(); name !== undefined; name = this.#remaining.shift()) {
      try {
        const network = await this.#startOn(name);
        this.#backend = name;
        return { network, backend: name };
      } catch (failure) {
        if (
          failure instanceof TagweaveError &&
          failure.code === 'model-invalid' &&
          failure.details['difference'] === undefined
        ) {
          throw failure; // no other backend reads these files better
        }
        error = failure;
      }
    }
    if (error instanceof TagweaveError && error.details['numbers'] === 'wrong') {
      // Nothing else was left to be at fault: the last one computes on the processor, with code of another kind.
      throw new TagweaveError(
        'model-invalid',
        "The network's weights give numbers that cannot be right. Download the model again or choose another one.",
        { cause: error },
      );
    }
    if (error instanceof TagweaveError) throw error;
    throw new TagweaveError('device-lost', 'No way of computing is left on this device. Reload the page.', {
      cause: error,
    });
  }

  async #startOn(name: NetworkBackend): Promise<Network> {
    const onLost = (): void => {
      this.#moveOn(this.#place, new TagweaveError('device-lost', 'The graphics device went away.'), name);
    };
    await startBackend(name, this.#options.wasm, { acceptSoftwareGpu: this.#options.backends !== undefined, onLost });
    const network = await loadNetwork(this.#files);
    try {
      await this.#check(network, name);
      if (name === 'webgpu' && this.#options.backends === undefined)
        await checkSpeed(network, this.#options.now ?? (() => performance.now()));
      return network;
    } catch (error) {
      freeQuietly(network);
      dropBackend(name);
      throw error;
    }
  }

  /** The self-check compiles the kernels as well; without golden vectors a run of zeros does that. */
  async #check(network: Network, name: NetworkBackend): Promise<void> {
    const { golden } = this.#options;
    if (golden === undefined || golden === null) {
      await network.warmUp();
      return;
    }
    const difference = await selfCheck(network, parseGolden(golden));
    if (difference <= SELF_CHECK_TOLERANCE) return;
    throw new TagweaveError(
      'model-invalid',
      `The network does not reproduce its golden vectors on ${name} (off by ${difference.toPrecision(2)}). Download the model again.`,
      { details: { backend: name, difference } },
    );
  }
}

interface Place {
  readonly network: Network;
  readonly backend: NetworkBackend;
}

/** Errors about the input are the caller's; everything else says that this backend cannot do it. */
function isBackendFailure(error: unknown): boolean {
  return !(error instanceof TagweaveError) || error.code === 'device-lost';
}

/** Times a run whose kernels are compiled already. */
async function checkSpeed(network: Network, now: () => number): Promise<void> {
  const start = now();
  await network.warmUp();
  const runMs = (now() - start) / 2; // warmUp runs two posts
  if (runMs > SLOW_GPU_MS) {
    throw new TagweaveError('device-lost', `The graphics device needs ${runMs.toFixed(0)} ms where wasm needs a few.`, {
      details: { runMs },
    });
  }
}

function freeQuietly(network: Network): void {
  try {
    network.dispose();
  } catch {
    // On a lost device freeing may fail.
  }
}

/** Golden parity on one backend by name, for tests in a page, a worker or Node: starts it, loads, compares all stages, frees. */
export async function runGoldenOn(
  backend: NetworkBackend,
  files: NetworkFiles,
  golden: unknown,
  wasm: WasmFiles,
): Promise<GoldenReport> {
  await startBackend(backend, wasm, { acceptSoftwareGpu: true });
  const network = await loadNetwork(files);
  try {
    return await runGolden(network, parseGolden(golden));
  } finally {
    network.dispose();
  }
}
