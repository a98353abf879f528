"""A cased WordPiece tokenizer in the form of multilingual BERT's `tokenizer.json`."""

from __future__ import annotations

from typing import Any

from .tokenizer import added

SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def wordpiece_dict(words: list[str], characters: str) -> dict[str, Any]:
    """Specials, every character at the start and inside of a word, then whole words."""
    texts = [*SPECIALS, *characters, *(f"##{c}" for c in characters), *words]
    vocabulary = {text: index for index, text in enumerate(dict.fromkeys(texts))}
    start, end = ({"SpecialToken": {"id": t, "type_id": 0}} for t in ("[CLS]", "[SEP]"))
    one, two = ({"Sequence": {"id": name, "type_id": i}} for i, name in enumerate("AB"))
    last = {"SpecialToken": {"id": "[SEP]", "type_id": 1}}
    specials = {t: {"id": t, "ids": [vocabulary[t]], "tokens": [t]} for t in ("[CLS]", "[SEP]")}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added(vocabulary[t], t) for t in SPECIALS],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": False,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [start, one, end],
            "pair": [start, one, end, two, last],
            "special_tokens": specials,
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": vocabulary,
        },
    }


def wordpiece_config(max_tokens: int) -> dict[str, Any]:
    """`tokenizer_config.json`."""
    names = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "cls", "sep", "mask")}
    return {"tokenizer_class": "BertTokenizer", "do_lower_case": False, "model_max_length": max_tokens} | names
