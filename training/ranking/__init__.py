"""The ranking model: weights over the engine's own terms, learnt on validation posts, shipped as `ranking.json`."""
