"""VGG-16 and ResNet50 region encoders: shape, layout, and ONNX against PyTorch on random weights."""

import numpy as np
import pytest
import torch

from encoders.photo import regions
from encoders.photo.export import session


def random_state(kind: str) -> dict[str, torch.Tensor]:
    torch.manual_seed(3)
    module = regions.KINDS[kind].make()
    state = {k: v.clone() for k, v in module.state_dict().items()}
    for name, value in state.items():
        if name.endswith("running_mean"):
            value.normal_(0, 0.1)
        elif name.endswith("running_var"):
            value.uniform_(0.5, 1.5)
    return state


@pytest.mark.parametrize(("kind", "width"), [("vgg16", 512), ("resnet50", 2048)])
def test_onnx_equals_pytorch(kind: str, width: int) -> None:
    state = random_state(kind)
    ignored = {"classifier.6.weight" if kind == "vgg16" else "fc.weight": torch.zeros(1)}
    module = regions.from_torchvision(kind, {**state, **ignored})
    runner = session(regions.export(kind, state, quantised=False).SerializeToString(), threads=1)
    pixels = torch.randn(2, 3, 224, 224)
    with torch.no_grad():
        expected = module(pixels).numpy()
    got = runner.run(["last_hidden_state"], {"pixel_values": pixels.numpy()})[0]
    assert got.shape == (2, 49, width)
    assert np.abs(got - expected).max() <= 1e-4 * np.abs(expected).max()
    single = runner.run(["last_hidden_state"], {"pixel_values": pixels[:1].numpy()})[0]
    assert np.abs(single[0] - got[0]).max() <= 1e-4 * np.abs(expected).max()


@pytest.mark.parametrize("kind", ["vgg16", "resnet50"])
def test_names_are_torchvisions(kind: str) -> None:
    names = set(random_state(kind))
    some = {
        "vgg16": {"features.0.weight", "features.28.bias"},
        "resnet50": {"conv1.weight", "layer1.0.downsample.1.running_var", "layer4.2.conv3.weight", "layer2.3.bn2.bias"},
    }
    assert some[kind] <= names
    count = sum(v.numel() for k, v in random_state(kind).items() if "running" not in k and "num_batches" not in k)
    assert count == {"vgg16": 14_714_688, "resnet50": 23_508_032}[kind]


def test_rows_are_cells_row_major_from_top_left() -> None:
    """A map whose cell (y, x) holds 10·y + x must come out as rows 0, 1, …, 6, 10, …"""

    class Map(torch.nn.Module):
        def forward(self, pixels: torch.Tensor) -> torch.Tensor:
            y, x = torch.meshgrid(torch.arange(7), torch.arange(7), indexing="ij")
            return (10 * y + x).float().expand(len(pixels), 2, 7, 7)

    rows = regions.Regions(Map())(torch.zeros(1, 3, 224, 224))
    assert rows[0, :, 0].tolist() == [10 * y + x for y in range(7) for x in range(7)]


def test_missing_weight_is_named() -> None:
    state = random_state("vgg16")
    del state["features.0.weight"]
    with pytest.raises(RuntimeError, match=r"features\.0\.weight"):
        regions.from_torchvision("vgg16", state)
