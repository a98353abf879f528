/** The lists that one trained network gives (systems.md §5). */
export const HEADS = ['classification', 'sequence', 'A1', 'A2'] as const;
export type Head = (typeof HEADS)[number];

/** What was given of an everyday post, and whether earlier posts were (training/everyday/evaluate.py). */
export const EVERYDAY_CASES = ['both, cold', 'photo, cold', 'caption, cold', 'both, with history'] as const;
export type EverydayCase = (typeof EVERYDAY_CASES)[number];

/** The fusions of the paper's Table 1, the base model first. */
export const FUSIONS = ['sum', 'mean', 'weighted'] as const;
export type Fusion = (typeof FUSIONS)[number];
