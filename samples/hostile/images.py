"""Pictures with more pixels than any memory holds, pictures cut off, pages in circles."""

import struct
import zlib
from random import Random

from .zeros import zlib_zeros

_SIDE = 20_000
_SOS = b"\xff\xda"  # start of scan


def png_bomb() -> bytes:
    """20,000 x 20,000 black dots in 50 KB."""
    stride = _SIDE // 8 + 1
    rows = _SIDE * stride
    rows -= (rows - 1) % 258  # a few dots of the last row are missing: nobody gets that far
    head = struct.pack(">LLBBBBB", _SIDE, _SIDE, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib_zeros(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def tiff_bomb() -> bytes:
    """60,000 x 60,000 white dots: a blank line takes a single bit in G4."""
    side = 60_000
    data = b"\xff" * (side // 8)
    place = 8 + 2 + 9 * 12 + 4
    shape = ((256, side), (257, side), (258, 1), (259, 4), (262, 0))
    fields = (*shape, (273, place), (277, 1), (278, side), (279, len(data)))
    directory = b"".join(struct.pack("<HHLL", tag, 4, 1, value) for tag, value in fields)
    return b"II*\0" + struct.pack("<LH", 8, len(fields)) + directory + bytes(4) + data


def with_ifd_loop(tiff: bytes) -> bytes:
    """The last page of a TIFF names the first one as the next: pages without end."""
    data = bytearray(tiff)
    order = "<" if tiff[:2] == b"II" else ">"
    first = at = struct.unpack_from(order + "L", tiff, 4)[0]
    while True:
        (count,) = struct.unpack_from(order + "H", tiff, at)
        link = at + 2 + 12 * count
        (following,) = struct.unpack_from(order + "L", tiff, link)
        if not following:
            struct.pack_into(order + "L", data, link, first)
            return bytes(data)
        at = following


def cut(jpeg: bytes, rng: Random) -> bytes:
    """The first half of a JPEG, as a broken transfer leaves it."""
    start = jpeg.index(_SOS)
    return jpeg[: start + int((len(jpeg) - start) * rng.uniform(0.12, 0.2))]
