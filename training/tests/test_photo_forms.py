"""What ships: int8 weights, bias correction, padding, patterns, preprocessing, folder layout — on random weights."""

import hashlib
import json

import numpy as np
import onnx
import pytest
import torch
from PIL import Image

from encoders.photo import calibrate, export, features, golden, pictures, quantise, ship, tiny
from encoders.photo.lite2 import SIZE, Lite2, Lite2Tokens, from_state
from encoders.photo.vit import HybridViT, Shape, start_from_components


@pytest.fixture(scope="module")
def stem() -> Lite2:
    torch.manual_seed(1)
    return Lite2().eval()


def relative(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.linalg.norm(a - b) / np.linalg.norm(b))


def test_lite2_graph_equals_pytorch_without_shape_arithmetic(stem: Lite2) -> None:
    graph = export.to_onnx(Lite2Tokens(stem), SIZE)
    assert {node.op_type for node in graph.graph.node}.isdisjoint({"Pad", "ConstantOfShape", "Cast"})
    pixels = torch.randn(2, 3, SIZE, SIZE)
    got = export.session(graph.SerializeToString(), 1).run(None, {"pixel_values": pixels.numpy()})[0]
    with torch.no_grad():
        expected = stem(pixels)
    assert got.shape == (2, 49, 1280)
    # row r is cell (r // 7, r % 7)
    assert np.abs(got[1, 9] - expected[1, :, 1, 2].numpy()).max() < 1e-4


def test_folding_keeps_evaluation_numbers() -> None:
    """A convolution with batch normalisation behind it equals the folded one."""
    torch.manual_seed(5)
    plain, norm = torch.nn.Conv2d(3, 32, 3, 2, bias=False), torch.nn.BatchNorm2d(32, eps=1e-3)
    with torch.no_grad():
        norm.running_mean.normal_(), norm.running_var.uniform_(0.5, 2), norm.weight.normal_(), norm.bias.normal_()
    state = {"c.weight": plain.weight, **{f"n.{k}": v for k, v in norm.state_dict().items()}}
    from encoders.photo.lite2 import fold

    weight, bias = fold(state["c.weight"], state, "n")
    x = torch.randn(1, 3, 16, 16)
    folded = torch.nn.functional.conv2d(x, weight, bias, 2)
    assert torch.allclose(folded, norm.eval()(plain(x)), atol=1e-5)


def test_another_layout_is_refused() -> None:
    with pytest.raises(KeyError):
        from_state({"features.0.weight": torch.zeros(1)})


def test_vit_keeps_positions_and_batches_apart(stem: Lite2) -> None:
    model = HybridViT(stem, Shape(32, 2, 2, 64)).eval()
    start_from_components(model, torch.randn(400, 1280))
    graph = export.to_onnx(model, SIZE)
    runner = export.session(graph.SerializeToString(), 1)
    pixels = np.random.default_rng(0).normal(size=(3, 3, SIZE, SIZE)).astype(np.float32)
    together = runner.run(None, {"pixel_values": pixels})[0]
    alone = runner.run(None, {"pixel_values": pixels[2:]})[0]
    assert together.shape == (3, 49, 32)
    assert np.abs(together[2] - alone[0]).max() < 1e-4
    with torch.no_grad():
        assert np.abs(model(torch.from_numpy(pixels)).numpy() - together).max() < 1e-4


def test_int8_weights_are_small_and_close(stem: Lite2) -> None:
    graph = export.to_onnx(Lite2Tokens(stem), SIZE)
    small = quantise.quantise_weights(graph)
    assert small.ByteSize() < graph.ByteSize() / 3.4
    assert any(node.op_type == "DequantizeLinear" for node in small.graph.node)
    pixels = np.random.default_rng(1).normal(size=(1, 3, SIZE, SIZE)).astype(np.float32)
    runs = [export.session(g.SerializeToString(), 1).run(None, {"pixel_values": pixels})[0] for g in (small, graph)]
    assert relative(*runs) < 0.1


def test_rounding_twice_changes_nothing() -> None:
    matrix = np.random.default_rng(2).normal(size=(64, 200)).astype(np.float32)
    integers, scale = quantise.rows_to_int8(matrix)
    back = (integers * scale[:, None]).astype(np.float32)
    again, same = quantise.rows_to_int8(back)
    assert np.allclose(again * same[:, None], back, atol=1e-6)
    assert np.abs(back - matrix).max() < 0.5 * np.abs(matrix).max() / 2
    assert relative(back, matrix) < 0.012


def test_bias_correction_restores_channel_means() -> None:
    torch.manual_seed(4)
    module = torch.nn.Sequential(torch.nn.Conv2d(3, 400, 3), torch.nn.ReLU(), torch.nn.Conv2d(400, 40, 1)).eval()
    pixels = torch.rand(4, 3, 12, 12)
    fixed = calibrate.corrected(module, pixels)
    with torch.no_grad():
        drift = (module(pixels) - fixed(pixels)).mean((0, 2, 3)).abs().max()
        changed = (module[0].weight - fixed[0].weight).abs().max()
    assert changed > 0
    assert drift < 1e-5


def test_patterns_are_those_of_the_formats_page() -> None:
    gradient, checker, noise = (golden.pattern(kind, 1) for kind in ("gradient", "checker", "noise"))
    assert gradient[3, 200].tolist() == [200, 3, 101]
    assert checker[0, 16].tolist() == [255, 255, 255] and checker[16, 16].tolist() == [0, 0, 0]
    state, first = 1, []
    for _ in range(3):
        state = (1664525 * state + 1013904223) % 2**32
        first.append(state >> 24)
    assert noise[0, 0].tolist() == first
    with pytest.raises(ValueError, match="unknown pattern"):
        golden.pattern("plaid", 0)


def test_squash_sees_the_whole_picture_and_cover_its_centre() -> None:
    picture = Image.new("RGB", (300, 100), "black")
    picture.paste("white", (0, 0, 60, 100))
    assert np.asarray(pictures.fitted(picture, 100, "squash")).mean() == pytest.approx(51, abs=2)
    assert np.asarray(pictures.fitted(picture, 100, "cover")).max() == 0


def test_normalised_is_byte_minus_127_over_128() -> None:
    out = pictures.normalised(np.array([[[[0, 127, 255]]]], np.uint8))
    assert out.shape == (1, 3, 1, 1)
    assert np.allclose(out.ravel(), [-127 / 128, 0, 1], atol=1e-6)
    config = ship.preprocessor(224, "cover")
    assert config["do_center_crop"] and config["size"] == {"shortest_edge": 224}


def test_tiny_folder_is_complete_and_features_resume(tmp_path, monkeypatch) -> None:
    folder = tiny.build(tmp_path / "tiny-vit")
    manifest = json.loads((folder / "manifest.json").read_text())
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < 1_000_000
    for entry in manifest["files"]:
        content = (folder / entry["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry["bytes"], entry["sha256"])
    assert manifest["dims"] == {"rows": 196, "width": tiny.WIDTH, "skip": 1}
    cases = json.loads((folder / "golden.json").read_text())["cases"]
    assert [case["rows"] for case in cases] == [196] * len(cases)
    onnx.checker.check_model(onnx.load(folder / ship.MODEL))

    from data.posts import Post

    posts = []
    for number in range(3):
        path = tmp_path / f"{number}.png"
        Image.new("RGB", (80, 40 + number), (80 * number, 90, 40)).save(path)
        posts.append(Post(f"post{number}", "made", None, None, path, "", ()))
    monkeypatch.setattr(features, "work_folder", lambda name: tmp_path)
    first = features.ensure(folder, posts)
    assert first.shape == (3, 196, tiny.WIDTH)
    file = tmp_path / "tiny-vit@1.npy"
    before = file.stat().st_mtime_ns
    features.ensure(folder, posts)
    assert file.stat().st_mtime_ns == before
    assert features.ensure(folder, posts[:2]).shape == (2, 196, tiny.WIDTH)
