import type { PreTrainedTokenizer } from '@huggingface/transformers';

import type { DerivedForm, EncoderDtype } from '../../domain/models/encoder-manifest.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import type { EncoderBackend } from '../../domain/recommendation.ts';
import { throwIfAborted, untilAborted } from '../download/abort.ts';
import type { EncoderModel } from '../models/catalogue.ts';
import { noMemory } from '../models/check-memory.ts';
import { readable } from '../models/unreadable.ts';
import { chooseDevice } from '../runtime/device.ts';
import { derivedForm } from '../models/model-forms.ts';
import type { LoadOptions } from '../photo/photo-encoder.ts';
import type { Allowance } from '../photo/self-check.ts';
import { goldenDifference } from '../photo/self-check.ts';
import type { Feeds, Rescue, TokenModel } from '../runtime/token-model.ts';
import { openTokenModel, rowsError } from '../runtime/token-model.ts';
import type { Span } from './token-offsets.ts';
import { alignPieces } from './token-offsets.ts';
import { transformers, withFiles } from '../runtime/transformers.ts';

/** E: the words of a caption. */
export interface CaptionEncoding {
  /** N tokens: special ones, those of the prefix, those of the caption. */
  readonly rows: number;
  /** D_t, numbers a token. */
  readonly width: number;
  /** rows × width, row-major. */
  readonly data: Float32Array<ArrayBuffer>;
  /** One an row. `span` = slice of the caption (UTF-16 units), null for special tokens and those of the prefix. */
  readonly tokens: readonly { readonly id: number; readonly piece: string; readonly span: Span | null }[];
  /** The caption was longer than the encoder reads: only its beginning counted. */
  readonly cut: boolean;
}

/** Caption → word matrix. */
export interface CaptionEncoder {
  /** `id@revision`. */
  readonly ref: string;
  readonly backend: EncoderBackend;
  readonly notes: readonly string[];
  readonly maxTokens: number;
  readonly width: number;
  /** Any text in any script, the empty one included. @throws TagweaveError `aborted`, `device-lost`, `model-invalid` */
  encode(caption: string, signal?: AbortSignal): Promise<CaptionEncoding>;
  /** Ids with prefix and special tokens, cut to `maxTokens`; what the network sees. */
  tokenIds(caption: string): readonly number[];
  dispose(): Promise<void>;
}

/** What is checked: a form of the network, and how far from the golden vectors it may be (default: what these say). */
interface CheckedForm {
  readonly dtype: EncoderDtype;
  readonly allowed?: Allowance;
}

interface Tokens {
  readonly ids: readonly number[];
  readonly pieces: readonly string[];
  readonly cut: boolean;
}

/** Longest part of a caption that is given to the tokenizer, in characters a token: no piece is longer. */
const CHARACTERS_A_TOKEN = 64;

/**
 * Loads a caption encoder: BERT layouts with their tokenizer.
 * @throws TagweaveError `model-invalid` (with both numbers when rows or width differ from the manifest), `aborted`
 */
export async function loadCaptionEncoder(model: EncoderModel, options: LoadOptions): Promise<CaptionEncoder> {
  const { manifest } = model;
  if (manifest.kind !== 'caption-encoder')
    throw new TagweaveError('model-invalid', `${manifest.name} reads photos, not captions.`);
  const { dims, maxTokens, prefix } = manifest;
  const library = await transformers();
  let tokenizer: PreTrainedTokenizer;
  try {
    tokenizer = await withFiles(await options.files(), (name) => library.AutoTokenizer.from_pretrained(name));
  } catch (cause) {
    throw new TagweaveError('model-invalid', `The tokenizer of ${manifest.name} cannot be read.`, { cause });
  }
  const special = new Set(tokenizer.all_special_ids);
  const tokenise = (caption: string): Tokens => {
    const [head, rest] = splitAt(caption, maxTokens * CHARACTERS_A_TOKEN);
    const text = prefix + head;
    const ids = tokenizer.encode(text);
    const pieces = tokenizer.tokenize(text, { add_special_tokens: true });
    const over = ids.length - maxTokens;
    if (over <= 0) return { ids, pieces, cut: rest.trim() !== '' };
    // Cut before the special tokens at the end ([SEP], </s>).
    let tail = 0;
    while (tail < ids.length && special.has(ids[ids.length - 1 - tail] ?? -1)) tail += 1;
    const keep = <T>(list: readonly T[]): T[] => [
      ...list.slice(0, list.length - tail - over),
      ...list.slice(list.length - tail),
    ];
    return { ids: keep(ids), pieces: keep(pieces), cut: true };
  };
  const { checks = noMemory } = options;
  const check = async (candidate: TokenModel, form: CheckedForm): Promise<string | null> => {
    if (await checks.passed(candidate.backend, form.dtype)) return null;
    const golden = await options.golden();
    const cases = (golden?.cases ?? []).flatMap(({ input, ...rest }) => ('text' in input ? [{ ...rest, input }] : []));
    if (cases.length === 0) {
      const { ids } = tokenise('A dog runs through the snow.');
      const matrix = await candidate.run(feeds(ids));
      if (matrix.rows !== ids.length) throw rowsError(manifest.name, ids.length, matrix.rows);
      return null;
    }
    const allowed = form.allowed ?? { tolerance: golden?.tolerance ?? 0 };
    for (const { name, input, rows, values } of cases) {
      const { ids } = tokenise(input.text);
      if (input.ids.length > 0 && input.ids.join() !== ids.join())
        return `${name}: the tokenizer gives ${ids.join(' ')} instead of ${input.ids.join(' ')}`;
      const difference = goldenDifference(await candidate.run(feeds(ids)), values, rows, allowed);
      if (difference !== null) return `${name}: ${difference}`;
    }
    await checks.keep(candidate.backend, form.dtype);
    return null;
  };
  const { name, output } = manifest;
  const opened = { name, output, width: dims.width, threads: options.choice.threads };
  const form = derivedForm(manifest);
  const notes: string[] = [];
  const inDerivedForm = new WeakSet<TokenModel>();
  /** The form for processors, or null with a note where it cannot be made, cannot run here, or does not compute what it should. */
  const openDerived = async (backend: EncoderBackend, wish: DerivedForm): Promise<TokenModel | null> => {
    let candidate: TokenModel | null = null;
    try {
      candidate = await openTokenModel(await options.files('derived'), backend, { ...opened, dtype: wish.dtype });
      const complaint = await check(candidate, { dtype: wish.dtype, allowed: wish });
      if (complaint === null) {
        inDerivedForm.add(candidate);
        return candidate;
      }
      notes.push(`${backend}, ${wish.dtype}: ${complaint}`);
    } catch (error) {
      throwIfAborted(options.signal);
      notes.push(`${backend}, ${wish.dtype}: ${error instanceof Error ? error.message : String(error)}`);
    }
    await candidate?.dispose().catch(() => undefined);
    return null;
  };
  const chosen = await readable(name, () =>
    chooseDevice({
      choice: options.choice,
      open: async (backend: EncoderBackend, rescue?: Rescue) => {
        const derived = form === null || backend === 'webgpu' ? null : await openDerived(backend, form);
        return (
          derived ??
          openTokenModel(await options.files('shipped'), backend, { ...opened, dtype: manifest.dtype }, rescue)
        );
      },
      // The derived form has passed its own check already.
      check: async (candidate) => (inDerivedForm.has(candidate) ? null : check(candidate, { dtype: manifest.dtype })),
      probe: () => feeds(tokenise('The quick brown fox jumps over the lazy dog near the river bank.').ids),
      signal: options.signal,
      onDeviceLost: options.onDeviceLost,
    }),
  );
  return {
    ref: modelRef(manifest),
    get backend() {
      return chosen.backend;
    },
    get notes() {
      return [...notes, ...chosen.notes];
    },
    maxTokens,
    width: dims.width,
    async encode(caption, signal) {
      throwIfAborted(signal);
      const { ids, pieces, cut } = tokenise(caption);
      const matrix = await untilAborted(chosen.run(feeds(ids)), signal);
      if (matrix.rows !== ids.length) throw rowsError(manifest.name, ids.length, matrix.rows);
      const unknown = tokenizer.unk_token_id;
      // Unknown words are special to the tokenizer but stand for a word of the caption.
      const shown = pieces.map((piece, index) =>
        special.has(ids[index] ?? -1) && ids[index] !== unknown ? null : piece,
      );
      const spans = captionSpans(caption, prefix, shown, tokenizer.unk_token);
      return {
        rows: matrix.rows,
        width: matrix.width,
        data: matrix.data,
        tokens: ids.map((id, index) => ({ id, piece: pieces[index] ?? '', span: spans[index] ?? null })),
        cut,
      };
    },
    tokenIds: (caption) => tokenise(caption).ids,
    dispose: () => chosen.dispose(),
  };
}

/** Spans in the caption of pieces of prefix + caption; a token of the prefix, or one with no letter of the caption, has none. */
export function captionSpans(
  caption: string,
  prefix: string,
  pieces: readonly (string | null)[],
  unknown: string | null | undefined,
): (Span | null)[] {
  // What the tokenizer does not know is given a name no text holds, so that it takes what lies between its neighbours.
  const searched = pieces.map((piece) => (piece !== null && piece === unknown ? '\u{10fffd}' : piece));
  return alignPieces(prefix + caption, searched).map((span) => {
    if (span === null || span.end <= prefix.length || span.start === span.end) return null;
    return { start: Math.max(0, span.start - prefix.length), end: span.end - prefix.length };
  });
}

function feeds(ids: readonly number[]): Feeds {
  const dims = [1, ids.length];
  const tensor = (values: readonly number[]): Feeds[string] => ({
    type: 'int64',
    data: BigInt64Array.from(values, BigInt),
    dims,
  });
  return {
    input_ids: tensor(ids),
    attention_mask: tensor(ids.map(() => 1)),
    token_type_ids: tensor(ids.map(() => 0)),
  };
}

/** The text up to about `length` characters (never inside a surrogate pair) and what follows. */
function splitAt(text: string, length: number): readonly [string, string] {
  if (text.length <= length) return [text, ''];
  const code = text.charCodeAt(length - 1);
  const at = code >= 0xd800 && code < 0xdc00 ? length - 1 : length;
  return [text.slice(0, at), text.slice(at)];
}
