"""`training/run tact`: learn the tact classifier, choose its threshold on validation, measure it, write what ships.

Writes `src/recommender/tact/tact-model.json` (weights, threshold, phrases), the golden cases beside its test, and
figures to `tact/figures.json`. `--measure` writes nothing and prints the figures of what ships.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
from pathlib import Path

import numpy as np

from encoders.caption.encode import CaptionEncoder

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


def learn(inputs: Inputs) -> tuple[Logistic, float]:
    """The classifier, and the threshold above which `FALSE_ALARMS` of validation's captions lie."""
    sentences = training_sentences()
    captions = ordinary_captions("train")[:CAPTIONS]
    model = fit_on(sentences, inputs.of([sentence.text for sentence in sentences]), inputs.of(captions))
    ordinary = model.probability(inputs.of(ordinary_captions("validation")))
    return model, float(np.quantile(ordinary, 1 - FALSE_ALARMS))


def fit_on(sentences: list[Sentence], rows: np.ndarray, captions: np.ndarray) -> Logistic:
    grave = np.array([sentence.grave for sentence in sentences])
    return fit(
        np.vstack([rows, captions]),
        np.concatenate([grave, np.zeros(len(captions))]),
        np.concatenate([np.where(grave, 1.0, LIGHT_WEIGHT), np.full(len(captions), CAPTION_WEIGHT)]),
        RIDGE,
    )


def model_text(model: Logistic, threshold: float, encoder: CaptionEncoder, signals: list[Signal]) -> str:
    vector = model.weights[: encoder.width].astype("<f4")
    return (
        json.dumps(
            {
                "schema": 1,
                "encoder": encoder.name.split("@")[0],
                "threshold": round(threshold, DECIMALS),
                "bias": round(model.bias, DECIMALS),
                "weights": {"shape": [encoder.width], "f32": base64.b64encode(vector.tobytes()).decode()},
                "signals": [
                    {
                        "name": signal.name,
                        "weight": round(float(weight), DECIMALS),
                        "phrases": list(signal.phrases),
                    }
                    for signal, weight in zip(signals, model.weights[encoder.width :], strict=True)
                ],
            },
            ensure_ascii=False,
        )
        + "\n"
    )


def read_model(path: Path) -> tuple[Logistic, float]:
    read = json.loads(path.read_text(encoding="utf-8"))
    vector = np.frombuffer(base64.b64decode(read["weights"]["f32"]), "<f4").astype(np.float64)
    weights = np.concatenate([vector, [signal["weight"] for signal in read["signals"]]])
    return Logistic(weights, read["bias"]), read["threshold"]


def golden_text(model: Logistic, inputs: Inputs) -> str:
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


def measure(model: Logistic, threshold: float, inputs: Inputs) -> dict:
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
