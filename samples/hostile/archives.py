"""Archives that unpack to too much, climb out of their folder, or can't be opened."""

import struct

from samples.mail.zip_file import zip_of

from .zeros import crc_of_zeros, deflated_zeros

CLIMBERS = ("../../../../etc/cron.d/run", "/root/.ssh/authorized_keys", "C:\\Windows\\a.pdf", "..\\..\\b.pdf")
_DEEP = 12
_BOMB = 1 + 258 * 180_000  # 46 MB
_DOS_DAY = (2019 - 1980) << 9 | 3 << 5 | 4


def zip_bomb() -> bytes:
    """46 MB of nothing in 45 KB."""
    return _deflated_zip("scan.pdf", _BOMB)


def nested_bomb() -> bytes:
    """The same behind two doors."""
    return zip_of([("box/inner.zip", zip_of([("box/inner.zip", zip_bomb())]))])


def deep_zip(pdf: bytes) -> bytes:
    """A scan in an archive in an archive, twelve deep."""
    data, name = pdf, "at last.pdf"
    for level in range(_DEEP):
        data, name = zip_of([(name, data)]), f"{_DEEP - level}.zip"
    return data


def zip_slip(pdf: bytes) -> bytes:
    """Members that want to be written elsewhere."""
    return zip_of((name, pdf if name.endswith(".pdf") else b"* * * * * root true\n") for name in CLIMBERS)


def locked_zip(pdf: bytes) -> bytes:
    """A member marked as encrypted."""
    data = bytearray(zip_of([("statement.pdf", pdf)]))
    data[6] |= 1
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    return bytes(data)


def truncated_zip(pdf: bytes) -> bytes:
    """An archive without its directory."""
    data = zip_of([("scan 1.pdf", pdf), ("scan 2.pdf", pdf[:4000])])
    return data[: data.index(b"PK\x01\x02") - 10]


def office_document() -> bytes:
    """The skeleton of a word processor's file, a ZIP inside."""
    types = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    body = b"<w:document><w:body><w:p><w:r><w:t>Dear client</w:t></w:r></w:p></w:body></w:document>"
    return zip_of([("[Content_Types].xml", types), ("word/document.xml", body)])


def _deflated_zip(name: str, length: int) -> bytes:
    """One member of `length` zeros."""
    packed, crc, raw_name = deflated_zeros(length), crc_of_zeros(length), name.encode()
    shared = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, _DOS_DAY, crc, len(packed), length, len(raw_name), 0)
    local = b"PK\x03\x04" + shared + raw_name + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + shared + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + raw_name
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end
