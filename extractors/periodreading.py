"""How sure the tax periods are that were chosen: what other places list, name or leave open."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from schemas.geometry import overlaps
from schemas.notice import FieldStatus
from schemas.signs import Signs

from .ballots import Ballot
from .candidate import Candidate, Place
from .choose import Choice, choose
from .confidence import ONCE
from .fields import Material
from .layout import Sheet
from .lost import covered_first, or_unreadable, unexplained_period, unread_on_first
from .number_text import find_periods, kind_of
from .prose import NAMED_IN_TEXT
from .taxperiods import PeriodChoice, form_of, period_choice, ticks_quarters
from .text import fold
from .verify import Voices, comparable

_LISTED_DIFFERENTLY, _BARE = 0.85, 0.85
_LARGE = 1.25  # heights of the page's usual line


def period_choice_of(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Choice:
    """A sentence may well speak of another year: one alone, without any label or row of a table, is not sure, unless
    it is the title, or speaks of one period only on a page that names no other."""
    found = period_choice(ballot.material)
    choice = _period_read(found, ballot, voices)
    individual = bool(ballot.entry and ballot.entry.account == "IMF")
    if choice.status is FieldStatus.FOUND and _year_of_quarters(ballot.material, choice, individual=individual):
        choice = choice.limited(_LISTED_DIFFERENTLY)
    main = choice.main
    told = main is not None and main.label == NAMED_IN_TEXT and not _is_the_subject(ballot.material, main)
    alone = told and choice.signs.places + choice.signs.named < 2 and not found.rows
    return choice.limited(_BARE) if alone and choice.status is FieldStatus.FOUND else choice


def _is_the_subject(material: Material, main: Candidate) -> bool:
    """In the upper part of the first page, and in larger type than its text, or where nothing on that page names
    another year and the sentence moves no money from one year to another."""
    sheet = next((view.sheet for view in material.views[:1] if view.page == main.page), None)
    if sheet is None or main.place is not Place.TITLE:
        return False
    years = {end.year for end, _ in main.value} if isinstance(main.value, tuple) else set()
    if main.box.height >= _LARGE * sheet.line:
        return True
    told = _sentence(sheet, main)
    return bool(told) and not _MOVED.search(told) and not _other_years(sheet, years)


def _sentence(sheet: Sheet, main: Candidate) -> str:
    """The tight text between the full stops about `main`; "" where no paragraph holds it."""
    for run in sheet.paragraphs:
        if overlaps(run.box, main.box) and (at := run.tight.find(fold("".join(main.raw.split())))) >= 0:
            before = max(run.tight.rfind(stop, 0, at) for stop in ".?!")
            after = [n for stop in ".?!" if (n := run.tight.find(stop, at)) >= 0]
            return run.tight[before + 1 : min(after, default=len(run.tight))]
    return ""


def _other_years(sheet: Sheet, years: Collection[int]) -> bool:
    """A year by itself that is none of `years`, or the period that a label or sentence names."""
    named = (p for piece in sheet.pieces for p in find_periods(piece.run.tight) if p.year_only)
    return any(period.period_end.year not in years for period in named)


# "put to your unpaid taxes for 2002": of a notice about another year.
_MOVED = re.compile(
    r"overpa|refund|credit|appl(?:y|ied)|putto|transfer|offset|moved|carr(?:y|ied)|estimated|other|previous|earlier|prior|also"
    r"|reembols|credito|aplic|transfer|otro|anterior|exceso"
)


def _year_of_quarters(material: Material, choice: Choice, *, individual: bool) -> bool:
    """A bare year where the form has quarters or months, or where boxes to tick say which part of it is meant: what
    was ticked is not read."""
    kind = kind_of(form_of(material), year=False)
    value = choice.main.value if choice.main and isinstance(choice.main.value, tuple) else ()
    parted = kind in ("quarter", "month") or (not individual and ticks_quarters(material))
    return parted and any(only for _, only in value)


def _period_read(found: PeriodChoice, ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Choice:
    choice = choose(ballot.periods, voices)
    if choice.status is FieldStatus.FOUND and found.against:
        return replace(choice.limited(_LISTED_DIFFERENTLY), others=found.against)
    further = choice.main is not None and choice.main.below
    rows = {r.period[0] for r in found.rows}
    listed = isinstance(choice.value, tuple) and set(choice.value) == rows
    if further and not listed and not any(comparable(c) == choice.value for c in found.support):
        return choice.limited(_LISTED_DIFFERENTLY)
    if choice.status is FieldStatus.FOUND and found.support:
        # A title or sentence that names the same period is one more look at it.
        return choice.seen(named=len(found.support))
    if choice.status is FieldStatus.ABSENT and found.rows:
        ends = tuple(dict.fromkeys(r.period[0] for r in found.rows))
        return Choice(FieldStatus.FOUND, ends, signs=Signs(places=len(found.rows), at_most=ONCE))
    printed = bool(unread_on_first(ballot.material, "tax_period")) or unexplained_period(ballot.material)
    return or_unreadable(choice, printed or covered_first(ballot.material))
