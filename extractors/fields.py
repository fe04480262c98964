"""Which candidates speak for which field of the record, and which of a field's places is the main one."""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz.distance import Levenshtein

from schemas.geometry import overlaps
from schemas.notice import AmountRole

from .candidate import Candidate, Place
from .choose import ranked
from .pagekeys import PageView
from .rows import Row, Table
from .running import BARE, RUNNING
from .text import plain

Asks = Literal["pay_total", "pay_monthly", "pay_past_due", "proposes", "nothing", "may_ask"]

HEADER_FIRST = (Place.HEADER, Place.STUB, Place.FOOTER)
HEADER_ANYWHERE = (Place.HEADER, Place.STUB, Place.FOOTER, Place.BODY)
MONEY_PLACES = (Place.TITLE, Place.SUMMARY, Place.STUB, Place.BODY, Place.HEADER, Place.PROSE)
DATE_PLACES = (Place.TITLE, Place.SUMMARY, Place.STUB, Place.HEADER, Place.BODY, Place.PROSE)
PERIOD_PLACES = (Place.HEADER, Place.TITLE, Place.STUB, Place.BODY, Place.PROSE)
TITLE_ENDS = 0.48  # share of the first page's height


@dataclass(frozen=True, slots=True)
class Material:
    """Everything found on the pages of one notice, first printed page first."""

    views: tuple[PageView, ...]
    candidates: tuple[Candidate, ...]
    tables: tuple[Table, ...]

    def of(self, field: str) -> list[Candidate]:
        return [c for c in self.candidates if c.field == field and c.value is not None]

    def unread(self, field: str, places: Sequence[Place] = tuple(Place)) -> list[Candidate]:
        """Labels of `field` that stand there without a readable value."""
        return [c for c in self.candidates if c.field == field and c.value is None and c.place in places]


def gather(views: Sequence[PageView], tables: Sequence[Table]) -> Material:
    """Candidates of all pages with their places told apart further: titles, summary rows."""
    placed = [_placed(c, view, number == 0, tables) for number, view in enumerate(views) for c in view.candidates]
    rows = [c for t in tables if t.is_summary for r in t.rows for c in _from_row(r)]
    fresh = [r for r in rows if not any(c.field == r.field and _same_spot(c, r) for c in placed)]
    return Material(tuple(views), tuple(placed + fresh), tuple(tables))


def _same_spot(a: Candidate, b: Candidate) -> bool:
    return a.page == b.page and overlaps(a.box, b.box)


def _placed(candidate: Candidate, view: PageView, first: bool, tables: Sequence[Table]) -> Candidate:
    if (
        candidate.field in ("amount_due", "past_due", "monthly_payment", "due_date")
        and candidate.place is not Place.PROSE
    ):
        if any(_in_table(candidate, t) for t in tables if t.is_summary):
            return replace(candidate, place=Place.SUMMARY)
        top = first and candidate.box.cy < TITLE_ENDS * view.sheet.height
        if top and candidate.inline and candidate.box.x0 < 0.6 * view.sheet.width:
            return replace(candidate, place=Place.TITLE)
    if candidate.field == "tax_period" and candidate.place is Place.PROSE and first:
        middle = candidate.box.cy / view.sheet.height
        if 0.15 < middle < TITLE_ENDS:
            return replace(candidate, place=Place.TITLE)
    return candidate


def _in_table(candidate: Candidate, table: Table) -> bool:
    return any(
        r.page == candidate.page and (overlaps(r.box, candidate.box) or overlaps(r.money_box, candidate.box))
        for r in table.rows
    )


_ROW_FIELD = {AmountRole.AMOUNT_DUE: "amount_due", AmountRole.PAST_DUE: "past_due"}


def field_of_row(row: Row) -> str | None:
    """The field that a summary's total row speaks for."""
    return _ROW_FIELD.get(row.role)


def _from_row(row: Row) -> list[Candidate]:
    """The total row of a summary as a candidate for the amount it totals."""
    field = field_of_row(row)
    if field is None:
        return []
    return [
        Candidate(
            field=field, value=row.amount, raw=row.raw, page=row.page, box=row.money_box, confidence=row.confidence,
            repaired=row.repaired, place=Place.SUMMARY, label=row.label,
        )
    ]  # fmt: skip


def code_candidates(material: Material) -> list[Candidate]:
    """Codes where codes are printed: header, stub, foot; never from sentences."""
    found = [c for c in material.of("notice_code") if c.alone]
    known = {str(c.value) for c in found if c.kind == "known"}
    return ranked([c for c in found if c.kind == "known" or not _is_misread(c, known)], HEADER_FIRST)


def _is_misread(code: Candidate, known: Collection[str]) -> bool:
    """No code of the catalogue, but one slip from one that is printed as well, with a mark where a character was
    read: "CP86]" beside CP861. A clean "CP86" stands as it is."""
    marred = bool(_MARK.search(code.raw))
    return marred and any(Levenshtein.distance(str(code.value), other, score_cutoff=1) <= 1 for other in known)


_MARK = re.compile(r"[\[\](){}|!?]")


def date_candidates(material: Material) -> list[Candidate]:
    """Labelled days first; a bare day of the header block speaks only where it agrees, where no label does, or where
    a later page's block names it with the taxpayer number: that is the notice's own, and a stamp never."""
    own = [c for c in material.of("notice_date") if c.alone and not _is_of_another(c, material)]
    found = _own_days(material, own)
    labelled = {c.value for c in found if c.label}
    figures = not any(_spelt_out(c) for c in found if c.label)  # then days in figures are this notice's way too
    keyed = [c for c in found if not c.label and (figures or _spelt_out(c)) and _beside_number(c, material)]
    bare = [c for c in found if not c.label and (c.value in labelled or not labelled or c in keyed)]
    if any(_spelt_out(c) for c in bare):
        bare = [c for c in bare if _spelt_out(c)]  # stamps and fax lines print days in figures
    told = {c.value for c in material.of("due_date")} | _period_ends(material)
    bare = [c for c in bare if c.value not in told] or bare  # the day to act by and the period head a page as well
    return ranked([c for c in found if c.label] + bare, HEADER_FIRST)


def _period_ends(material: Material) -> set[dt.date]:
    return {end for c in material.of("tax_period") if isinstance(c.value, tuple) for end, _ in c.value}


def _is_of_another(day: Candidate, material: Material) -> bool:
    """A day without a label of the notice date that stands under another label: the day to reply by."""
    told = (c for name in ("due_date", "tax_period") for c in material.of(name) if c.place is not Place.PROSE)
    return day.label in ("", RUNNING) and any(c.label and _same_spot(day, c) for c in told)


def _own_days(material: Material, found: Sequence[Candidate]) -> list[Candidate]:
    """Without days of something else that stand where a header is: those under "Date" in a table at the head of a
    later page, and the tax period in a running head whose label was misread; right behind the code or the number no
    label can have been, and nobody knows which of the two it is. Where a page says "Notice date", that
    is the notice's."""
    short = [c for c in found if plain(c.label) in _COLUMN_HEADS]
    running = [c for c in found if c.label == RUNNING]
    said = {c.page for c in found if c.label and c not in short and c not in running}
    ends = _period_ends(material)
    other = [c for c in short if c.page in said or c.page in {r.page for r in running}]
    other += [c for c in running if c.page in said or (c.value in ends and c.kind != BARE)]
    return [c for c in found if c not in other]


def _beside_number(day: Candidate, material: Material) -> bool:
    """Day and number in one block without labels, or under each other where a later page begins."""
    first = material.views[0].page if material.views else 0
    ends = _period_ends(material)
    later = day.page != first and day.value not in ends
    return any(
        c.page == day.page
        and abs(c.box.cy - day.box.cy) < _NEAR
        and (abs(c.box.x0 - day.box.x0) < _ALIGNED if not c.label else later and c.place is Place.HEADER)
        for c in material.of("tin")
    )


_ALIGNED, _NEAR = 12.0, 32.0  # points: lines of one block
_COLUMN_HEADS = ("date", "fecha")


def _spelt_out(candidate: Candidate) -> bool:
    return any(c.isalpha() for c in candidate.raw)


def tin_candidates(material: Material) -> list[Candidate]:
    return ranked(material.of("tin"), HEADER_ANYWHERE)


def period_candidates(material: Material) -> list[Candidate]:
    return ranked(material.of("tax_period"), PERIOD_PLACES)
