"""What a reading process does: the reader of `extractors` and the composition of notices, behind one object."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.reader import Reader, ReaderSettings
from schemas.cut import Cut
from schemas.document import DocumentReading, FileKind, ScanFile
from schemas.reading import PageReading
from schemas.sealing import Sealer

from .keys import at_hand
from .settings import Settings

BUILD = "flows.reading:build"
"""Names `build` for a reading process."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """`tesseract`: None takes the installed one, "none" goes without a second reader. `cache`: where readings are
    kept; None keeps none. `sealer`: what scans and readings at rest are sealed with; it travels to the reading
    processes with these settings, never by their environment."""

    tesseract: str | None = None
    tessdata: str | None = None
    cache: Path | None = None
    sealer: Sealer | None = None


class Reading:
    """A `jobs.PageWork`."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def version(self) -> str:
        from extractors.compose import reader_version  # noqa: PLC0415 - the doctor needs no templates

        return reader_version(self._reader)

    @property
    def second_reader(self) -> str:
        return self._reader.second_reader if self._reader.second_reader_available else ""

    def read_page(self, blob: Path, kind: FileKind, page: int, turned: int | None = None) -> PageReading:
        return self._reader.read_page(blob, kind, page, turned)

    def compose(
        self, scan: ScanFile, blob: Path, readings: Sequence[PageReading], cuts: Sequence[Cut] = ()
    ) -> DocumentReading:
        from extractors.compose import read_document  # noqa: PLC0415 - the doctor needs no templates

        return read_document(scan, blob, self._reader, readings, cuts)


def check_data() -> None:
    """Raises InvalidData where a file of ours is wrong: before a run begins, not at the first page that needs it."""
    import rules  # noqa: PLC0415 - a reading process needs none
    from extractors import confidence, labels, papers, prose, roles  # noqa: PLC0415

    rules.check_data()
    for load in (labels.all_labels, papers.paper_file, prose.compiled, roles.role_file, confidence.model):
        load()


def build(settings: ReadingSettings) -> Reading:
    return Reading(Reader(reader_settings(settings)))


def reader_settings(settings: ReadingSettings) -> ReaderSettings:
    named = settings.tesseract
    command = Path(os.devnull) if named == "none" else Path(named) if named else None
    data = Path(settings.tessdata) if settings.tessdata else None
    return ReaderSettings(tesseract=command, tessdata=data, cache=settings.cache, sealer=settings.sealer)


def from_settings(settings: Settings) -> ReadingSettings:
    """Raises KeyTrouble where the key of the data folder is missing, or another one."""
    return ReadingSettings(settings.tesseract, settings.tessdata, settings.cache, at_hand(settings))


def of_tools(settings: Settings) -> ReadingSettings:
    """For a look at the engines alone, without anything of the data folder."""
    return ReadingSettings(settings.tesseract, settings.tessdata)
