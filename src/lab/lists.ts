/** The lists that one trained network gives (systems.md §5). */
export const HEADS = ['classification', 'sequence', 'A1', 'A2'] as const;
export type Head = (typeof HEADS)[number];
