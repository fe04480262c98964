"""Zeros packed as tightly as DEFLATE can (RFC 1951), bit by bit.

A library's compressor would do, but its bytes differ from one version to the next.
"""

import zlib

_RUN = 258  # the longest match


class _Bits:
    """Bits into bytes, lowest first."""

    def __init__(self) -> None:
        self.done = bytearray()
        self._held, self._count = 0, 0

    def put(self, value: int, width: int) -> None:
        """`value` with its lowest bit first."""
        self._held |= value << self._count
        self._count += width
        while self._count >= 8:
            self.done.append(self._held & 255)
            self._held >>= 8
            self._count -= 8

    def zero_bytes(self, count: int) -> None:
        """Eight times `count` zero bits, quickly: what is held back stays part of the first byte."""
        if count:
            self.put(0, 8)
            self.done.extend(bytes(count - 1))

    def end(self) -> bytes:
        if self._count:
            self.done.append(self._held & 255)
        return bytes(self.done)


def deflated_zeros(length: int) -> bytes:
    """A raw DEFLATE stream of `length` zero bytes; `length` is 1 plus a multiple of 258 (ValueError else).

    One block with codes of its own: a run of 258 takes two zero bits, so a megabyte takes a kilobyte.
    """
    runs, odd = divmod(length - 1, _RUN)
    if odd or runs < 0:
        raise ValueError("1 plus a multiple of 258")
    bits = _Bits()
    bits.put(1, 1)
    bits.put(2, 2)  # dynamic codes
    _code_lengths(bits)
    bits.put(0b01, 2)  # the literal 0, code 10 sent from its highest bit
    whole, rest = divmod(runs, 4)  # a run is two zero bits: length 258 and distance 1
    bits.zero_bytes(whole)
    bits.put(0, 2 * rest)
    bits.put(0b11, 2)  # end of block
    return bits.end()


def _code_lengths(bits: _Bits) -> None:
    """HLIT 286, HDIST 1; lengths: literal 0 -> 2, end of block -> 2, length symbol 285 -> 1, distance 0 -> 1.

    The code of code lengths has 1, 2 and 18 (a run of zeros of 11 to 138).
    """
    bits.put(286 - 257, 5)
    bits.put(1 - 1, 5)
    order = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
    widths = {1: 2, 2: 2, 18: 1}
    bits.put(18 - 4, 4)
    for symbol in order[:18]:
        bits.put(widths.get(symbol, 0), 3)
    one, two, zeros = (0b01, 2), (0b11, 2), (0b0, 1)  # codes 10, 11 and 0, highest bit first

    def skip(count: int) -> None:
        bits.put(*zeros)
        bits.put(count - 11, 7)

    bits.put(*two)  # literal 0
    skip(138)
    skip(117)  # literals 1..255
    bits.put(*two)  # 256, end of block
    skip(28)  # 257..284
    bits.put(*one)  # 285
    bits.put(*one)  # distance 0


def zlib_zeros(length: int) -> bytes:
    """The same as a zlib stream, as PNG wants it. The Adler sum of n zeros is n and 1."""
    return b"\x78\xda" + deflated_zeros(length) + (length % 65521).to_bytes(2, "big") + b"\x00\x01"


def crc_of_zeros(length: int) -> int:
    """CRC-32 of `length` zero bytes."""
    crc, chunk = 0, bytes(1 << 20)
    for _ in range(length >> 20):
        crc = zlib.crc32(chunk, crc)
    return zlib.crc32(bytes(length & ((1 << 20) - 1)), crc)
