"""The package's model in PyTorch, vocabulary whole: what the shipped file is compared with."""

from __future__ import annotations

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from .e5file import E5
from .tokenizer import load, tokenizer_json

PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def state_dict(model: E5) -> dict[str, torch.Tensor]:
    """Weights by transformers' names, dequantised."""
    tensors = {name: q4.dense() for name, q4 in model.matrices.items()} | model.vectors
    width = model.shape.width
    state = {
        "embeddings.word_embeddings.weight": tensors["emb.word"],
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, width),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(-1, width),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(model.shape.layers):
        for short, long in PARTS.items():
            state[f"encoder.layer.{layer}.{long}.weight"] = tensors[f"l{layer}.{short}.w"]
            state[f"encoder.layer.{layer}.{long}.bias"] = tensors[f"l{layer}.{short}.b"]
    return {name: torch.from_numpy(np.array(value)) for name, value in state.items()}


def bert(model: E5) -> BertModel:
    """BertModel with the file's weights, in evaluation mode, without pooler."""
    shape = model.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        hidden_act="gelu",
    )
    module = BertModel(config, add_pooling_layer=False).eval()
    module.load_state_dict(state_dict(model), strict=False)
    return module


class Original:
    """The unpruned encoder with the interface of `CaptionEncoder`."""

    def __init__(self, model: E5, prefix: str, max_tokens: int) -> None:
        self.module, self.prefix = bert(model), prefix
        self.tokenizer: Tokenizer = load(tokenizer_json(model.pieces), max_tokens)

    def ids(self, text: str) -> list[int]:
        """Ids with prefix and specials."""
        return self.tokenizer.encode(self.prefix + text).ids

    def tokens(self, texts: list[str]) -> list[np.ndarray]:
        """float32 (n, width) per text, one text at a time."""
        with torch.inference_mode():
            return [self.module(torch.tensor([self.ids(text)])).last_hidden_state[0].numpy() for text in texts]
