import { CHOSEN_NETWORK } from '../../../domain/models/own-networks.ts';

/** `id@revision` of the network trained here that new posts use; null: the shipped one. */
export function chosenNetwork(): string | null {
  try {
    return localStorage.getItem(CHOSEN_NETWORK);
  } catch {
    return null;
  }
}

/** @param ref null: back to the shipped one @returns whether the browser remembers it */
export function chooseNetwork(ref: string | null): boolean {
  try {
    if (ref === null) localStorage.removeItem(CHOSEN_NETWORK);
    else localStorage.setItem(CHOSEN_NETWORK, ref);
    return true;
  } catch {
    return false;
  }
}
