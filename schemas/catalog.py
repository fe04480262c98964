"""The catalogue of notice codes: what each code is, what it asks for, and what hangs on it.

Reference data, one row a code in `schemas/reference/notices.csv`, read once and strictly: a wrong row stops the
program with file and line. Facts come from public sources named by tag in `sources`; `confidence` says how well
they are established ("low": identity or meaning not established, a person decides).

Forms of levy and lien keep their number without "Form" (668A, 668W, 668Y), letters begin with L, Notice 972CG
keeps its own number. A Spanish code keeps its code and has the facts of its English twin.
"""

import csv
import functools
import io
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from .codes import canonical
from .errors import InvalidData
from .record import Record
from .strict_yaml import package_file

FILE = "notices.csv"

Confidence = Literal["high", "medium", "low"]
Asks = Literal["pay_total", "pay_monthly", "pay_past_due", "proposes", "nothing", "may_ask"]
Family = Literal[
    "acknowledgement_info",
    "appeals_cdp",
    "balance_due",
    "deficiency",
    "ein_entity",
    "employment_tax",
    "estimated_tax_credit",
    "examination",
    "identity_verification",
    "information_return",
    "installment_agreement",
    "levy_lien",
    "math_error_adjustment",
    "nonfiler",
    "other",
    "passport",
    "penalty",
    "refund_hold",
    "refund_offset",
    "underreporter",
]
Clock = Literal[
    "notice_date",
    "mailing_date",
    "mailing_or_delivery",
    "notice_or_receipt",
    "receipt",
    "levy_service",
    "lien_filing",
    "printed",
]


def _split(value: object) -> object:
    return tuple(value.split(";")) if isinstance(value, str) and value else (() if value in ("", None) else value)


def _maybe(value: object) -> object:
    return None if value == "" else value


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else _maybe(value)


def _decimal(value: object) -> object:
    try:
        return Decimal(value) if isinstance(value, str) and value else _maybe(value)
    except InvalidOperation:
        return value


def _flag(value: object) -> object:
    return {"yes": True, "": False}.get(value, value) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_split)]
Count = Annotated[Annotated[int, Field(gt=0, strict=True)] | None, BeforeValidator(_number)]


class CatalogEntry(Record):
    """One code. `code` canonical; `variants`: other printed codes that mean the same; `english`: the twin of a
    Spanish code, None for an English one; `misread_as`: what OCR makes of the code, never a code of its own.

    `asks`: what an amount on it means. `pay_total`: "amount due" is owed now; `pay_monthly`: the month's payment;
    `pay_past_due`: the missed payments; `proposes`: amounts are proposals; `nothing`; `may_ask`: only if an
    amount due is printed. `prints_due`: `date` (always a calendar date), `window` (a date, "n days from the
    date of this notice" or "immediately"), `may` (unknown), `none`. `omits`: critical fields it may leave out.

    `basis`: what the answer's deadline rests on; for `statute`, `window` counts `unit` from `clock` and
    `citation` names the law. `right`: key of the right at stake. `admin_days`: usual response time, not law.
    `next`: codes that may follow if nothing is done, likeliest first; `weeks`: how long that usually takes.
    """

    code: str
    variants: Words
    spanish: Annotated[str | None, BeforeValidator(_maybe)]
    spanish_map: Annotated[Literal["verified", "pattern", "weak"] | None, BeforeValidator(_maybe)]
    misread_as: Words
    kind: Literal["notice", "letter", "form"]
    account: Literal["IMF", "BMF", "both"]
    family: Family
    stage: Count
    asks: Asks
    prints_due: Literal["date", "window", "may", "none"]
    omits: Annotated[tuple[Literal["notice_date", "tin.last4", "tax_periods"], ...], BeforeValidator(_split)]
    basis: Literal["statute", "printed", "none"]
    right: Annotated[str | None, BeforeValidator(_maybe)]
    window: Count
    unit: Annotated[Literal["calendar_days", "business_days", "calendar_years"] | None, BeforeValidator(_maybe)]
    clock: Annotated[Clock | None, BeforeValidator(_maybe)]
    citation: str
    action: Literal["pay", "respond", "file", "verify", "none"]
    admin_days: Count
    next: Words
    weeks: Annotated[Annotated[Decimal, Field(gt=0)] | None, BeforeValidator(_decimal)]
    confidence: Confidence
    sources: Annotated[tuple[str, ...], BeforeValidator(_split), Field(min_length=1)]
    always_review: Annotated[bool, BeforeValidator(_flag)]
    title: Annotated[str, Field(min_length=5, max_length=80)]
    response: str
    note: str
    english: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.code != canonical(self.code):
            raise ValueError(f"code {self.code} is not canonical")
        if (self.kind == "letter") != (self.code.startswith("L")):
            raise ValueError(f"{self.code}: letters and only letters begin with L")
        statute = (self.right, self.window, self.unit, self.clock, self.citation or None)
        if self.basis == "statute" and None in statute:
            raise ValueError(f"{self.code}: basis statute needs right, window, unit, clock and citation")
        if self.basis != "statute" and (self.window or self.unit):
            raise ValueError(f"{self.code}: a window of days without a statute belongs in admin_days")
        if (self.spanish is None) != (self.spanish_map is None):
            raise ValueError(f"{self.code}: a Spanish twin needs spanish_map, and the other way round")
        return self


COLUMNS = tuple(name for name in CatalogEntry.model_fields if name != "english")


def parse(text: str, name: str = FILE) -> tuple[CatalogEntry, ...]:
    """The rows of `text` (CSV with the header COLUMNS); raises InvalidData with `name`, line and column."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(rows, [])
    if tuple(header) != COLUMNS:
        raise InvalidData(f"{name}:1: the columns must be {', '.join(COLUMNS)}", "correct the header")
    entries: list[CatalogEntry] = []
    taken: dict[str, str] = {}
    for row in rows:
        line = rows.line_num
        entry = _entry(row, f"{name}:{line}")
        for code in _codes_of(entry):
            if code in taken:
                raise InvalidData(f"{name}:{line}: {code} is already a code of {taken[code]}", "keep one")
            taken[code] = entry.code
        entries.append(entry)
    _check_next(entries, taken, name)
    return tuple(entries)


def _entry(row: list[str], where: str) -> CatalogEntry:
    if len(row) != len(COLUMNS):
        raise InvalidData(f"{where}: {len(row)} fields instead of {len(COLUMNS)}", "quote texts with commas")
    try:
        return CatalogEntry.model_validate(dict(zip(COLUMNS, row, strict=True)))
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in first["loc"]) or "row"
        raise InvalidData(f"{where}: {column}: {first['msg']}", "correct the row") from None


def _codes_of(entry: CatalogEntry) -> tuple[str, ...]:
    return (entry.code, *entry.variants, *entry.misread_as, *((entry.spanish,) if entry.spanish else ()))


def _check_next(entries: list[CatalogEntry], taken: dict[str, str], name: str) -> None:
    for line, entry in enumerate(entries, start=2):
        for code in (*entry.next, *entry.variants):
            if code != canonical(code) or code not in taken:
                raise InvalidData(f"{name}:{line}: {code} is not a code of the catalogue", "correct the row")


def _spanish(entry: CatalogEntry, twins: dict[str, str]) -> CatalogEntry:
    """The twin's facts under the Spanish code; what rests on a pattern alone is never of high confidence."""
    confidence: Confidence = entry.confidence
    if entry.spanish_map == "weak":
        confidence = "low"
    elif entry.spanish_map == "pattern" and confidence == "high":
        confidence = "medium"
    return entry.model_copy(
        update={
            "code": entry.spanish,
            "english": entry.code,
            "spanish": None,
            "spanish_map": None,
            "variants": (),
            "misread_as": (),
            "confidence": confidence,
            "next": tuple(twins.get(code, code) for code in entry.next),
        }
    )


@functools.cache
def all_entries() -> tuple[CatalogEntry, ...]:
    """Every code of the catalogue once, English only, in the order of the file."""
    return parse(package_file("schemas.reference", FILE).read_text(encoding="utf-8"))


@functools.cache
def _index() -> dict[str, CatalogEntry]:
    twins = {e.code: e.spanish for e in all_entries() if e.spanish}
    index: dict[str, CatalogEntry] = {}
    for entry in all_entries():
        index.update(dict.fromkeys((entry.code, *entry.variants), entry))
        if entry.spanish:
            index[entry.spanish] = _spanish(entry, twins)
    return index


@functools.cache
def known_codes() -> frozenset[str]:
    """Every code that may stand on a notice: codes, variants, Spanish codes; canonical, no misreadings."""
    return frozenset(_index())


@functools.cache
def misreadings() -> dict[str, str]:
    """What OCR is known to make of a code -> the code: `CPO5` -> `CP05`."""
    return {wrong: entry.code for entry in all_entries() for wrong in entry.misread_as}


def lookup(code: str) -> CatalogEntry | None:
    """The entry of a printed or canonical `code`; None where the catalogue does not know it.

    A variant (`CP14A`) gives the entry of its code (`CP14`), a Spanish code its own entry (`CP603`). A letter's or
    form's number without its prefix (`5071C`, `226-J`, `Form 668-W`) is understood; a misreading is not.
    """
    key = canonical(code)
    index = _index()
    bare = key.removeprefix("FORM")
    return index.get(key) or (index.get("L" + key) if key[:1].isdigit() else None) or index.get(bare)
