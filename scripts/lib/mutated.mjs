/** Rooms of src/ whose code is changed on purpose to try their tests; `npm run mutation history` takes fewer. */
const ALL = ['domain', 'network', 'history', 'archives'];
const asked = process.env.TAGWEAVE_MUTATED_ROOMS ?? '';
export const ROOMS = asked === '' ? ALL : asked.split(',');
