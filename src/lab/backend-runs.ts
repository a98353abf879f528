/** Runs of which the Lab tells the median; apart, so that the page need not load what makes them. */
export const RUNS = 7;
