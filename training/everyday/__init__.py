"""The everyday network: DESIGN learnt on hashtags that people really write (docs/results.md, Beyond the paper)."""
