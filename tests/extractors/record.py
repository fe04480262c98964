"""Records the readings that the replay tests need: `python -m tests.extractors.record`.

Few pages, because every change of the engines, of their options or of the sample mailroom asks for it again.
"""

import shutil
from pathlib import Path

from extractors.cache import NOTES
from extractors.reader import Reader, ReaderSettings
from schemas.geometry import Box
from schemas.reading import PageReading

from .reading.mailroom import RECORDED, Sample

COMMAND = "python -m tests.extractors.record"
FOLDER = Path(__file__).parent / "recorded"


def amount_box(reading: PageReading) -> Box:
    """The first amount on the page: what the second look is recorded for."""
    return next(
        word.box
        for word in reading.words
        if "." in word.text and word.text.strip("$*").replace(",", "")[:1].isdigit()
    )


def read(reader: Reader, sample: Sample) -> PageReading:
    """The page, and its first amount once more."""
    reading = reader.read_page(sample.path, sample.kind, sample.page)
    reader.reread(sample.path, sample.kind, sample.page, [amount_box(reading)], ["money"], reading=reading)
    return reading


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    reader = Reader(ReaderSettings(cache=FOLDER))
    for sample in RECORDED.values():
        read(reader, sample)
    shutil.rmtree(FOLDER / NOTES)  # a sample is never disposed of
    for path in (FOLDER, *FOLDER.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)  # the sample's secrets are nobody's
    print(f"{len(list(FOLDER.rglob('*.z')))} readings by {reader.version}")


if __name__ == "__main__":
    main()
