"""How much a mailroom's input may be before it is not believed to be mail."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Every bound intake keeps; what is beyond is set aside with a reason.

    file_bytes: one file, or one member of an archive. pages: of one file. pixels: of one image.
    archive_depth: archives within archives. archive_members: files in one archive. archive_bytes: all members of one
    top-level archive together, unpacked. ratio: unpacked to packed size of a member larger than `ratio_from` bytes.
    probe_seconds, probe_bytes: time and memory to look at one file.
    """

    file_bytes: int = 1024 * MIB
    pages: int = 5000
    pixels: int = 150_000_000
    archive_depth: int = 3
    archive_members: int = 10_000
    archive_bytes: int = 4096 * MIB
    ratio: int = 200
    ratio_from: int = 4 * MIB
    probe_seconds: float = 30.0
    probe_bytes: int = 2048 * MIB
