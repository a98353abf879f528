"""Which pieces of the 250,002 stay: the likeliest ones, what common English words need, and every single character.

A dropped piece falls apart into kept ones instead of becoming unknown.

Scores are spread over a hundred languages: by score alone "snow" and a third of common English words would fall apart.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import wordsegment
from tokenizers import Tokenizer

from .e5file import Pieces

COMMON_WORDS = 20_000


def kept_ids(pieces: Pieces, count: int, wanted: frozenset[int] = frozenset()) -> np.ndarray:
    """Old ids of the kept pieces in old order: specials, `wanted` and the likeliest up to `count`, all characters.

    The position in the result is the new id; the order is by falling score, as in the source.
    """
    specials = {i for i, text in enumerate(pieces.texts) if is_special(text)}
    characters = {i for i, text in enumerate(pieces.texts) if len(text) == 1}
    kept = set(wanted) - specials
    for index in np.argsort(-pieces.scores, kind="stable").tolist():
        if len(kept) >= count:
            break
        if index not in specials:
            kept.add(index)
    return np.array(sorted(specials | kept | characters), np.int64)


def english_pieces(tokenizer: Tokenizer, words: int = COMMON_WORDS) -> frozenset[int]:
    """Ids of the pieces that the most frequent English words (wordsegment's counts) have in the whole vocabulary."""
    wordsegment.load()
    counts = wordsegment.UNIGRAMS
    common = sorted(counts, key=lambda word: (-counts[word], word))[:words]
    return frozenset(i for word in common for i in tokenizer.encode(word, add_special_tokens=False).ids)


def is_special(text: str) -> bool:
    """`<s>`, `<pad>`, `</s>`, `<unk>`, `<mask>`."""
    return len(text) > 2 and text[0] == "<" and text[-1] == ">" and text.strip("</>") in {"s", "pad", "unk", "mask"}


def selected(pieces: Pieces, kept: np.ndarray) -> Pieces:
    """The vocabulary of the kept pieces, ids counted anew."""
    new = {int(old): index for index, old in enumerate(kept)}
    return Pieces(
        texts=[pieces.texts[i] for i in kept],
        scores=pieces.scores[kept],
        bos=new[pieces.bos],
        eos=new[pieces.eos],
        pad=new[pieces.pad],
        unk=new[pieces.unk],
    )


def composed(texts: list[str]) -> list[str]:
    """Pieces spelt as NFKC spells them, where that spelling is free.

    A few dozen (Burmese, Arabic with vowel signs) have their marks in an order that the normaliser never lets through.
    """
    taken = set(texts)
    result = []
    for text in texts:
        spelt = unicodedata.normalize("NFKC", text)
        free = spelt != text and spelt not in taken
        taken.add(spelt)
        result.append(spelt if free else text)
    return result
