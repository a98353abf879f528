/** What the Lab keeps of somebody's own posts on this device; forgetting everything takes all of it away. */

/** IndexedDB database of the Lab's features. */
export const LAB_DATABASE = 'tagweave-lab';

/** Networks trained in the Lab are models whose ids begin so. */
export const OWN_NETWORK = 'own-';

/** `localStorage`: `id@revision` of the trained network that recommends instead of the shipped one. */
export const CHOSEN_NETWORK = 'tagweave.network';

/** Whether a name, id or key of the model cache is that of a network trained in the Lab. */
export function isOwnNetwork(name: string): boolean {
  return name.startsWith(OWN_NETWORK);
}
