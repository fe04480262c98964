"""A scan as the libraries take it: a file of its own, or bytes that were unsealed and lie nowhere in clear."""

from io import BytesIO
from pathlib import Path

from schemas.sealing import HEADER, Sealer, is_sealed

from .intake.blobs import open_blob

ScanBytes = Path | bytes


def readable(scan: ScanBytes) -> Path | BytesIO:
    """For what opens a path or reads from a stream."""
    return BytesIO(scan) if isinstance(scan, bytes) else scan


class Unsealing:
    """Opens one file after another; the last one stays open, for pages are asked for one by one."""

    def __init__(self, sealer: Sealer | None) -> None:
        self._sealer = sealer
        self._last: tuple[Path, bytes] | None = None

    def __call__(self, blob: Path) -> ScanBytes:
        """A file that is not sealed, or gone, is given back as its path. Raises KeyTrouble, SealBroken, OSError."""
        if self._last is not None and self._last[0] == blob:
            return self._last[1]
        try:
            with blob.open("rb") as file:
                if not is_sealed(file.read(HEADER)):
                    return blob
        except FileNotFoundError:
            return blob  # whoever opens it says what can't be shown
        self._last = None  # not two of them at once
        opened = open_blob(blob, self._sealer)
        self._last = (blob, opened)
        return opened
