"""DESIGN, the paper's network, in PyTorch: one module an equation group (systems.md §§1–5)."""
