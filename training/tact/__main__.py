"""`training/run tact`: learn the tact classifier, choose its threshold on validation, measure it, write what ships.

Writes `src/recommender/tact/tact-model.json` (weights, threshold, phrases), the golden cases beside its test, and
figures to `tact/figures.json`. `--measure` writes nothing and prints the figures of what ships.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from encoders.caption.encode import CaptionEncoder

from .hidden import Hidden, fit_hidden
from .learn import Logistic, fit
from .sentences import Sentence, ordinary_captions, test_sentences, training_sentences
from .signals import Signal, read_signals, signal_matrix
from .vectors import CaptionVectors

ROOT = Path(__file__).resolve().parents[2]
ENCODER = ROOT / "public" / "models" / "e5-small-100k"
MODEL = ROOT / "src" / "recommender" / "tact" / "tact-model.json"
GOLDEN = ROOT / "src" / "recommender" / "testing" / "tact-golden.json"
FIGURES = Path(__file__).with_name("figures.json")

# Chosen on the validation part of `captions` and by leaving languages out of the sentences, never on the test.
RIDGE = 0.01
LIGHT_WEIGHT = 1.2
"""What a hand-written ordinary sentence counts, a grave one being 1."""
CAPTION_WEIGHT = 0.15
"""What a caption of `captions` counts."""
CAPTIONS = 12_000
FALSE_ALARMS = 0.019
"""Share of the ordinary captions of validation that may be called grave: the bar is .02 on the test part."""
DECIMALS = 6
GOLDEN_CASES = 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="measure the shipped file, write nothing")
    arguments = parser.parse_args()
    encoder = CaptionEncoder(ENCODER)
    inputs = Inputs(CaptionVectors(encoder), read_signals())
    if arguments.measure:
        model, threshold = read_model(MODEL)
    else:
        model, threshold = learn(inputs)
        MODEL.write_text(model_text(model, threshold, encoder, inputs.signals), encoding="utf-8")
        model, threshold = read_model(MODEL)
        GOLDEN.write_text(golden_text(model, inputs), encoding="utf-8")
    figures = measure(model, threshold, inputs)
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    if not arguments.measure:
        FIGURES.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


class Inputs:
    """What the classifier sees of a caption: its vector, then a 0 or 1 for each signal."""

    def __init__(self, vectors: CaptionVectors, signals: list[Signal]) -> None:
        self.vectors = vectors
        self.signals = signals

    def of(self, texts: list[str]) -> np.ndarray:
        return np.hstack([self.vectors.of(texts), signal_matrix(texts, self.signals)])


@dataclass(frozen=True)
class Model:
    """p = σ(linear part + hidden layer)."""

    linear: Logistic
    hidden: Hidden

    def logit(self, rows: np.ndarray) -> np.ndarray:
        return rows.astype(np.float64) @ self.linear.weights + self.linear.bias + self.hidden.logit(rows)

    def probability(self, rows: np.ndarray) -> np.ndarray:
        """float64 (rows,) of inputs (rows, width)."""
        return 1 / (1 + np.exp(-self.logit(rows)))


def learn(inputs: Inputs) -> tuple[Model, float]:
    """The classifier, and the threshold above which `FALSE_ALARMS` of validation's captions lie."""
    sentences = training_sentences()
    captions = ordinary_captions("train")[:CAPTIONS]
    ordinary_rows = inputs.of(ordinary_captions("validation"))
    model = fit_on(sentences, inputs.of([sentence.text for sentence in sentences]), inputs.of(captions), ordinary_rows)
    ordinary = model.probability(ordinary_rows)
    return model, float(np.quantile(ordinary, 1 - FALSE_ALARMS))


def fit_on(sentences: list[Sentence], rows: np.ndarray, captions: np.ndarray, ordinary: np.ndarray) -> Model:
    """The mean of two classifiers, equally loud on ordinary captions: a linear one and one with a hidden layer."""
    grave = np.array([sentence.grave for sentence in sentences])
    data = (
        np.vstack([rows, captions]),
        np.concatenate([grave, np.zeros(len(captions))]),
        np.concatenate([np.where(grave, 1.0, LIGHT_WEIGHT), np.full(len(captions), CAPTION_WEIGHT)]),
    )
    linear, layered = fit(*data, RIDGE), fit_hidden(*data)
    alone = Model(Logistic(layered.weights, layered.bias), layered.hidden).logit(ordinary)
    louder = float((ordinary @ linear.weights).std() / alone.std())
    hidden = replace(layered.hidden, out=layered.hidden.out * louder / 2)
    return Model(
        Logistic(
            (linear.weights + louder * layered.weights) / 2,
            (linear.bias + louder * layered.bias) / 2,
        ),
        hidden,
    )


def model_text(model: Model, threshold: float, encoder: CaptionEncoder, signals: list[Signal]) -> str:
    linear, hidden = model.linear, model.hidden
    vector = linear.weights[: encoder.width].astype("<f4")
    return (
        json.dumps(
            {
                "schema": 1,
                "encoder": encoder.name.split("@")[0],
                "threshold": round(threshold, DECIMALS),
                "bias": round(linear.bias, DECIMALS),
                "weights": {"shape": [encoder.width], "f32": base64.b64encode(vector.tobytes()).decode()},
                "hidden": {
                    "shape": list(hidden.weights.shape),
                    "i8": base64.b64encode(hidden.weights.tobytes()).decode(),
                    **{
                        name: [float(f"{value:.7g}") for value in values]
                        for name, values in (("scale", hidden.scale), ("bias", hidden.bias), ("out", hidden.out))
                    },
                },
                "signals": [
                    {
                        "name": signal.name,
                        "weight": round(float(weight), DECIMALS),
                        "phrases": list(signal.phrases),
                    }
                    for signal, weight in zip(signals, linear.weights[encoder.width :], strict=True)
                ],
            },
            ensure_ascii=False,
        )
        + "\n"
    )


def read_model(path: Path) -> tuple[Model, float]:
    read = json.loads(path.read_text(encoding="utf-8"))
    vector = np.frombuffer(base64.b64decode(read["weights"]["f32"]), "<f4").astype(np.float64)
    weights = np.concatenate([vector, [signal["weight"] for signal in read["signals"]]])
    layer = read["hidden"]
    hidden = Hidden(
        np.frombuffer(base64.b64decode(layer["i8"]), np.int8).reshape(layer["shape"]),
        *(np.array(layer[name], np.float64) for name in ("scale", "bias", "out")),
    )
    return Model(Logistic(weights, read["bias"]), hidden), read["threshold"]


def golden_text(model: Model, inputs: Inputs) -> str:
    """Every so many test sentences: text, vector and signals in, probability out."""
    sentences = test_sentences()
    texts = [sentence.text for sentence in sentences[:: len(sentences) // GOLDEN_CASES]]
    rows = inputs.of(texts)
    width = rows.shape[1] - len(inputs.signals)
    cases = [
        {
            "text": text,
            "vector": {"shape": [width], "f32": base64.b64encode(row[:width].astype("<f4").tobytes()).decode()},
            "signals": row[width:].astype(int).tolist(),
            "probability": float(probability),
        }
        for text, row, probability in zip(texts, rows, model.probability(rows), strict=True)
    ]
    digest = hashlib.sha256(MODEL.read_bytes()).hexdigest()
    return (
        json.dumps({"schema": 1, "modelSha256": digest, "tolerance": 1e-4, "cases": cases}, ensure_ascii=False) + "\n"
    )


def measure(model: Model, threshold: float, inputs: Inputs) -> dict:
    sentences = test_sentences()
    called = model.probability(inputs.of([sentence.text for sentence in sentences])) >= threshold
    grave = np.array([sentence.grave for sentence in sentences])
    languages = list(dict.fromkeys(sentence.language for sentence in sentences))
    of = {name: np.array([sentence.language == name for sentence in sentences]) for name in languages}
    captions = {part: ordinary_captions(part) for part in ("validation", "test")}
    return {
        "encoder": inputs.vectors.encoder.name,
        "threshold": threshold,
        "test": {
            "grave": int(grave.sum()),
            "recall": share(called[grave]),
            "hardNegatives": int((~grave).sum()),
            "hardFalseAlarms": share(called[~grave]),
            "recallByLanguage": {name: share(called[grave & of[name]]) for name in languages},
        },
        "captions": {
            part: {
                "posts": len(texts),
                "calledGrave": share(model.probability(inputs.of(texts)) >= threshold),
            }
            for part, texts in captions.items()
        },
    }


def share(values: np.ndarray) -> float:
    return round(float(values.mean()), 4)


if __name__ == "__main__":
    main()
