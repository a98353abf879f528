"""The trials every system had before the tables were made: validation only."""

from __future__ import annotations

from pathlib import Path

from design.tuning import FOLDER, TUNED, Tuning, best_trial, score_of
from evaluation.tables import table

from .rows import NOT_RUN

WORDS = {
    "peak_rate": "peak rate",
    "weight_decay": "weight decay",
    "dropout": "dropout",
    "input_dropout": "input dropout",
}


def tuning_table(tuning: Tuning, folder: Path = FOLDER) -> str:
    """A row a trial, a column a system; the best of each in bold."""
    best = {name: best_trial(tuning, name, folder) for name in tuning.configurations}
    rows = []
    for trial, values in tuning.trials.items():
        row = [f"{values[setting]:g}" for setting in TUNED]
        for name in tuning.configurations:
            score = score_of(tuning.run_of(name, trial), folder)
            said = NOT_RUN if score is None else f"{score:.4f}".removeprefix("0")
            row.append(f"**{said}**" if best[name] == trial else said)
        rows.append(row)
    return table([*(WORDS[setting] for setting in TUNED), *(f"`{name}`" for name in tuning.configurations)], rows)
