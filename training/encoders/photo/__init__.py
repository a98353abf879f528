"""Photo encoders: EfficientNet-Lite2, the hybrid Vision Transformer on top of it, and region encoders of the paper."""
