"""A recogniser's last layer cut down to the characters a notice can print.

The models know thousands of Chinese characters. Keeping only the columns of the last weight matrix that belong
to our characters makes a line a quarter cheaper and leaves the scores of the kept characters as they were; a
full-width comma or bracket can no longer win over the plain one. Field numbers are those of onnx.proto
(ModelProto, GraphProto, TensorProto).
"""

import string

import numpy as np

from .wire import encode_bytes, encode_varint, fields, rewrite, varint, without

_GRAPH = 7  # of ModelProto
_INITIALIZER, _OUTPUT, _VALUE_INFO = 5, 12, 13  # of GraphProto
_DIMS, _DATA_TYPE, _RAW_DATA = 1, 2, 9  # of TensorProto
_FLOAT = 1

PRINTED = (
    string.digits
    + string.ascii_letters
    + string.punctuation
    + "¡¿ÁÉÍÓÚÜÑáéíóúüñ"  # Spanish notices
    + "–—‘’“”•·…†§©®™°½¼¾¢¹²³"
    + "□■○●√✓☐☑"  # check boxes, lest they be read as letters or zeros
)


def kept_classes(charset: list[str]) -> list[int]:
    """Class numbers to keep, in the model's order: the CTC blank (0), ours, the space (last).

    `charset` is the model's dictionary: class i + 1 is its i-th character, the class behind the last is the space.
    """
    wanted = set(PRINTED)
    return [0, *(i + 1 for i, char in enumerate(charset) if char in wanted), len(charset) + 1]


def cut_head(model: bytes, classes: int, keep: list[int]) -> bytes:
    """The ONNX model with every weight whose last dimension is `classes` cut to the columns `keep`.

    Raises ValueError when the model has no such weights, or keeps them in another form than raw floats.
    """
    cut = 0

    def tensor(payload: memoryview) -> bytes:
        nonlocal cut
        found = list(fields(payload))
        dims = [_number(f.payload) for f in found if f.number == _DIMS]
        if not dims or dims[-1] != classes:
            return bytes(payload)
        raw = [f.payload for f in found if f.number == _RAW_DATA]
        if not raw or [_number(f.payload) for f in found if f.number == _DATA_TYPE] != [_FLOAT]:
            raise ValueError("the model's head is not kept as raw floats")
        weights = np.frombuffer(raw[0], dtype="<f4").reshape(dims)[..., keep]
        rest = without(without(payload, _DIMS), _RAW_DATA)
        shape = b"".join(encode_varint(_DIMS << 3) + encode_varint(n) for n in weights.shape)
        cut += 1
        return shape + rest + encode_bytes(_RAW_DATA, weights.tobytes())

    def graph(payload: memoryview) -> bytes:
        slim = rewrite(payload, _INITIALIZER, tensor)
        return without(rewrite(slim, _OUTPUT, _without_shape), _VALUE_INFO)

    result = rewrite(model, _GRAPH, graph)
    if cut != 2:
        raise ValueError(f"expected a weight and a bias of {classes} classes, found {cut}")
    return result


def _number(payload: memoryview) -> int:
    return varint(payload, 0)[0]


def _without_shape(value_info: memoryview) -> bytes:
    """A ValueInfoProto whose tensor type (2 -> 1) says no shape (2)."""
    return rewrite(value_info, 2, lambda kind: rewrite(kind, 1, lambda tensor: without(tensor, 2)))
