"""`python -m report.copy_pictures`: the example posts' pictures (public domain) into docs/figures/posts, numbered."""

from __future__ import annotations

from PIL import Image

from data.posts import read_all
from design.examples import example_ids

from .__main__ import DOCS

SIDE = 224
GROUND = "#ffffff"


def main() -> None:
    """Writes `01.webp`, … in the order of data/examples.json."""
    posts = {post.id: post for post in read_all()}
    folder = DOCS / "figures" / "posts"
    folder.mkdir(parents=True, exist_ok=True)
    for number, identifier in enumerate(example_ids(), 1):
        with Image.open(posts[identifier].image) as opened:
            picture = opened.convert("RGBA")
        ground = Image.new("RGBA", picture.size, GROUND)
        ground.alpha_composite(picture)
        ground.thumbnail((SIDE, SIDE))
        ground.convert("RGB").save(folder / f"{number:02}.webp", quality=80)
    print(f"{len(example_ids())} pictures in docs/figures/posts")


if __name__ == "__main__":
    main()
