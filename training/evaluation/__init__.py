"""The paper's metrics, floors to compare with, and strata (systems.md §7)."""
