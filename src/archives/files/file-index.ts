import type { ArchiveFile } from './archive-file.ts';
import { partsOf, sharedEnd } from './archive-path.ts';

interface Named {
  readonly file: ArchiveFile;
  readonly parts: readonly string[];
}

/** Files by what a text calls them. */
export class FileIndex {
  readonly #files: readonly ArchiveFile[];
  readonly #byName = new Map<string, Named[]>();
  /** By the last two parts, so that thousands of files of one name in folders of their own are told apart at once. */
  readonly #byEnd = new Map<string, Named[]>();
  #hasReadings = false;

  constructor(files: readonly ArchiveFile[]) {
    this.#files = files;
    for (const file of files) this.#add(file, file.path);
  }

  /**
   * The file a text means by `path`: written from the archive's own root, which may lie in a folder here. Of several files of that name the
   * one that shares most of the path's end; null when the path names folders and none of them agrees. A path as it stands in an address
   * (`M%C3%BCller.jpg`) is found as well, and a name whose code page nobody wrote down by each of its readings.
   */
  find(path: string): ArchiveFile | null {
    const found = this.#match(path) ?? this.#match(fromAddress(path));
    if (found !== null || this.#hasReadings) return found;
    this.#hasReadings = true;
    for (const file of this.#files) for (const reading of file.readings?.() ?? []) this.#add(file, reading);
    return this.find(path);
  }

  #add(file: ArchiveFile, path: string): void {
    const named = { file, parts: partsOf(path) };
    push(this.#byName, named.parts.at(-1) ?? '', named);
    if (named.parts.length > 1) push(this.#byEnd, named.parts.slice(-2).join('/'), named);
  }

  #match(path: string | null): ArchiveFile | null {
    const wanted = path === null ? [] : partsOf(path);
    const name = wanted.at(-1);
    if (name === undefined) return null;
    const close = wanted.length < 2 ? [] : (this.#byEnd.get(wanted.slice(-2).join('/')) ?? []);
    let best: { readonly file: ArchiveFile; readonly shared: number } | null = null;
    for (const { file, parts } of close) {
      const shared = sharedEnd(parts, wanted);
      if (best === null || shared > best.shared) best = { file, shared };
    }
    if (best !== null) return best.file;
    const sameName = this.#byName.get(name) ?? [];
    // Picked one by one, files come without their folders: their name alone has to do.
    const alone = sameName.find(({ parts }) => parts.length === 1);
    return (wanted.length === 1 ? (sameName[0] ?? null) : (alone ?? null))?.file ?? null;
  }
}

function push(map: Map<string, Named[]>, key: string, named: Named): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [named]);
  else list.push(named);
}

function fromAddress(path: string): string | null {
  if (!path.includes('%')) return null;
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
