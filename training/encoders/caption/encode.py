"""Run the shipped caption encoder here: from the file, tokenizer and manifest that the browser reads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

FILES = {"q4": "onnx/model_q4.onnx", "q8": "onnx/model_quantized.onnx", "fp32": "onnx/model.onnx"}
BATCH = 32


class CaptionEncoder:
    """Token matrices of captions (systems.md §3: the rows of E), by a folder of `public/models`."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.name = f"{manifest['id']}@{manifest['revision']}"
        self.prefix: str = manifest["prefix"]
        self.width: int = manifest["dims"]["width"]
        self.max_tokens: int = manifest["maxTokens"]
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(self.max_tokens)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        model = str(folder / FILES[manifest["dtype"]])
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def ids(self, text: str) -> list[int]:
        """Ids with prefix, `<s>` and `</s>`, at most `max_tokens`; the last is always `</s>`."""
        return self.tokenizer.encode(self.prefix + text).ids

    def tokens(self, texts: list[str]) -> list[np.ndarray]:
        """float32 (n, width) per text, n ≤ max_tokens. Texts of equal length share a batch: no padding."""
        ids = [self.ids(text) for text in texts]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        result: list[np.ndarray] = [np.empty(0)] * len(ids)
        start = 0
        while start < len(order):
            length = len(ids[order[start]])
            batch = [i for i in order[start : start + BATCH] if len(ids[i]) == length]
            for index, matrix in zip(batch, self.run([ids[i] for i in batch]), strict=True):
                result[index] = matrix
            start += len(batch)
        return result

    def run(self, ids: list[list[int]]) -> np.ndarray:
        """float32 (batch, length, width) of id rows of equal length."""
        rows = np.array(ids, np.int64)
        feeds = {"input_ids": rows, "attention_mask": np.ones_like(rows), "token_type_ids": np.zeros_like(rows)}
        names = {entry.name for entry in self.session.get_inputs()}
        return self.session.run(["last_hidden_state"], {k: v for k, v in feeds.items() if k in names})[0]
