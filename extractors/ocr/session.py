"""One ONNX model, loaded lean: one thread, no guessing of memory patterns, and no arena that keeps memory unless a
model's large tensors, given back to the system and asked for anew at each call, cost more than they weigh."""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

onnxruntime.disable_telemetry_events()  # what is read here concerns nobody else; `flows` sets the variable as well


class Session:
    """A model with one input and one output of floats."""

    def __init__(self, model: bytes | Path, *, keeps_memory: bool = False) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = keeps_memory
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        source = str(model) if isinstance(model, Path) else model
        self._inner = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
        self._input = self._inner.get_inputs()[0].name

    def run(self, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        result: NDArray[np.float32] = self._inner.run(None, {self._input: tensor})[0]
        return result
