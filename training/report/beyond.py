"""Beyond the paper: the everyday network, from results/everyday alone."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from evaluation.metrics import LARGEST_K, Judged, at, bootstrap_of_seeds
from evaluation.results import RESULTS, Result, read_result, read_seeds
from evaluation.tables import figure, table
from everyday.plan import LANGUAGE_TEACHER, SHIPPED

from .differences import signed

FOLDER = RESULTS / "everyday"
FLOORS = "floors"
LAB = "lab"
# From the paper's network to what ships, a step each: name of the run → what the tables call it.
STEPS = {
    "paper": "the paper's DESIGN as it ships for the Lab, its own 763 hashtags",
    "everyday-photos-only": "+ real vocabulary, learnt from posts with a picture",
    "everyday-no-teacher": "+ posts without a picture",
    "everyday-old-eyes": "+ teacher",
    "everyday-taught": "+ photo encoder learnt on real posts",
    LANGUAGE_TEACHER: "+ nearest posts as a teacher, mean of five runs",
    SHIPPED: "+ the mean of three runs that were taught other languages: what ships",
}
GROUPS = ("people", "people, new persons", "p01", "captions", "writers", "mvsa", "klg", "flickr8k", "openclipart")
WIDE = ("F1@3", "F1@5", "hit@5", "NDCG@5")
FEWEST_POSTS = 15
HYBRID = "hybrid"


def judged_seeds(name: str, part: str, case: str, stratum: str, system: str = HYBRID) -> dict[int, Judged]:
    """seed → how the lists of a run met the posts of a stratum; G is all hashtags."""
    results = read_seeds(name, part, FOLDER)
    return {
        seed: result.judged(case, system, stratum, every_tag=True)
        for seed, result in results.items()
        if case in result.content["met"] and system in result.content["met"][case]
    }


def means(judged: Iterable[Judged]) -> list[str]:
    """Mean over seeds of `WIDE`."""
    rows = [(at(one, 3)["f1"], at(one, 5)["f1"], at(one, 5)["hit"], at(one, 5)["ndcg"]) for one in judged]
    return [figure(float(value)) for value in np.mean(rows, axis=0)]


def steps_table(part: str, case: str, stratum: str) -> str:
    """One case and group, a row a step, and the floors."""
    rows = []
    for name, words in STEPS.items():
        judged = judged_seeds(name, part, case, stratum)
        rows.append([words, str(len(judged) or "not run"), *(means(judged.values()) if judged else ["–"] * len(WIDE))])
    floors = read_result(FLOORS, part, FOLDER)
    for floor in floors.content["met"].get(case, {}) if floors else ():
        judged = floors.judged(case, floor, stratum, every_tag=True)
        rows.append([f"floor: {floor}", "–", *means([judged])])
    return table(["", "seeds", *WIDE], rows)


def groups_table(part: str) -> str:
    """What ships, the seed that does, for every group and everything that may be given."""
    rows = []
    first = read_result(SHIPPED, part, FOLDER)
    if first is None:
        return table(["given", "posts of", "posts", *WIDE], rows)
    for case in first.content["met"]:
        for group in GROUPS:
            judged = first.judged(case, HYBRID, group, every_tag=True)
            if len(judged) >= FEWEST_POSTS:
                rows.append([case, group, str(len(judged)), *means([judged])])
    return table(["given", "posts of", "posts", *WIDE], rows)


def lab_tables(part: str) -> str:
    """The lists that the Lab has to compute again: weights of the shipped file, vectors of public/lab/everyday."""
    result = read_result(LAB, part, FOLDER)
    if result is None:
        return "*not run: `training/run ship.lab_everyday`*"
    rows, curves = [], []
    for case in result.content["met"]:
        for group in GROUPS:
            judged = result.judged(case, HYBRID, group, every_tag=True)
            if len(judged) >= FEWEST_POSTS:
                rows.append([case, group, str(len(judged)), *means([judged])])
        for group in ("people", "captions"):
            for head in (HYBRID, "sequence", "A1"):
                judged = result.judged(case, head, group, every_tag=True)
                if len(judged) >= FEWEST_POSTS:
                    f1 = [figure(at(judged, k)["f1"]) for k in range(1, LARGEST_K + 1)]
                    curves.append([f"{case}: {group}, {'A2' if head == HYBRID else head}", *f1])
    ks = [str(k) for k in range(1, LARGEST_K + 1)]
    return f"""{table(["given", "posts of", "posts", *WIDE], rows)}

F1 by K:

{table(["given: posts of, list", *ks], curves)}"""


def strata_table(part: str) -> str:
    """Languages of captions, and captions in which a hashtag stands."""
    first = read_result(SHIPPED, part, FOLDER)
    if first is None:
        return "*not run*"
    case = "caption, cold"
    wanted = [name for name in first.strata(case) if name.startswith("captions, ") or "stands in" in name]
    rows = []
    for name in sorted(wanted, key=lambda name: -first.strata(case)[name]):
        judged = first.judged(case, HYBRID, name, every_tag=True)
        if len(judged) >= FEWEST_POSTS:
            rows.append([name, str(len(judged)), *means([judged])])
    return table(["posts", "of them", *WIDE], rows)


def languages_table(part: str) -> str:
    """The same flickr8k post with its caption in another language."""
    rows = []
    for result in read_seeds(SHIPPED, part, FOLDER).values():
        for language, told in result.content.get("languages", {}).items():
            ratio = told["f1"] / told["english"] if told["english"] else 0.0
            row = [language, str(result.seed), str(told["posts"])]
            rows.append([*row, *(figure(value) for value in (told["f1"], told["english"], ratio, told["overlap"]))])
    return table(["caption", "seed", "posts", "F1@5", "in English", "ratio", "equal tags of 5"], rows)


def against(part: str, case: str, stratum: str, floor: str) -> str:
    """What ships less a floor in F1@5, with its interval."""
    ours, floors = judged_seeds(SHIPPED, part, case, stratum), read_result(FLOORS, part, FOLDER)
    if not ours or floors is None:
        return "not run"
    theirs = floors.judged(case, floor, stratum, every_tag=True)
    found = bootstrap_of_seeds([(one, theirs) for one in ours.values()], 5)
    return f"{signed(found['difference'])} [{signed(found['low'])}, {signed(found['high'])}]"


def held(result: Result | None) -> str:
    """Share of used hashtags that the vocabulary holds."""
    if result is None:
        return "*not run*"
    posts, rows = result.posts["both, cold"], []
    for group in GROUPS:
        places = np.array(posts["strata"].get(group, []), int)
        if len(places) >= FEWEST_POSTS:
            known, used = np.array(posts["sizes"])[places].sum(), np.array(posts["all_sizes"])[places].sum()
            rows.append([group, str(len(places)), str(used), figure(float(known / used))])
    return table(["posts of", "posts", "hashtags used", "of them in the vocabulary"], rows)


def spread_table(part: str) -> str:
    """Coverage, Gini, popularity and calibration by case."""
    rows = []
    for result in read_seeds(SHIPPED, part, FOLDER).values():
        for case, spread in result.content["spread"].items():
            figures = [figure(spread[name]) for name in ("coverage", "gini")]
            ece = f"{spread['ece']:.5f}"
            rows.append([case, str(result.seed), *figures, f"{spread['mean_popularity']:.0f}", ece])
    return table(["given", "seed", "coverage", "Gini", "mean uses of a suggested hashtag", "ECE of ŷ"], rows)


def beyond(part: str) -> str:
    """The chapter."""
    first = read_result(SHIPPED, part, FOLDER)
    if first is None:
        return "*The everyday network was not evaluated on this part: `training/run everyday.evaluate`.*"
    made = first.content["provenance"]
    floors = "; ".join(
        f"{group}, {case}: {against(part, case, group, floor)} above {floor}"
        for group, case, floor in (
            ("people", "both, cold", "nearest posts"),
            ("people", "photo, cold", "nearest posts"),
            ("captions", "caption, cold", "nearest posts"),
            ("people", "both, with history", "nearest own posts"),
        )
    )
    hashtags = made["vocabulary"]
    return f"""The everyday network: {hashtags} hashtags that people really write (docs/decisions/0012, 0013), learnt on
`people`, `captions`, `writers`, `mvsa`, `klg`, `chema`, `byjp`, `flickr8k`, `openclipart`, `clothing`. **G is all
hashtags of a post**, those outside the vocabulary too. Persons of `people` are held out whole (*new persons*) beside
the later posts of others; several pictures of one post are on one side. Lists are the network's alone: what the
caption names, a person's own tags and the ranking model come after it. Data checksum `{made["data"][:16]}`,
{made["machine"]}; `training/run everyday.train`, `training/run everyday.evaluate --part {part}`.

What a poster would press, marked tag by tag before and after: [the panel](panel.md).

### Step by step: people, photo and caption, no history

{steps_table(part, "both, cold", "people")}

### Photo only

{steps_table(part, "photo, cold", "people")}

### Captions

{steps_table(part, "caption, cold", "captions")}

### What ships, by set and by what is given

{groups_table(part)}

F1@5, difference with its interval: {floors}.

### As it ships: what the Lab computes again

The table above is of the weights as they were learnt. These are of the file that ships, a byte a weight, over the
vectors of `public/lab/everyday/`, a byte a number (`training/run ship.lab_everyday`): the same posts, and what
`#/lab?part=everyday` has to show to .001. Small sets move by single posts.

{lab_tables(part)}

### Languages, and hashtags that stand in the caption

{strata_table(part)}

The same flickr8k post with its caption in another language (de_own: written from the photo alone):

{languages_table(part)}

### The vocabulary's share of used hashtags

{held(first)}

### How uniform, and how far ŷ can be believed

{spread_table(part)}
"""
