/** A folder, absolute or relative to the page, as an absolute URL that ends in `/`. */
export function folderAddress(folder: string): string {
  return new URL(folder.endsWith('/') ? folder : `${folder}/`, globalThis.location.href).href;
}
