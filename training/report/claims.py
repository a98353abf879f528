"""What of the paper holds here and what does not: sentences made of measured differences."""

from __future__ import annotations

from .catalogue import COMPARED, DESIGN, FLOORS, GRID, LISTS, NAMED_TAGNET, PAPER, WITHOUT_HISTORY, less
from .differences import Difference, difference, signed
from .rows import SMALL_K, K, Row, Source
from .sections import HISTORIES, with_system


def verdict(found: Difference | None, subject: str) -> str:
    """One measured statement as a sentence."""
    if found is None:
        return f"{subject}: not run."
    said = (
        "**holds here**" if found.above
        else "**does not hold here; it is the other way round**" if found.below
        else "**is not decided here** (the interval has both signs)"
    )  # fmt: skip
    return f"{subject} {said}: {found}, {found.seeds} seed{'s' if found.seeds > 1 else ''}, {found.posts} posts."


def claims(source: Source) -> str:
    """The paper's statements in turn, each with its own interval; and those of this project."""
    lines = [
        *(fusion_claim(source, encoder) for encoder in ("ViT", "CNN")),
        control_claim(source),
        *(encoder_claim(source, fusion) for fusion in ("sum", "weighted")),
        best_claim(source),
        best_k_claim(source),
        *hybrid_claims(source),
        *history_claims(source),
        compared_claim(source),
    ]
    return "\n".join(f"- {line}" for line in lines)


def fusion_claim(source: Source, encoder: str) -> str:
    """Weighted fusion above the sum."""
    gain = PAPER[encoder, "weighted"][4] - PAPER[encoder, "sum"][4]
    found = difference(source, GRID[encoder, "weighted"], GRID[encoder, "sum"])
    return verdict(found, f"*Weighted fusion above the sum, {encoder}* (the paper, on its data: {signed(gain)})")


def control_claim(source: Source) -> str:
    """The control that the paper has not."""
    found = difference(source, GRID["ViT", "weighted"], GRID["ViT", "mean"])
    return verdict(found, "*Weighted fusion above w = ½, ViT* (a control the paper does not have)")


def encoder_claim(source: Source, fusion: str) -> str:
    """ViT above the CNN."""
    gain = PAPER["ViT", fusion][4] - PAPER["CNN", fusion][4]
    found = difference(source, GRID["ViT", fusion], GRID["CNN", fusion])
    words = f"*ViT above the CNN, {fusion}* (the paper, VGG-16 for the CNN, on its data: {signed(gain)})"
    return verdict(found, words)


def best_claim(source: Source) -> str:
    """Both together the best of four."""
    four = {pair: GRID[pair].mean(source) for pair in PAPER}
    if None in four.values():
        return "*ViT and weighted fusion together the best of four*: not run."
    best = max(four, key=lambda pair: four[pair] or 0)
    words = "*ViT and weighted fusion together the best of four*"
    if best == ("ViT", "weighted"):
        return f"{words}: so it is here by the mean (the intervals stand above)."
    found = difference(source, GRID[best], GRID["ViT", "weighted"])
    return f"{words}: here the highest mean is that of {', '.join(best)}, by {found} over ViT, weighted."


def best_k_claim(source: Source) -> str:
    """The paper's K."""
    best = {row.words: row.best_k(source) for row in GRID.values()}
    known = {words: k for words, k in best.items() if k is not None}
    if not known:
        return f"*K = {K} the best number of hashtags*: not run."
    ks = sorted(set(known.values()))
    spoken = ", ".join(str(k) for k in ks)
    return (
        f"*K = {K} the best number of hashtags*: "
        + ("**holds here**" if ks == [K] else "**does not hold here**")
        + f"; the best K of the networks is {spoken} (with fewer assigned hashtags a post than the paper's 8.28 "
        "a smaller K is to be expected)."
    )


def hybrid_claims(source: Source) -> list[str]:
    """Aggregation above each head."""
    row = GRID["ViT", "weighted"]
    return [
        verdict(
            difference(source, row, with_system(row, LISTS[head])),
            f"*The hybrid (A2) above the {head} head alone, ViT, weighted*",
        )
        for head in ("classification", "sequence")
    ]


def history_claims(source: Source) -> list[str]:
    """Personalised above unpersonalised where there is something to personalise with."""
    row = GRID["ViT", "weighted"]
    found = difference(source, row, less(row, WITHOUT_HISTORY), stratum=HISTORIES[-1])
    return [verdict(found, "*Personalised above unpersonalised, 3+ earlier posts, ViT, weighted*")]


def compared_claim(source: Source) -> str:
    """DESIGN above the systems it is compared with."""

    def with_words(rows: list[tuple[Row, int, Difference]]) -> str:
        return ", ".join(f"{row.words} F1@{k} {found}" for row, k, found in rows)

    def against(rows: list[Row]) -> list[tuple[Row, int, Difference]]:
        found = [(row, k, difference(source, DESIGN, row, k)) for row in rows for k in (SMALL_K, K)]
        return [(row, k, one) for row, k, one in found if one is not None]

    wanted = [*COMPARED, *(row for row in FLOORS if row.system == "k-nearest")]
    measured = against(wanted)
    absent = sorted({row.words for row in wanted} - {row.words for row, _, _ in measured})
    above = [one for one in measured if one[2].above]
    rest = [one for one in measured if not one[2].above]
    parts = [f"*DESIGN's hybrid above the compared systems and k-nearest posts, F1@{SMALL_K} and F1@{K}*:"]
    if above:
        parts.append(f"**holds here** against {with_words(above)}.")
    if rest:
        parts.append(f"**Does not hold, or is not decided**, against {with_words(rest)}.")
    if known := against([NAMED_TAGNET]):
        decided = "above" if all(one.above for _, _, one in known) else "not above, or not decidedly,"
        parts.append(
            "DESIGN's hashtags are known by their words, which no compared system has by its authors; "
            f"DESIGN is **{decided}** where the other has that too: {with_words(known)}."
        )
    if absent:
        parts.append(f"Not run: {', '.join(absent)}.")
    return " ".join(parts)
