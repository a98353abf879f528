"""Caption encoder: multilingual-e5-small at 4 bits with a pruned vocabulary, for ONNX Runtime in browser and here."""
