"""From paths to `ScanFile`s and `SetAside`s: every file below them gives at least one, none stops the rest."""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZipFile

from schemas.document import FileKind, ScanFile, SetAside
from schemas.errors import Quarantined, SealBroken
from schemas.sealing import HEADER, Sealer, is_sealed

from . import archive, names
from .blobs import Copied, SourceFailed, copy_in, drop, keep
from .guard import Guard
from .limits import Limits
from .reasons import SENTENCES
from .sniff import HEAD, sniff
from .walk import Found, walk

_SCANS = ("pdf", "tiff", "jpeg", "png")
_USUAL = Limits()
Taken = ScanFile | SetAside


@dataclass(slots=True)
class _Allowance:
    """What a top-level archive may still unpack, in bytes."""

    left: int


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every step needs: where blobs go, what is allowed, who looks into files, which names are taken, what seals
    the bytes that are kept (None leaves them as they are), what files are sealed as that came so."""

    blobs: Path
    limits: Limits
    guard: Guard
    unique: names.UniqueNames
    sealer: Sealer | None
    sealed_as: str | None

    def content(self, source: BinaryIO) -> BinaryIO:
        """What the file says, whether it came sealed or not. Raises KeyTrouble."""
        if self.sealer is None or self.sealed_as is None:
            return source
        sealed = is_sealed(source.read(HEADER))
        source.seek(0)
        return self.sealer.reader(source, self.sealed_as) if sealed else source


def take_in(
    paths: Sequence[Path],
    blobs: Path,
    limits: Limits = _USUAL,
    *,
    sealer: Sealer | None = None,
    sealed_as: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Taken]:
    """Every file below `paths`, one at a time, in order; the bytes of those accepted are in `blobs`.

    Files are known by content, never by extension. A member of an archive is called `archive.zip/inner/name`; the
    archive itself gives a record only where something is wrong with it as a whole. System files such as `.DS_Store`
    are set aside like any other file that is no scan, so that each input has its record. `sealed_as`: files that
    `sealer` sealed so are opened on the way. `environment`: what the process that opens strange files may see of
    ours; None: all.
    """
    with Guard(limits, environment) as guard:
        desk = _Desk(blobs, limits, guard, names.UniqueNames(), sealer, sealed_as)
        for found in walk(paths):
            yield from _take_found(desk, found)


def _take_found(desk: _Desk, found: Found) -> Iterator[Taken]:
    name = names.shown(found.name)
    if found.reason:
        yield _aside(desk, name, found.reason)
        return
    try:
        copied = _copy_file(desk, found.path)
    except Quarantined as error:
        yield _aside(desk, name, error.reason, size=_size(found.path))
        return
    yield from _take_copied(desk, name, copied, depth=0, allowance=_Allowance(desk.limits.archive_bytes))


def _copy_file(desk: _Desk, path: Path) -> Copied:
    """The file's bytes; raises Quarantined when they can't be had, or changed while they were read."""
    try:
        with _opened(path) as source:
            before = os.fstat(source.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise _refused("not_a_file")
            content = desk.content(source)
            if content is source and before.st_size > desk.limits.file_bytes:
                raise _refused("too_large")
            copied = copy_in(content, desk.blobs, desk.limits.file_bytes, HEAD)
            after = os.fstat(source.fileno())
    except PermissionError as error:
        raise _refused("no_permission") from error
    except FileNotFoundError as error:
        raise _refused("not_found") from error
    except (OSError, SourceFailed, SealBroken) as error:
        raise _refused("read_error") from error
    size = copied.size if content is not source else after.st_size  # of sealed bytes the seal says that they are all
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or copied.size != size:
        drop(copied)
        raise _refused("still_changing")
    return copied


def _opened(path: Path) -> BinaryIO:
    """Without waiting: what was a file when the folder was listed may be a pipe by now."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")


def _take_copied(desk: _Desk, name: str, copied: Copied, *, depth: int, allowance: _Allowance) -> Iterator[Taken]:
    """What becomes of bytes that are in: kept as a scan, unpacked, or set aside. The temporary file is gone after."""
    kind = "system_file" if names.is_system(name) else sniff(copied.head)
    try:
        if kind == "zip":
            yield from _take_archive(desk, name, copied, depth=depth, allowance=allowance)
        elif kind in _SCANS:
            yield _accept(desk, name, copied, cast(FileKind, kind))
        else:
            yield _aside(desk, name, kind, copied)
    finally:
        drop(copied)


def _accept(desk: _Desk, name: str, copied: Copied, kind: FileKind) -> Taken:
    try:
        pages = desk.guard.pages(copied.path, kind)
    except Quarantined as error:
        return _aside(desk, name, error.reason, copied)
    keep(copied, desk.blobs, desk.sealer)
    return ScanFile(name=desk.unique.take(name), sha256=copied.sha256, kind=kind, pages=pages, size=copied.size)


def _take_archive(desk: _Desk, name: str, copied: Copied, *, depth: int, allowance: _Allowance) -> Iterator[Taken]:
    try:
        if depth >= desk.limits.archive_depth:
            raise _refused("archive_too_deep")
        with archive.opened(copied.path, desk.limits) as pack:
            if (kind := archive.what_it_is(pack)) != "zip":
                raise _refused(kind)
            for member in archive.members(pack, desk.limits):
                inner = f"{name}/{names.shown(member.name)}"
                if reason := "unsafe_name" if names.is_unsafe(member.name) else member.reason:
                    yield _aside(desk, inner, reason, size=member.info.file_size)
                    continue
                yield from _take_member(desk, inner, pack, member, depth=depth, allowance=allowance)
    except Quarantined as error:
        yield _aside(desk, name, error.reason, copied)


def _take_member(
    desk: _Desk, name: str, pack: ZipFile, member: archive.Member, *, depth: int, allowance: _Allowance
) -> Iterator[Taken]:
    """One member of an archive. Raises Quarantined only when the whole archive has to end."""
    limit = min(desk.limits.file_bytes, allowance.left)
    try:
        with archive.stream(pack, member) as source:
            copied = copy_in(source, desk.blobs, limit, HEAD)
    except Quarantined as error:
        if error.reason == "too_large" and limit == allowance.left:
            raise _refused("archive_too_large") from error
        yield _aside(desk, name, error.reason)
        return
    except Exception as error:
        if not archive.unpacking_failed(error):
            raise
        yield _aside(desk, name, "damaged")
        return
    allowance.left -= copied.size
    yield from _take_copied(desk, name, copied, depth=depth + 1, allowance=allowance)


def _aside(desk: _Desk, name: str, reason: str, copied: Copied | None = None, size: int = 0) -> SetAside:
    return SetAside(
        name=desk.unique.take(name),
        sha256=copied.sha256 if copied else None,
        reason=reason,
        sentence=SENTENCES[reason],
        size=copied.size if copied else size,
    )


def _refused(reason: str) -> Quarantined:
    return Quarantined(reason, SENTENCES[reason])


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
