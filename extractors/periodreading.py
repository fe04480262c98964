"""How sure the tax periods are that were chosen: what other places list, name or leave open."""

from collections.abc import Mapping
from dataclasses import replace

from schemas.notice import FieldStatus
from schemas.signs import Signs

from .ballots import Ballot
from .candidate import Candidate
from .choose import Choice, choose
from .confidence import ONCE
from .fields import Material
from .lost import covered_first, or_unreadable, unexplained_period, unread_on_first
from .number_text import kind_of
from .prose import NAMED_IN_TEXT
from .taxperiods import PeriodChoice, form_of, period_choice, ticks_quarters
from .verify import Voices, comparable

_LISTED_DIFFERENTLY, _BARE = 0.85, 0.85


def period_choice_of(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> Choice:
    """A sentence may well speak of another year: one alone, without any label or row of a table, is not sure."""
    found = period_choice(ballot.material)
    choice = _period_read(found, ballot, voices)
    individual = bool(ballot.entry and ballot.entry.account == "IMF")
    if choice.status is FieldStatus.FOUND and _year_of_quarters(ballot.material, choice, individual=individual):
        choice = choice.limited(_LISTED_DIFFERENTLY)
    told = choice.main is not None and choice.main.label == NAMED_IN_TEXT
    alone = told and choice.signs.places + choice.signs.named < 2 and not found.rows
    return choice.limited(_BARE) if alone and choice.status is FieldStatus.FOUND else choice


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
