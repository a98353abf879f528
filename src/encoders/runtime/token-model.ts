import type { EncoderDtype } from '../../domain/models/encoder-manifest.ts';
import { onnxFile } from '../../domain/models/encoder-manifest.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { EncoderBackend } from '../../domain/recommendation.ts';
import type { ModelFiles } from './transformers.ts';
import { transformers, withFiles } from './transformers.ts';

/** rows × width numbers, row-major. */
export interface TokenMatrix {
  readonly rows: number;
  readonly width: number;
  readonly data: Float32Array<ArrayBuffer>;
}

/** Named inputs of a network; a name that it does not have is left out. */
export type Feeds = Readonly<
  Record<
    string,
    | { readonly type: 'float32'; readonly data: Float32Array; readonly dims: readonly number[] }
    | { readonly type: 'int64'; readonly data: BigInt64Array; readonly dims: readonly number[] }
  >
>;

/** A network that makes a token matrix, in some backend. */
export interface TokenModel {
  readonly backend: EncoderBackend;
  /** The output for a batch of one, all rows. Throws `model-invalid` when the output is not a matrix of `width` columns. */
  run(feeds: Feeds): Promise<TokenMatrix>;
  dispose(): Promise<void>;
}

export interface TokenModelOptions {
  readonly name: string;
  readonly dtype: EncoderDtype;
  /** Name of the output that is the token matrix. */
  readonly output: string;
  /** Columns the manifest promises. */
  readonly width: number;
  /** Of the native backend; default: as many as processors. */
  readonly threads?: number | undefined;
}

/**
 * Creates a session on the processor by a second runtime, fetched for the purpose: the builds with WebGPU lack some kernels for
 * the processor (GatherBlockQuantized among them), so that a model may run there on the GPU only.
 */
export type Rescue = (
  network: Uint8Array<ArrayBuffer>,
  sessionOptions: Readonly<Record<string, unknown>>,
) => Promise<Session>;

/** What is used of ONNX Runtime's session. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Set by the guard of runtime.browser.ts when the session could not be created. */
  readonly failure?: Error;
  run(
    feeds: Record<string, unknown>,
  ): Promise<
    Record<
      string,
      { readonly dims: readonly number[]; readonly type: string; getData(): Promise<unknown>; dispose(): void }
    >
  >;
  release(): Promise<void>;
}

let tail: Promise<unknown> = Promise.resolve();

/** One network call at a time: ONNX Runtime Web cannot run two sessions at once. A failed call does not stop the next. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = tail.then(work, work);
  tail = result.catch(() => undefined);
  return result;
}

/** DequantizeLinear of constant weights is folded once at load instead of at every run (training/encoders/photo/export.py). */
const SESSION_OPTIONS = { extra: { session: { disable_quant_qdq: '1' } } };

/**
 * Creates the network of an encoder's verified files through transformers.js's AutoModel; on WebAssembly, where that fails and
 * a `rescue` is given, by the second runtime.
 * @throws whatever ONNX Runtime says when the backend cannot run it
 */
export async function openTokenModel(
  files: ModelFiles,
  backend: EncoderBackend,
  options: TokenModelOptions,
  rescue?: Rescue,
): Promise<TokenModel> {
  const library = await transformers();
  const session = await openSession(files, backend, options, rescue);
  if (!session.outputNames.includes(options.output)) {
    await inTurn(() => session.release()).catch(() => undefined);
    throw new TagweaveError(
      'model-invalid',
      `${options.name}: the network has no output “${options.output}”; it has ${session.outputNames.join(', ')}.`,
    );
  }
  return {
    backend,
    run: (feeds) =>
      inTurn(async () => {
        const inputs: Record<string, unknown> = {};
        for (const name of session.inputNames) {
          const feed = feeds[name];
          if (feed === undefined)
            throw new TagweaveError(
              'model-invalid',
              `${options.name}: the network wants an input “${name}” that this app does not have.`,
            );
          inputs[name] = new library.Tensor(feed.type, feed.data, [...feed.dims]).ort_tensor;
        }
        // Not through the model's own call: its queue stays broken after one failure (a lost GPU), ours does not.
        const outputs = await session.run(inputs);
        try {
          const output = outputs[options.output];
          if (output === undefined)
            throw new TagweaveError('model-invalid', `${options.name}: no output “${options.output}” came.`);
          return toMatrix(await output.getData(), output.dims, options);
        } finally {
          for (const tensor of Object.values(outputs)) tensor.dispose();
        }
      }),
    async dispose() {
      await inTurn(() => session.release());
    },
  };
}

async function openSession(
  files: ModelFiles,
  backend: EncoderBackend,
  { name, dtype, threads }: TokenModelOptions,
  rescue: Rescue | undefined,
): Promise<Session> {
  const library = await transformers();
  const sessionOptions = threads === undefined ? SESSION_OPTIONS : { ...SESSION_OPTIONS, intraOpNumThreads: threads };
  try {
    const device = backend === 'native' ? 'cpu' : backend;
    const model = await inTurn(() =>
      withFiles(files, (key) =>
        library.AutoModel.from_pretrained(key, { dtype, device, session_options: sessionOptions }),
      ),
    );
    const { model: session, ...others } = model.sessions as Readonly<Record<string, Session>>;
    // A model of several networks: only the one is used, and nobody else would release them.
    const unused = Object.values(others);
    if (unused.length > 0) await inTurn(() => Promise.allSettled(unused.map((one) => one.release())));
    if (session === undefined)
      throw new TagweaveError('model-invalid', `${name} holds no network that this app can run.`);
    if (session.failure !== undefined) throw session.failure;
    return session;
  } catch (error) {
    const network = files.get(onnxFile(dtype));
    if (rescue === undefined || backend !== 'wasm' || network === undefined) throw error;
    return inTurn(() => rescue(network, SESSION_OPTIONS));
  }
}

/**
 * Output layouts: (1, rows, width) as transformers give it; (1, width, h, w) feature maps of convolutional networks, whose cells
 * become rows, row-major from top left. Which one it is follows from the number of dimensions; `width` has to fit.
 */
function toMatrix(
  data: unknown,
  dims: readonly number[],
  { name, width }: Pick<TokenModelOptions, 'name' | 'width'>,
): TokenMatrix {
  if (!(data instanceof Float32Array))
    throw new TagweaveError('model-invalid', `${name}: its output is not made of 32-bit numbers.`);
  const [batch = 0, ...rest] = dims;
  const found = dims.length === 4 ? rest[0] : rest[1];
  if (batch !== 1 || (dims.length !== 3 && dims.length !== 4)) {
    throw new TagweaveError(
      'model-invalid',
      `${name}: its output has the shape ${dims.join(' × ')}; expected 1 × rows × ${String(width)} or 1 × ${String(width)} × height × width.`,
    );
  }
  if (found !== width) throw widthError(name, width, found ?? 0);
  if (dims.length === 3) return { rows: rest[0] ?? 0, width, data: new Float32Array(data) };
  const rows = (rest[1] ?? 0) * (rest[2] ?? 0);
  const turned = new Float32Array(rows * width);
  for (let channel = 0; channel < width; channel++) {
    for (let row = 0; row < rows; row++) turned[row * width + channel] = data[channel * rows + row] ?? 0;
  }
  return { rows, width, data: turned };
}

function widthError(name: string, promised: number, found: number): TagweaveError {
  return new TagweaveError(
    'model-invalid',
    `${name} gives ${String(found)} numbers a row, but its manifest says ${String(promised)}. The manifest does not belong to this model.`,
    { details: { expected: promised, found } },
  );
}

/** `model-invalid` when the number of rows differs from the manifest. */
export function rowsError(name: string, promised: number, found: number): TagweaveError {
  return new TagweaveError(
    'model-invalid',
    `${name} gives ${String(found)} rows, but its manifest says ${String(promised)}. The manifest does not belong to this model.`,
    { details: { expected: promised, found } },
  );
}
