"""Vocabulary pruning and the tokenizer's file."""

from __future__ import annotations

import json

import numpy as np
import pytest
from tokenizers import Tokenizer

from encoders.caption.e5file import Pieces
from encoders.caption.tiny import common_words
from encoders.caption.tokenizer import load, tokenizer_json
from encoders.caption.vocabulary import composed, english_pieces, kept_ids, selected
from encoders.caption.wordpiece import wordpiece_dict

TEXTS = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁snow", "▁dog", "s", "n", "o", "w", "é", "▁rare", "<mask>"]
SCORES = [0, 0, 0, 0, -2, -9, -5, -6, -10, -10, -10, -11, -12, 0]
PIECES = Pieces(TEXTS, np.array(SCORES, np.float32), bos=0, eos=2, pad=1, unk=3)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load(tokenizer_json(PIECES))


def test_kept_are_specials_likeliest_and_characters() -> None:
    kept = [TEXTS[i] for i in kept_ids(PIECES, 2)]
    assert kept == ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁dog", "s", "n", "o", "w", "é", "<mask>"]


def test_wanted_pieces_stay_within_the_count() -> None:
    kept = [TEXTS[i] for i in kept_ids(PIECES, 2, frozenset({12}))]
    assert "▁rare" in kept and "▁dog" not in kept


def test_selected_counts_ids_anew() -> None:
    pieces = Pieces(TEXTS, PIECES.scores, bos=2, eos=3, pad=7, unk=9)
    new = selected(pieces, np.array([2, 3, 7, 9]))
    assert new.texts == ["</s>", "<unk>", "s", "o"]
    assert (new.bos, new.eos, new.pad, new.unk) == (0, 1, 2, 3)
    assert new.scores.tolist() == [0, 0, -6, -10]


def test_a_dropped_piece_falls_apart() -> None:
    whole = load(tokenizer_json(PIECES)).encode("snow").tokens
    cut = load(tokenizer_json(selected(PIECES, kept_ids(PIECES, 2)))).encode("snow").tokens
    assert whole == ["<s>", "▁snow", "</s>"]
    assert cut == ["<s>", "▁", "s", "n", "o", "w", "</s>"]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a\n\tb", "a b"),
        ("  a   b ", "a b"),
        ("a\u200db", "a b"),
        ("a\u0001b\u007f", "ab"),
        ("ﬁ Ⅷ ｆ", "fi VIII f"),
        ("e\u0301", "é"),
        ("▁a", "a"),
        ("\ufeffa\u3000b\u00a0c", "a b c"),
    ],
)
def test_normaliser(tokenizer: Tokenizer, text: str, normal: str) -> None:
    assert tokenizer.normalizer.normalize_str(text) == normal


def test_cut_keeps_the_end_mark() -> None:
    ids = load(tokenizer_json(PIECES), 8).encode("snow " * 20).ids
    assert len(ids) == 8
    assert (ids[0], ids[-1]) == (PIECES.bos, PIECES.eos)


def test_file_is_one_line_with_letters_as_themselves() -> None:
    content = tokenizer_json(PIECES)
    assert "\n" not in content and "▁snow" in content
    assert json.loads(content)["model"]["vocab"][6] == ["▁dog", -5.0]


def test_composed_spells_pieces_as_nfkc_where_free() -> None:
    assert composed(["e\u0301"]) == ["é"]
    assert composed(["é", "e\u0301"]) == ["é", "e\u0301"]


def test_english_words_keep_their_pieces(tokenizer: Tokenizer) -> None:
    wanted = english_pieces(tokenizer, words=5000)
    assert {TEXTS.index("▁snow"), TEXTS.index("▁dog")} <= wanted
    assert "the" in common_words(10)


def test_wordpiece_covers_a_cased_word() -> None:
    tokenizer = Tokenizer.from_str(json.dumps(wordpiece_dict(["the", "dog"], "Theabcxyz")))
    assert tokenizer.encode("the Taxe dog").tokens == ["[CLS]", "the", "T", "##a", "##x", "##e", "dog", "[SEP]"]
