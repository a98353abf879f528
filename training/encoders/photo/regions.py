"""Region encoders of the paper from torchvision-layout weights: VGG-16's last pooling and ResNet50's last block.

`python -m encoders.photo regions vgg16 vgg16.pth --out <folder>` turns a person's own state dict into a folder the app
can load. The module definitions carry torchvision's state-dict names (Simonyan & Zisserman 2014, configuration D; He et
al. 2015 with the stride on the 3×3 convolution, as torchvision has it), so its published files load as they are;
classifier weights are ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .export import to_onnx
from .quantise import quantise_weights

VGG16 = (64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0)  # 0 = pooling
RESNET50 = ((3, 64, 1), (4, 128, 2), (6, 256, 2), (3, 512, 2))  # blocks, inner width, stride of the first block


class Vgg16Features(nn.Module):
    """(B, 3, 224, 224) → (B, 512, 7, 7), after the fifth pooling. Names: `features.N.weight`."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        into = 3
        for out in VGG16:
            if out == 0:
                layers.append(nn.MaxPool2d(2, 2))
            else:
                layers += [nn.Conv2d(into, out, 3, padding=1), nn.ReLU()]
                into = out
        self.features = nn.Sequential(*layers)

    def forward(self, pixels: Tensor) -> Tensor:
        return self.features(pixels)


class Bottleneck(nn.Module):
    """1×1, 3×3, 1×1 with a shortcut; the output is four times the inner width."""

    def __init__(self, into: int, inner: int, stride: int) -> None:
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(into, inner, 1, bias=False), nn.BatchNorm2d(inner)
        self.conv2, self.bn2 = nn.Conv2d(inner, inner, 3, stride, 1, bias=False), nn.BatchNorm2d(inner)
        self.conv3, self.bn3 = nn.Conv2d(inner, inner * 4, 1, bias=False), nn.BatchNorm2d(inner * 4)
        self.downsample = None
        if stride != 1 or into != inner * 4:
            self.downsample = nn.Sequential(
                nn.Conv2d(into, inner * 4, 1, stride, bias=False), nn.BatchNorm2d(inner * 4)
            )

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.bn1(self.conv1(x)))
        y = F.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet50Features(nn.Module):
    """(B, 3, 224, 224) → (B, 2048, 7, 7), after layer4. Names: `conv1`, `bn1`, `layerN.M.*`."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        into = 64
        for number, (blocks, inner, stride) in enumerate(RESNET50, 1):
            stage = []
            for index in range(blocks):
                stage.append(Bottleneck(into, inner, stride if index == 0 else 1))
                into = inner * 4
            setattr(self, f"layer{number}", nn.Sequential(*stage))

    def forward(self, pixels: Tensor) -> Tensor:
        x = self.maxpool(F.relu(self.bn1(self.conv1(pixels))))
        return self.layer4(self.layer3(self.layer2(self.layer1(x))))


class Regions(nn.Module):
    """A feature map's cells as rows: (B, C, 7, 7) → (B, 49, C), row-major from the top left."""

    def __init__(self, features: nn.Module) -> None:
        super().__init__()
        self.features = features

    def forward(self, pixel_values: Tensor) -> Tensor:
        return self.features(pixel_values).flatten(2).transpose(1, 2)


@dataclass(frozen=True)
class Kind:
    """What sets one region encoder apart. `model_type` picks a class of transformers.js that passes outputs on."""

    name: str
    make: type[nn.Module]
    width: int
    model_type: str
    ignored: tuple[str, ...]


KINDS = {
    "vgg16": Kind("VGG-16", Vgg16Features, 512, "resnet", ("classifier.",)),
    "resnet50": Kind("ResNet50", ResNet50Features, 2048, "resnet", ("fc.",)),
}
# ImageNet statistics that torchvision's weights were trained with
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def from_torchvision(kind: str, state: dict[str, Tensor]) -> Regions:
    """Raises KeyError for an unknown kind and RuntimeError naming missing or unexpected weights."""
    spec = KINDS[kind]
    features = spec.make()
    features.load_state_dict({k: v for k, v in state.items() if not k.startswith(spec.ignored)})
    return Regions(features).eval()


def export(kind: str, state: dict[str, Tensor], quantised: bool = True) -> onnx.ModelProto:
    """ONNX of the region encoder with input 224×224; int8 weights unless told otherwise."""
    model = to_onnx(from_torchvision(kind, state), 224)
    return quantise_weights(model) if quantised else model


def build(kind: str, weights: Path, folder: Path, fit: str = "squash") -> Path:
    """Write a model folder (docs/formats.md) from a torchvision state-dict file; `folder.name` becomes the id."""
    from .ship import Encoder, write  # not needed by whoever only wants the graph

    spec = KINDS[kind]
    state = torch.load(weights, map_location="cpu", weights_only=True)
    encoder = Encoder(
        id=folder.name,
        revision="1",
        name=spec.name,
        description=f"{spec.name}, 7×7 regions of {spec.width} numbers, from weights in torchvision's layout.",
        licence="see the weights' own terms",
        source=[weights.name],
        model_type=spec.model_type,
        rows=49,
        width=spec.width,
        skip=0,
        fit="cover" if fit == "cover" else "squash",
        config={"model_type": spec.model_type, "architectures": ["ResNetModel"], "hidden_size": spec.width},
        card=f"# {spec.name}\n\nRegion encoder exported from `{weights.name}` by `python -m encoders.photo regions`.\n",
        tolerance=1e-3,
        mean=MEAN,
        deviation=DEVIATION,
    )
    write(folder, encoder, export(kind, state))
    return folder
