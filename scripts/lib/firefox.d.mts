/** What to say where there is none. */
export const NO_FIREFOX: string;
/** The path of the Firefox to use; null where there is none. Throws an Error where a file is named that is not there. */
export function findFirefox(): string | null;
/** As findFirefox; installs Debian's first where there is none and that is possible. */
export function firefoxIfPossible(): Promise<string | null>;
