"""Ids of many texts for `browser_check.mjs`: sentences as they are, decomposed, run together, and hostile ones."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from .build import FOLDER
from .encode import CaptionEncoder
from .golden_cases import CASES
from .measures import sentences
from .paths import TRAINING

HOSTILE = [
    *["", " ", "\n", "\u200d", "#", "##a#b", "<s> hi </s>", "a<pad>b", "<mask>", "<unk>x", "▁▁a ▁b", "a\u0000b\u0001c"],
    *[
        "İstanbul ıİ",
        "ﬀ ﷺ",
        "ｆｕｌｌ ｗｉｄｔｈ ～ ａ",
        "ﾊﾝｶｸ ｶﾞ",
        "각",
        "Å",
        "🇺🇦🇩🇪",
        "👩🏽‍🚀",
        "e\u0301\u0323",
        "q\u0307\u0323",
    ],
    *["كَ\u0651َ", "مرحبا‌دنیا", "क्‍ष", "തി", "™©®℡①②１２３½", "don’t “quote” long—dash…", "\r\nx\ty\u2028z\ufeff\ufffd"],
    *["https://t.co/AbC123?x=%20", "@user_name #a_b", "x" * 500, "👍" * 100, "Ё ё Й и\u0306"],
]


def write() -> Path:
    """`training/.cache/caption-ids.json`: pairs of text and ids."""
    encoder = CaptionEncoder(FOLDER)
    plain = [text for group in sentences().values() for text in group]
    together = [" ".join(group) for group in sentences().values()]
    texts = [*plain, *(unicodedata.normalize("NFD", t) for t in plain), *together, *HOSTILE, *(t for _, t in CASES)]
    path = TRAINING / ".cache" / "caption-ids.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps([[text, encoder.ids(text)] for text in texts]), encoding="utf-8")
    return path
