"""Makes `tags.json` (hashtags in other languages) and `languages.json` (which one a caption is in) of the engine.

    training/run languages.build FOLDER          # FOLDER: `npm pack cldr-annotations-full`, unpacked (Unicode-3.0)
    training/run languages.build FOLDER tags     # the hashtags alone; the detector stays as it is

Translations: `hashtags.txt`, written and read by hand for uk, de, fr; `words.txt`, by hand for twelve languages: words
of a caption that name a hashtag, the first of them its translation; `verbs.txt`, by hand: forms of verbs that name one;
what CLDR calls an emoji whose English name is a hashtag (`cldr.txt`, read by hand) for uk, de, fr, es, pl, it, pt.
`things.txt`, by hand: what else its people make hashtags
of, dishes, feasts, crafts, and no English hashtag says. `friends.txt`: words that are spelled like an English
hashtag and mean another thing. `refused.txt`: other words that share a stem with one of `words.txt`; found among the
60,000 commonest words of each language (wordfreq 3) by their lemmas (simplemma 2), then read. The detector: multinomial
logistic regression on the letters of words; every fifth sentence is held out, and how many of those it finds is
printed.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "recommender" / "tag-language"
TRANSLATED = ("uk", "de", "fr", "es", "pl", "it", "pt")
NAMED = ("uk", "ru", "pl", "cs", "de", "fr", "es", "it", "pt", "ja", "nl", "tr")
"""The columns of `words.txt`."""
VERBS = ("uk", "ru", "pl", "cs", "de", "fr", "es", "it", "pt", "nl", "tr", "ja")
"""The columns of `verbs.txt`."""
LANGUAGES = ("en", *TRANSLATED, "ru", "nl", "cs", "tr")
FEATURES = 4000
LONGEST = 4
"""Letters of an n-gram."""
SEED = 1


def names(folder: Path, language: str) -> dict[str, list[str]]:
    """CLDR's words for each emoji, its name first."""
    text = (folder / "annotations" / language / "annotations.json").read_text()
    rows = json.loads(text)["annotations"]["annotations"]
    return {emoji: [row["tts"][0], *row.get("default", [])] for emoji, row in rows.items() if "tts" in row}


def joined(name: str) -> str:
    return re.sub(r"[^\w]", "", name)


def phrase_label(phrase: str) -> str:
    """A hashtag of several words as people write it: "західСонця"."""
    first, *rest = re.findall(r"[^\W_]+", phrase)
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def one_word(phrase: str) -> str:
    return re.sub(r"[\s-]+", "_", phrase)


def hashtags(folder: Path) -> dict[str, dict[str, str]]:
    """By language: English key → hashtag as people write it."""
    found: dict[str, dict[str, str]] = {language: {} for language in (*TRANSLATED, *NAMED)}
    english = {joined(words[0]).lower(): emoji for emoji, words in reversed(names(folder, "en").items())}
    for language in TRANSLATED:
        local = names(folder, language)
        for key in (HERE / "cldr.txt").read_text().split():
            words = local.get(english.get(key, ""))
            if words is not None and re.fullmatch(r"[\w’' -]+", words[0]):
                found[language][key] = joined(words[0])
    for language, key, forms in rows("words.txt", NAMED):
        if forms:
            found[language][key] = phrase_label(forms[0])
    for line in (HERE / "hashtags.txt").read_text().splitlines():
        key, *tags = line.split()
        for language, tag in zip(("uk", "de", "fr"), tags, strict=True):
            found[language][key] = tag
    return found


def rows(file: str, languages: Sequence[str]) -> Iterator[tuple[str, str, list[str]]]:
    """(language, English key, words and phrases that say it; "=word" in no other form, "!word" never does)."""
    for line in (HERE / file).read_text().splitlines():
        key, *cells = line.split("|")
        for language, cell in zip(languages, cells, strict=True):
            yield language, key, [] if cell == "-" else cell.split(",")


def translations(folder: Path) -> dict[str, dict[str, list[str]]]:
    """By language: English key → its hashtag ("=": only this very word says it), then the words that say it in whatever
    form, those of a phrase joined by "_"; forms of verbs stand for themselves."""
    found = {language: {key: [f"={tag}"] for key, tag in tags.items()} for language, tags in hashtags(folder).items()}
    for language, key, forms in rows("words.txt", NAMED):
        if forms:
            tag = found[language][key][0].removeprefix("=")
            said = dict.fromkeys(one_word(form) for form in forms)
            others = (form for form in said if form.removeprefix("=") != tag)
            found[language][key] = [tag if tag in said else f"={tag}", *others]
    for language, key, forms in rows("verbs.txt", VERBS):
        if not forms:
            continue
        # Without a hashtag of its own the language has the English one.
        known = found[language].setdefault(key, [f"={key}"])
        exact = [f"={one_word(form)}" for form in forms]
        known += [form for form in exact if form not in known and form[1:] not in known]
    return {
        language: {key: said for key, said in sorted(tags.items()) if [word.lower() for word in said] != [f"={key}"]}
        for language, tags in found.items()
    }


def word_lists(file: str) -> dict[str, str]:
    """By language: words between spaces."""
    lines = (line.split(":") for line in (HERE / file).read_text().splitlines())
    return {language: words.strip() for language, words in lines}


def things(said: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """By language: hashtags of its own ("вареники"), but for those that an English one is called; "_" as above."""
    lines = (line.split(": ") for line in (HERE / "things.txt").read_text().splitlines())
    found: dict[str, str] = {}
    for language, listed in lines:
        # "борщ" says #Soup among others, and is a hashtag of its own; "захід сонця" is what #Sunset is called.
        called = {joined(forms[0].replace("_", " ")).lower() for forms in said[language].values()}
        new = [name for name in listed.split("|") if joined(name) not in called]
        found[language] = " ".join(one_word(name) for name in new)
    return found


def grams(text: str) -> Counter[str]:
    """Runs of 1…4 letters of each word, its ends marked, and whole words: as `language-of.ts` reads them."""
    counts: Counter[str] = Counter()
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        marked = f" {word} "
        for length in range(1, LONGEST + 1):
            for start in range(len(marked) - length + 1):
                counts[marked[start : start + length]] += 1
    counts.pop(" ", None)
    return counts


def is_held_out(sentence: str) -> bool:
    return hashlib.sha256(sentence.encode()).digest()[0] % 5 == 0


def samples(folder: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(language, text) to learn from, and held out."""
    learn: list[tuple[str, str]] = []
    held: list[tuple[str, str]] = []
    for language in LANGUAGES:
        file = HERE.parent / "tact" / "sentences" / f"{language}.json"
        groups = json.loads(file.read_text())
        sentences = [text for group in groups.values() for text in group]
        for text in sentences:
            if is_held_out(text):
                held.append((language, text))
                continue
            learn.append((language, text))
            words = text.split()
            learn += [(language, " ".join(words[n : n + 3])) for n in range(0, len(words), 3)]
        for words in names(folder, language).values():
            learn.append((language, words[0]))
            learn += [(language, word) for word in words[1:]]
    return learn, held


def matrix(texts: list[str], place: dict[str, int]) -> torch.Tensor:
    rows = np.zeros((len(texts), len(place)), dtype=np.float32)
    for n, text in enumerate(texts):
        for gram, count in grams(text).items():
            if gram in place:
                rows[n, place[gram]] = count
    return torch.from_numpy(rows / np.maximum(1, rows.sum(1, keepdims=True)) ** 0.5)


def detector(folder: Path) -> dict[str, object]:
    torch.manual_seed(SEED)
    learn, held = samples(folder)
    spread: dict[str, Counter[str]] = {}
    for language, text in learn:
        for gram in grams(text):
            spread.setdefault(gram, Counter())[language] += 1
    totals = Counter(language for language, _ in learn)

    def telling(gram: str) -> float:
        """How much more often it stands in one language than in all."""
        shares = sorted(spread[gram][one] / totals[one] for one in LANGUAGES)
        return shares[-1] - sum(shares) / len(shares)

    chosen = sorted(spread, key=lambda gram: (-telling(gram), gram))[:FEATURES]
    place = {gram: n for n, gram in enumerate(sorted(chosen))}
    number = {language: n for n, language in enumerate(LANGUAGES)}
    x = matrix([text for _, text in learn], place)
    y = torch.tensor([number[language] for language, _ in learn])
    balance = torch.tensor([1 / totals[one] for one in LANGUAGES])[y]
    balance *= len(learn) / len(LANGUAGES) / balance.sum() * len(LANGUAGES)
    model = torch.nn.Linear(len(place), len(LANGUAGES))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(8):
        for batch in torch.randperm(len(learn)).split(512):
            loss = torch.nn.functional.cross_entropy(model(x[batch]), y[batch], reduction="none")
            total = (loss * balance[batch]).mean() + 2e-6 * (model.weight**2).sum()
            optimiser.zero_grad()
            total.backward()
            optimiser.step()
    weight = model.weight.detach().numpy()
    scale = float(np.abs(weight).max()) / 45
    steps = np.round(weight / scale).astype(int)
    right = Counter()
    seen = Counter(language for language, _ in held)
    scores = matrix([text for _, text in held], place).numpy() @ (steps * scale).T
    scores += model.bias.detach().numpy()
    for (language, _), row in zip(held, scores, strict=True):
        right[language] += LANGUAGES[int(row.argmax())] == language
    for one in LANGUAGES:
        print(f"{one}: {right[one]} of {seen[one]} held-out sentences")
    print(f"all: {sum(right.values()) / sum(seen.values()):.3f} of {sum(seen.values())}")
    return {
        "languages": list(LANGUAGES),
        "scale": round(scale, 6),
        "bias": [round(float(value), 4) for value in model.bias.detach()],
        # One line a gram: the gram, then a character for each language, from "#" (−45) to "}" (+45).
        "grams": "\n".join(gram + "".join(chr(80 + step) for step in steps[:, n]) for gram, n in place.items()),
    }


def main() -> None:
    folder = Path(sys.argv[1])
    OUT.mkdir(exist_ok=True)
    found = translations(folder)
    tables = {
        language: "\n".join(" ".join([key, *said]) for key, said in tags.items()) for language, tags in found.items()
    }
    tags: dict[str, object] = {
        "words": tables,
        "things": things(found),
        "refused": word_lists("refused.txt"),
        "friends": word_lists("friends.txt"),
    }
    write("tags", tags)
    if sys.argv[2:] != ["tags"]:
        write("languages", detector(folder))


def write(name: str, content: dict[str, object]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (OUT / f"{name}.json").write_text(text)
    print(f"{name}.json: {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
