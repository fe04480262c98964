"""Pages of the sample mailroom, and what is printed on them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schemas.document import FileKind
from schemas.truth import TruthMailroom, TruthNotice

ROOT = Path(__file__).parents[3] / "samples" / "mailroom"
_KINDS: dict[str, FileKind] = {".pdf": "pdf", ".tif": "tiff", ".jpg": "jpeg", ".png": "png"}


@dataclass(frozen=True)
class Sample:
    """Page `page` of `file` (below the mail folder)."""

    file: str
    page: int

    @property
    def path(self) -> Path:
        return ROOT / "mail" / self.file

    @property
    def kind(self) -> FileKind:
        return _KINDS[self.path.suffix]

    @property
    def truth(self) -> TruthNotice:
        """The notice that the page belongs to."""
        return next(n for n in _truth().notices if n.file == self.file and self.page in n.pages)


@cache
def _truth() -> TruthMailroom:
    return TruthMailroom.model_validate_json((ROOT / "truth" / "truth.json").read_text(encoding="utf-8"))


CLEAN = Sample("inbox/CP501 reminder.pdf", 1)
FAX = Sample("inbox/CP503 by fax.tif", 2)
PHOTO = Sample("from clients/IMG_2201.jpg", 1)
UPENDED = Sample("odd/upside down.pdf", 1)
# First pages, each read in another way.
RECORDED = {"clean": CLEAN, "fax": FAX, "photo": PHOTO, "upended": UPENDED}
