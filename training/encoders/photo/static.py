"""The other int8 form, for comparison: weights and activations in int8 (QDQ), ranges from calibration pictures."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process


class Pictures(CalibrationDataReader):
    """Gives the calibration pictures four at a time."""

    def __init__(self, pixels: np.ndarray) -> None:
        self.batches = iter([pixels[at : at + 4] for at in range(0, len(pixels), 4)])

    def get_next(self) -> dict[str, np.ndarray] | None:
        batch = next(self.batches, None)
        return None if batch is None else {"pixel_values": batch}


def quantise_static(model: onnx.ModelProto, pixels: np.ndarray) -> bytes:
    """QDQ form of `model` as ONNX Runtime makes it: activations uint8, weights int8 a channel, Conv and MatMul only."""
    with tempfile.TemporaryDirectory() as folder:
        exact, ready, out = (str(Path(folder) / name) for name in ("exact.onnx", "ready.onnx", "out.onnx"))
        onnx.save(model, exact)
        quant_pre_process(exact, ready, skip_symbolic_shape=True)
        quantize_static(
            ready,
            out,
            Pictures(pixels),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv", "MatMul", "Gemm", "Add"],
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )
        return Path(out).read_bytes()
