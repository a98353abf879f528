"""docs/train-your-own.md as it is written, on a small made-up set."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from data.posts import read_all
from data.vocabulary import Vocabulary
from design.prepare import check_vocabulary, encoder_folder

ROOT = Path(__file__).resolve().parents[2]
COLOURS = {"red": (220, 30, 30), "green": (30, 160, 40), "blue": (30, 60, 220)}
POSTS = 80


def made_up_posts(folder: Path) -> None:
    """Pictures of one colour by three people; the caption says morning or evening."""
    (folder / "images").mkdir(parents=True)
    random, lines = np.random.default_rng(0), []
    for number in range(POSTS):
        colour, hour = list(COLOURS)[number % 3], ("morning", "evening")[number // 3 % 2]
        noise = random.integers(-25, 25, (48, 64, 3))
        picture = np.clip(np.array(COLOURS[colour]) + noise, 0, 255).astype(np.uint8)
        Image.fromarray(picture).save(folder / "images" / f"{number:04}.webp")
        person, date = number % 5, f"2026-01-01T{number // 60:02}:{number % 60:02}:00Z"
        tags = [colour, f"{colour}wall", f"{colour}flower", hour, f"{hour}light", f"garden{person}"]
        lines.append(
            {
                "id": f"garden:{number:04}", "user": f"person{person}", "date": date,
                "image": f"images/{number:04}.webp", "caption": f"One {hour} in the garden", "tags": tags,
            }
        )  # fmt: skip
    (folder / "posts.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def commands() -> str:
    """The bash blocks of the page, in their order."""
    page = (ROOT / "docs" / "train-your-own.md").read_text(encoding="utf-8")
    return "\n".join(re.findall(r"```bash\n(.*?)```", page, re.DOTALL))


def test_the_page_works_as_written(tmp_path: Path) -> None:
    made_up_posts(tmp_path / "my-posts" / "garden")
    script = commands().replace("training/run", str(ROOT / "training" / "run"))
    assert script.count("training/run") >= 6
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAGWEAVE_")}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=tmp_path, env=kept, capture_output=True, text=True, timeout=400
    )
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-3000:]
    work = tmp_path / "my-work"
    result = json.loads((work / "results" / "vit-weighted.test.json").read_text())
    assert result["provenance"]["configuration"]["name"] == "vit-weighted"
    text = (work / "docs" / "results.md").read_text()
    assert "5 posts with a hashtag" in text and "(garden 5)" in text
    found = re.search(r"vit-weighted on test: .*hybrid ([.0-9]+)", done.stdout)
    popular = re.search(r"floors-tagweave-vit on test: popularity ([.0-9]+)", done.stdout)
    assert found and popular and float(found[1]) >= float(popular[1])
    manifest = json.loads((work / "models" / "design-vit-weighted" / "manifest.json").read_text())
    assert manifest["source"] == ["garden"]
    assert (
        "Trained on the training part of garden." in (work / "models" / "design-vit-weighted" / "card.md").read_text()
    )


def test_another_set_joins_after_the_known_ones(tmp_path: Path) -> None:
    made_up_posts(tmp_path / "aaa")
    made_up_posts(tmp_path / "klg")
    (tmp_path / "harrison").mkdir()
    assert list(dict.fromkeys(post.set for post in read_all(tmp_path))) == ["klg", "aaa"]


def test_too_few_hashtags_are_refused_with_what_to_do() -> None:
    check_vocabulary(Vocabulary(tuple("abcdefghijklmno"), (9,) * 15))
    with pytest.raises(ValueError, match=r"only 14 hashtags .* add posts"):
        check_vocabulary(Vocabulary(tuple("abcdefghijklmn"), (9,) * 14))


def test_a_missing_encoder_is_named_with_what_to_do() -> None:
    with pytest.raises(FileNotFoundError, match=r"vgg16.*encoders.photo regions vgg16 WEIGHTS.pth --out"):
        encoder_folder("vgg16")
    with pytest.raises(FileNotFoundError, match=r"no-such is neither bundled"):
        encoder_folder("no-such")
