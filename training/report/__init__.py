"""docs/results.md and docs/figures, from the files of `results/` alone."""
