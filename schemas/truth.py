"""What the sample mailroom knows of itself: the truth that generated mail is measured against."""

from datetime import date
from typing import Literal

from .ledger import PageFate
from .money import Money
from .notice import Amount, Taxpayer, TaxPeriod, Tin
from .record import Record

WEAR_LEVELS = (
    "digital",  # vector PDF, as drawn
    "clean",  # 300 dpi, straight
    "fax",  # 200 dpi G4 with speckle
    "scanner",  # skew, bleed-through, punch holes, folds, stamp, low contrast, JPEG
    "photo",  # perspective, uneven light, blur
    "turned",  # a clean scan turned by 90, 180 or 270 degrees
    "lying_layer",  # a scan below a text layer that says something else
    "mixed",  # half text, half image
    "harsh",  # a fax of a fax, a bad photo of a crumpled sheet, abused paper: hard, but legible to a careful person
    "destroyed",  # a critical value spoilt in one place or in all, or printed differently in two
)


class TruthNotice(Record):
    """One notice as drawn. `pages` are its positions in `file`, in printed order ("Page 1 of 4" first).

    `amounts[].page` is the page within the file. `defects` names what was done to it on purpose, among them
    `missing_page`, `pages_out_of_order`, `places_disagree`, `rows_do_not_sum`, `due_before_notice`,
    `rescan`, `follow_up`, `illegible:FIELD` (spoilt wherever it is printed), `spoilt_once:FIELD` (spoilt in one
    place, legible in another: still to be read); `accept_forbidden` is true where accepting it without a person
    would be wrong whatever was read (a printed contradiction, a missing page). `duplicate_of` is the sample_id it
    repeats.
    `layout`, `wear` and `severity` (0..1, how hard the wear is within its level) are what the accuracy is
    reported by.
    """

    sample_id: str
    file: str
    pages: tuple[int, ...]
    pages_printed: int
    layout: str
    wear: str
    severity: float = 0.0
    notice_code: str | None
    notice_date: date | None
    tax_periods: tuple[TaxPeriod, ...]
    tin: Tin
    taxpayer: Taxpayer
    amount_due: Money | None
    due_date: date | None
    amounts: tuple[Amount, ...]
    contact_phone: str | None
    caller_id: str | None
    defects: tuple[str, ...] = ()
    accept_forbidden: bool = False
    duplicate_of: str | None = None


class TruthPage(Record):
    """One page of one input file and what should become of it. `sample_id` names its notice, if any."""

    file: str
    page: int
    fate: PageFate
    sample_id: str | None = None
    wear: str = ""
    note: str = ""


class TruthFile(Record):
    """A file of the mailroom and what should become of it. `hostile` says how, "" for honest files."""

    file: str
    pages: int
    readable: bool
    hostile: str = ""


class TruthMailroom(Record):
    """A built mailroom: `version` of the generator, its seed, everything in it."""

    version: Literal[1] = 1
    seed: int
    files: tuple[TruthFile, ...]
    pages: tuple[TruthPage, ...]
    notices: tuple[TruthNotice, ...]
