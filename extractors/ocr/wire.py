"""The few pieces of the protobuf wire format that cutting a model's head needs.

Source: protobuf.dev, "Encoding". A message is a row of (key, payload); the key holds field number and wire type.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class Field:
    """`number` and wire type; `payload` without key and length; `raw` is the whole field as it stands."""

    number: int
    wire: int
    payload: memoryview
    raw: memoryview


def varint(data: memoryview, at: int) -> tuple[int, int]:
    """The number at `at` and the offset behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def encode_varint(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def encode_bytes(number: int, payload: bytes) -> bytes:
    """A length-delimited field."""
    return encode_varint(number << 3 | _BYTES) + encode_varint(len(payload)) + payload


def fields(message: bytes | memoryview) -> Iterator[Field]:
    """The fields of a message, in order; raises ValueError on a wire type this format no longer uses."""
    data = memoryview(message)
    at = 0
    while at < len(data):
        begin = at
        key, at = varint(data, at)
        wire = key & 7
        start = at
        if wire == _VARINT:
            _, at = varint(data, at)
        elif wire == _BYTES:
            size, start = varint(data, at)
            at = start + size
        elif wire in (_FIXED32, _FIXED64):
            at += 4 if wire == _FIXED32 else 8
        else:
            raise ValueError(f"unknown wire type {wire}")
        yield Field(key >> 3, wire, data[start:at], data[begin:at])


def rewrite(message: bytes | memoryview, number: int, change: Callable[[memoryview], bytes]) -> bytes:
    """The message with `change` applied to each length-delimited field `number`."""
    out = bytearray()
    for field in fields(message):
        if field.number == number and field.wire == _BYTES:
            out += encode_bytes(number, change(field.payload))
        else:
            out += field.raw
    return bytes(out)


def without(message: bytes | memoryview, number: int) -> bytes:
    """The message less its fields `number`."""
    return b"".join(bytes(f.raw) for f in fields(message) if f.number != number)
