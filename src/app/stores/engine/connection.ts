/** The part of the Network Information API that is used; not every browser has it. */
interface Connection {
  readonly saveData?: boolean;
}

/** True where the person asked the browser to save data (a metered connection): large downloads then wait for a press. */
export function savesData(navigator: object): boolean {
  return (navigator as { readonly connection?: Connection }).connection?.saveData === true;
}
