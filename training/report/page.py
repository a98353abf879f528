"""docs/results.md as a whole."""

from __future__ import annotations

from design.configuration import read_configuration
from design.study import read_study
from design.tuning import read_tuning

from . import sections
from .beyond import beyond
from .catalogue import COMPARED, DESIGN, FLOORS, GRID
from .claims import claims
from .examples import HIT, NOT_RELEVANT, RELEVANT, examples
from .rows import K, Row, Source
from .second_look import second_look
from .sections import CAPTIONS, HISTORIES
from .tuning import tuning_table

COMPARABLE: list[Row] = [*GRID.values(), *COMPARED, *FLOORS]


def page(source: Source, drawn: list[str]) -> str:
    """The page, from the results of `source` and the figures that could be drawn."""
    wanted = {name: group.seeds for group in read_study() for name in group.configurations}
    wanted |= {"floors-tagweave-vit": (0,), "floors-efficientnet-lite2": (0,)}
    first = next(iter(source.seeds(DESIGN.name).values()), None)
    if first is None:
        raise SystemExit(f"vit-weighted has no result on the {source.part} part; run `training/run study` first")
    made, counted = first.content["provenance"], first.strata()
    there = sections.sets_of(source)
    sets = ", ".join(f"{name} {counted[name]}" for name in there)

    tuning, learnt = read_tuning(), read_configuration(DESIGN.name).training
    budget = f"{len(tuning.trials)} trials, {learnt.epochs} epochs each from seed {learnt.seed} (`training/run tuning`)"

    def picture(name: str, words: str) -> str:
        return f"![{words}](figures/{name})" if name in drawn else f"*{words}: not run.*"

    return f"""# Results

Written by `training/run report` from `training/results/*.{source.part}.json`; nothing here is typed by hand.

**Data**: the union of the post sets of `shared/data`, {source.part} part of the split of systems.md §7 (80/10/10,
by time where there are dates, else by a hash of the id): {counted["together"]} posts with a hashtag of the
vocabulary ({sets}). Vocabulary: {made["vocabulary"]} hashtags used at least five times in training posts, less the
never-suggest list, names of private persons and artefacts. G is restricted to it; "all tags" counts every assigned
hashtag. flickr8k's hashtags are derived from other people's captions of the photo. Data checksum `{made["data"][:16]}`.

**Machine**: {made["machine"]}; PyTorch {made["torch"]}. **Commands**: `training/run study`, `training/run report`.

**Photo encoders**: EfficientNet-Lite2 in the seat of the paper's CNN, Tagweave's hybrid ViT in that of its ViT (it was
trained on the training part of the same posts, so ViT − CNN measures that too). **Caption encoder**:
multilingual-e5-small, 100k pieces. All networks of DESIGN have the same hyperparameters; every compared system was
tuned with the same budget (*Tuning*, below).

**Seeds**: "mean ± sd" is over seeds; a figure without ± is of one seed. **Intervals**: paired bootstrap over posts,
2,000 resamples, differences averaged over the seeds that both have. β of A2 and the settings of the floors are chosen
on validation. Absolute figures are not comparable with the paper's (other data); configurations here are with each
other.

## What of the paper holds here, and what does not

{claims(source)}

## Table 1: {{CNN, ViT}} × {{sum, weighted}}, and the control

{sections.paper_table(source)}

For orientation only — **the paper's own numbers, from other data** (41,873 Instagram posts that are not public):

{sections.papers_own_table()}

## Every list of every network

Classification, sequence, A1 and A2 are lists of one trained network, and so is each without history; A3 is learnt with
its own decoder.

{sections.grid_table(source)}

## Differences in the grid

{sections.grid_differences(source)}

## Metrics by K (the paper's Figures 3 and 4)

{picture("f1-by-k.svg", "F1 by K of the six networks")}

{picture("metrics-by-k.svg", "Hit, precision, recall, F1 and NDCG of DESIGN by K")}

{picture("hit-by-k.svg", "Hit by K of the six networks")}

{picture("precision-by-k.svg", "Precision by K of the six networks")}

{picture("recall-by-k.svg", "Recall by K of the six networks")}

{sections.sweep_table(source)}

Which K is best, and for whom:

{sections.best_k_table(source)}

## AMNN, CoA, MACoN, TAGNet and the floors

{picture("compared-by-k.svg", "F1 by K of DESIGN and the compared systems")}

{sections.compared_table(source)}

"F1" is the harmonic mean of the averaged precision and recall (the paper's), "F1 a post" the mean F1 of the posts.

{sections.compared_differences(source)}

Chosen on validation:

{sections.chosen_list(source)}

### Hashtags known by their words

A departure of ours (docs/decisions/0005-network.md): every network of DESIGN here has it, the compared systems are as
their authors define them. What it is worth, and what is left of the difference to TAGNet without it, or where both have
it:

{sections.named_table(source)}

### Tuning

Every system's settings had the same budget: {budget}. What
DESIGN is made of (naming, λ, pooling) was tried besides on validation: docs/decisions/0005-network.md; the compared
systems are as defined.
Best F1@{K} on validation of the head that chooses the epoch; the best trial of each stands in
`training/configs` (variants of a system have its values).

{tuning_table(tuning)}

### A second look

All of this was chosen on one validation part of about 1,200 posts. Whether a difference is a gift of that choosing
shows on posts nobody tuned to: beside validation stands {source.part}, with its 95 % interval, and the range of the
difference when each tenth of those posts is left out in turn.

{second_look(source)}

## History

{sections.history_differences(source)}

{picture("history-length.svg", "F1@7 by the length of the history")}

## Ablations

### Pooling

{sections.ablation_table(source, "Pooling")}

### Gate

{sections.ablation_table(source, "Gate")}

### History length

{sections.ablation_table(source, "History length")}

### Width of the co-attention

{sections.ablation_table(source, "Width of the co-attention")}

## Strata, F1@7 (posts)

### By set

{sections.strata_table(source, there, COMPARABLE)}

### By caption

{sections.strata_table(source, CAPTIONS, COMPARABLE)}

### By history

{sections.strata_table(source, HISTORIES, COMPARABLE)}

### By the language of the caption

The same flickr8k posts with their caption in other languages (Multi30k). The English one is among the captions that the
hashtags were derived from and the German, French and Czech ones are its translations, so only the differences between
languages say something; "by another person" was written from the photo alone.

{sections.language_table(source)}

## With less given, F1@7

"Caption only" counts the posts that have a caption.

{sections.case_table(source)}

## How uniform, and how far ŷ can be believed

{sections.spread_table(source)}

ECE: expected calibration error of ŷ in 15 bins, over the seven best hashtags of a post and over all; "–": a softmax,
whose numbers are no probabilities of single hashtags.

What the gate prefers, mean(w): 0 is all caption, 1 all photo.

{sections.gate_table(source)}

## Table 2: a dozen posts

Test posts with pictures in the public domain, drawn before any recommendation for them was seen. {HIT} assigned (a
hit); {RELEVANT} not assigned, but relevant by our own judgement, written down beforehand
(`training/data/examples.json`); {NOT_RELEVANT} not relevant. Lists of the lowest seed.

{examples(source)}

## Beyond the paper: hashtags that people really write

{beyond(source.part)}

## Not run

{sections.missing_list(source, wanted)}

VGG-16 and ResNet50 (`vgg16-*`, `resnet50-*`) run once their weights are supplied (docs/train-your-own.md); they are
not part of the study.

## Where the figures come from

Learning: {sections.time_spent(source)}. Two processes ran side by side on the machine's two cores.

{sections.origin_table(source)}
"""
