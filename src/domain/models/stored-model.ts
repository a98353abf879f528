/** What is kept on this device of one model or runtime. */
export interface StoredModel {
  /** `id@revision` of a model, the package's name of a runtime. */
  readonly name: string;
  readonly bytes: number;
  readonly files: number;
  /** Parts of a download that was stopped are among it. */
  readonly unfinished: boolean;
}
