"""`tokenizer.json` and its config: Unigram, read alike by Python's `tokenizers` and transformers.js.

Sentencepiece's compiled map is written out as what it is (nmt_nfkc: two character classes, then NFKC), because
transformers.js knows only an approximation of the compiled form.
"""

from __future__ import annotations

import json
from typing import Any

from tokenizers import Tokenizer

from .e5file import Pieces
from .vocabulary import composed, is_special

DROPPED = "[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]"
SPACES = "[\u0009\u000a\u000c\u000d\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"
META = "▁"


def replace(pattern: dict[str, str], content: str) -> dict[str, Any]:
    """A `Replace` normaliser."""
    return {"type": "Replace", "pattern": pattern, "content": content}


def normalizer() -> dict[str, Any]:
    """Controls go, space-like characters (joiners too) become spaces, NFKC, runs of spaces collapse, bare ends."""
    steps = [
        replace({"Regex": DROPPED}, ""),
        replace({"Regex": SPACES}, " "),
        {"type": "NFKC"},
        replace({"Regex": " {2,}"}, " "),
        {"type": "Strip", "strip_left": True, "strip_right": True},
    ]
    return {"type": "Sequence", "normalizers": steps}


def added(index: int, text: str) -> dict[str, Any]:
    """A special token as `tokenizers` writes it."""
    rest = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {"id": index, "content": text, **rest}


def post_processor(pieces: Pieces) -> dict[str, Any]:
    """The template `<s> A </s>`."""
    start, end = pieces.texts[pieces.bos], pieces.texts[pieces.eos]
    around = [{"SpecialToken": {"id": start, "type_id": 0}}, {"SpecialToken": {"id": end, "type_id": 0}}]
    one, two = ({"Sequence": {"id": name, "type_id": 0}} for name in "AB")
    specials = {t: {"id": t, "ids": [i], "tokens": [t]} for t, i in ((start, pieces.bos), (end, pieces.eos))}
    return {
        "type": "TemplateProcessing",
        "single": [around[0], one, around[1]],
        "pair": [around[0], one, around[1], two, around[1]],
        "special_tokens": specials,
    }


def tokenizer_dict(pieces: Pieces) -> dict[str, Any]:
    """The content of `tokenizer.json`. Scores keep four decimals; both sides compute with those."""
    texts = composed(pieces.texts)
    metaspace = {"type": "Metaspace", "replacement": META, "prepend_scheme": "always", "split": False}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added(i, t) for i, t in enumerate(texts) if is_special(t)],
        "normalizer": normalizer(),
        "pre_tokenizer": metaspace,
        "post_processor": post_processor(pieces),
        "decoder": metaspace,
        "model": {
            "type": "Unigram",
            "unk_id": pieces.unk,
            "vocab": [[t, round(float(s), 4)] for t, s in zip(texts, pieces.scores, strict=True)],
            "byte_fallback": False,
        },
    }


def tokenizer_json(pieces: Pieces) -> str:
    """One line, no spaces, letters as themselves."""
    return json.dumps(tokenizer_dict(pieces), ensure_ascii=False, separators=(",", ":"))


def tokenizer_config(pieces: Pieces, max_tokens: int) -> dict[str, Any]:
    """`tokenizer_config.json`. The class only selects a plain tokenizer in transformers.js."""
    return {
        "tokenizer_class": "XLMRobertaTokenizer",
        "bos_token": pieces.texts[pieces.bos],
        "cls_token": pieces.texts[pieces.bos],
        "eos_token": pieces.texts[pieces.eos],
        "sep_token": pieces.texts[pieces.eos],
        "pad_token": pieces.texts[pieces.pad],
        "unk_token": pieces.texts[pieces.unk],
        "mask_token": "<mask>",
        "model_max_length": max_tokens,
        "clean_up_tokenization_spaces": False,
    }


def load(content: str, max_tokens: int | None = None) -> Tokenizer:
    """A Python tokenizer; with `max_tokens` it cuts to that many ids, `</s>` kept as the last."""
    tokenizer = Tokenizer.from_str(content)
    if max_tokens:
        tokenizer.enable_truncation(max_tokens)
    return tokenizer
