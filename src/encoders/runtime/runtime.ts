import type { DeviceChoice } from './device.ts';
import type { WantedFile } from '../download/wanted-file.ts';

/** What runs the encoders on this platform; made once, before anything is downloaded. */
export interface EncoderRuntime {
  /** Backends in the order in which they are tried. */
  readonly choice: DeviceChoice;
  /** Files the runtime itself needs (WebAssembly in a browser, none in Node); part of the download's total. */
  readonly files: readonly WantedFile[];
  /** Why a GPU is not tried, for the Lab; null when it is, or there is nothing to say. */
  readonly note: string | null;
  /** What computes, for the memory of passed self-checks: another name where the numbers might be others. */
  readonly machine: string;
  /** Hands over the fetched `files`; before the first encoder is loaded. A second call does nothing. */
  start(bytes: readonly Uint8Array<ArrayBuffer>[]): Promise<void>;
}

/** `auto` chooses; the others are a person's wish (a wish for a GPU skips the race, not the self-check). */
export type DeviceWish = 'auto' | 'webgpu' | 'wasm';
