"""The systems that DESIGN is compared with, each as its equations in systems.md §6, on the same cached features."""
