"""ZIP archives: their members as streams, within bounds that are checked before and while they are unpacked."""

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from schemas.errors import Quarantined

from .blobs import SourceFailed
from .limits import Limits
from .reasons import SENTENCES

_OFFICE = frozenset({"[content_types].xml", "mimetype", "meta-inf/container.xml"})
_PROGRAM = frozenset({"meta-inf/manifest.mf", "androidmanifest.xml"})
_NAMELESS = "(no name)"
_DIRECTORY_BYTES_A_MEMBER = 400  # header, name and extras of an honest member
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})  # others take memory as they like
_UNPACK_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    SourceFailed,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; `reason` where it must not be unpacked."""

    name: str
    info: zipfile.ZipInfo
    reason: str = ""


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The archive; raises Quarantined when it is damaged or its directory is too large to be honest."""
    _check_directory(path, limits)
    try:
        archive = zipfile.ZipFile(path)
    except _UNPACK_ERRORS as error:
        raise _aside("damaged") from error
    with archive:
        yield archive


def what_it_is(archive: zipfile.ZipFile) -> str:
    """ "zip", or the reason word for office documents and programs, which are ZIP archives inside."""
    names = {name.lower() for name in archive.namelist()}
    if names & _PROGRAM:
        return "executable"
    return "office_document" if names & _OFFICE else "zip"


def members(archive: zipfile.ZipFile, limits: Limits) -> list[Member]:
    """The files in the archive, in its order; raises Quarantined when there are too many or none."""
    infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    if not infos:
        raise _aside("archive_empty")
    if len(infos) > limits.archive_members:
        raise _aside("archive_too_many")
    return [Member(info.filename or _NAMELESS, info, _refusal(info, limits)) for info in infos]


def stream(archive: zipfile.ZipFile, member: Member) -> BinaryIO:
    """The member's bytes; raises Quarantined `damaged` (also while it is read, through `UNPACK`)."""
    try:
        return cast(BinaryIO, archive.open(member.info))
    except _UNPACK_ERRORS as error:
        raise _aside("damaged") from error


def unpacking_failed(error: BaseException) -> bool:
    """True for what the ZIP library raises on damaged members."""
    return isinstance(error, _UNPACK_ERRORS)


def _refusal(info: zipfile.ZipInfo, limits: Limits) -> str:
    if info.flag_bits & _ENCRYPTED:
        return "password"
    if info.compress_type not in _METHODS:
        return "archive_method"
    if info.file_size > limits.file_bytes:
        return "too_large"
    if info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(1, info.compress_size):
        return "archive_ratio"
    return ""


def _check_directory(path: Path, limits: Limits) -> None:
    """The ZIP library reads the whole directory at once: its size is looked up first (APPNOTE.TXT 4.3.14-16)."""
    with path.open("rb") as file:
        start = max(0, file.seek(0, os.SEEK_END) - 65_557)
        file.seek(start)
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) < at + 20:
            raise _aside("damaged")
        (length,) = struct.unpack_from("<L", tail, at + 12)
        lengths = [length if length != 0xFFFFFFFF else 0, *_long_lengths(file, start + at)]
    if max(lengths) > limits.archive_members * _DIRECTORY_BYTES_A_MEMBER:
        raise _aside("archive_too_many")


def _long_lengths(file: BinaryIO, end: int) -> Iterator[int]:
    """What the records of long archives say. One stands right before its locator or where
    that points: libraries differ in which they believe, and none asks whether the short record refers to it."""
    if end < 20:
        return
    file.seek(end - 20)
    locator = file.read(20)
    if locator[:4] != b"PK\x06\x07":
        return
    for where in (end - 20 - 56, struct.unpack_from("<Q", locator, 8)[0]):
        if 0 <= where < end:
            file.seek(where)
            record = file.read(56)
            if record[:4] == b"PK\x06\x06" and len(record) == 56:
                yield struct.unpack_from("<Q", record, 40)[0]


def _aside(reason: str) -> Quarantined:
    return Quarantined(reason, SENTENCES[reason])
