/** See chromium.mjs. */
export interface Machine {
  readonly exists: (path: string) => boolean;
  readonly starts: (path: string) => boolean;
  readonly root: boolean;
  readonly apt: () => boolean;
  readonly playwrights: () => string;
  readonly run: (
    command: string,
    args: readonly string[],
    options?: { readonly env?: Readonly<Record<string, string>> },
  ) => Promise<number>;
}
export function ensureChromium(env?: Record<string, string | undefined>, machine?: Machine): Promise<string>;
export function chromiumOptions(...args: string[]): Promise<{ executablePath: string; args: string[] }>;
