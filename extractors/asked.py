"""What a notice asks for, and by when: which printed amounts and days speak for `amount_due` and `due_date`.

Notices print many amounts. The one asked for stands in the title, in the total row of the summary, on the payment
stub and in sentences; tables of payments, rates and workings on later pages have columns of the same name.
"""

from collections.abc import Collection, Hashable, Sequence
from datetime import date
from decimal import Decimal

from schemas.catalog import CatalogEntry
from schemas.geometry import overlaps
from schemas.notice import AmountRole

from .candidate import Candidate, Place
from .choose import ranked
from .coupon import STUB_AMOUNT
from .deadlines_in_text import SENTENCE
from .fields import DATE_PLACES, MONEY_PLACES, Asks, Material, field_of_row
from .nearmisses import near_misses
from .periodtotals import period_totals
from .rows import Row, Table, proven_total

# Which act a due date is for, by what the notice wants: money first, or an answer first.
PAY_ORDER = ("pay_by", "request_hearing_by", "petition_by", "respond_by")
ANSWER_ORDER = ("petition_by", "request_hearing_by", "respond_by", "pay_by")
_TELLING = (Place.TITLE, Place.SUMMARY, Place.STUB, Place.HEADER)
# Sentences name parts and other balances too: they speak only where they agree, or where nothing else does.
_SUPPORTING = (SENTENCE,)
CALL = "you have to pay"  # the pattern of prose.yaml for a letter's own call: "You have $0.00 to pay."
MOST_DIGITS_APART = 2
_STUB_KEYS = ("notice_code", "notice_date", "tin")


def amount_candidates(material: Material, asks: Asks) -> list[Candidate]:
    """Places that print what is asked to be paid now, and sentences that nearly do; none for notices that ask for
    nothing or only propose."""
    found = _asked(material, asks)
    return found + near_misses(material, found)


def _asked(material: Material, asks: Asks) -> list[Candidate]:
    if asks in ("nothing", "proposes"):
        return []
    stub = [c for c in material.of("amount_due") if c.label == STUB_AMOUNT]
    for special, field in (("pay_monthly", "monthly_payment"), ("pay_past_due", "past_due")):
        if asks == special and material.of(field):
            own = material.of(field)
            return _speaking(material, own + stub + _said_on_stub(material, own))
    own = [c for c in material.of("amount_due") if isinstance(c.value, Decimal) and c.value >= 0]
    if asks == "pay_total":
        totals = _of_periods(material, own)
        own = [c for c in own if not any(_same_place(c, total) for total in totals)] + totals
    found = _speaking(material, own)
    if asks == "may_ask" and not any(c.place in _TELLING and c.label != STUB_AMOUNT for c in found):
        return []  # sentences mention many amounts; a notice that asks says so where a bill does, see `may_ask_for`
    return found


def _of_periods(material: Material, own: Sequence[Candidate]) -> list[Candidate]:
    """What all periods come to, where a place that is known says so too or no summary says anything."""
    said = {c.value for c in own}
    summed_up = any(c.place is Place.SUMMARY for c in own)
    return [c for c in period_totals(material.views) if c.value in said or not summed_up]


def _same_place(one: Candidate, other: Candidate) -> bool:
    return one.page == other.page and overlaps(one.box, other.box)


def _said_on_stub(material: Material, own: Sequence[Candidate]) -> list[Candidate]:
    """ "Amount due" on the stub of a notice that asks for a part of the debt: that part, or all that is owed where
    the notice prints that elsewhere. Any other amount contradicts."""
    asked = {c.value for c in own}
    said = [c for c in material.of("amount_due") if c.place is Place.STUB and c.label != STUB_AMOUNT]
    printed = {c.value for c in material.of("amount_due") if c not in said}
    printed |= {row.amount for table in material.tables if table.is_summary for row in table.rows}
    return [c for c in said if c.value is not None and (c.value in asked or c.value not in printed)]


def may_ask_for(material: Material) -> bool:
    """True where the first page has a label of the amount due, legible behind it or not, though none that tells, or
    calls for it in so many words."""
    first = material.views[0].page if material.views else 0
    named = [c for c in material.candidates if c.field == "amount_due" and c.page == first]
    called = any(c.label == CALL and c.value is not None for c in named)
    labelled = any(c.place is not Place.PROSE and c.value != 0 for c in named)
    return called or labelled or result_not_understood(material)


def result_not_understood(material: Material) -> bool:
    """The first page has labelled amounts under each other, some of them of a bill, and what they end with is none
    that is known: it may be what is asked for."""
    first = material.views[0].page if material.views else 0
    tables = [table for table in material.tables if table.page == first]
    refunds = {row.amount for table in tables for row in table.rows if row.role is AmountRole.REFUND}
    return any(_ends_unknown(table, refunds) for table in tables)


def _ends_unknown(table: Table, refunds: Collection[Decimal]) -> bool:
    """Not where another place of the page calls that amount a refund."""
    *rows, last = table.rows
    if last.amount in refunds:
        return False
    known = sum(row.role is not AmountRole.OTHER for row in rows)
    return table.columns == 1 and last.role is AmountRole.OTHER and known >= 1 and not table.is_other


def _speaking(material: Material, found: Sequence[Candidate]) -> list[Candidate]:
    """`found`, ranked, without the rows that a total sums and without later pages' tables of workings."""
    parts = [row for table in material.tables for row in _summed(table)]
    kept = [c for c in found if not any(_is_row(c, row) for row in parts)]
    telling = [c for c in kept if _tells(material, c)] or kept
    days = {c.value.isoformat() for c in material.of("due_date") if c.label != SENTENCE and isinstance(c.value, date)}
    firm = {c.value for c in telling if _asks(c, days)}
    return ranked([c for c in telling if _asks(c, days) or not firm or _speaks_of(c.value, firm)], MONEY_PLACES)


def _speaks_of(amount: Hashable, firm: Collection[Hashable]) -> bool:
    """The same amount, or one so near in its digits that it is meant to be: parts of a debt don't look alike."""
    return any(_digits_apart(str(amount), str(other)) <= MOST_DIGITS_APART for other in firm)


def _digits_apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else len(one)


def _asks(candidate: Candidate, days: Collection[str]) -> bool:
    """A sentence asks for the whole where the day that it names is the one printed beside the amount due."""
    return candidate.label not in _SUPPORTING or candidate.kind in days


def _summed(table: Table) -> tuple[Row, ...]:
    """Rows of a summary that are not its total: the total is the row that the others sum to, else the last that reads
    like one. Headings above a table would else pass its first row for what they speak of."""
    if not table.is_summary:
        return ()
    proven = proven_total(table)
    if proven:
        return tuple(row for row in table.rows if row.amount != proven.amount)
    totals = [row for row in table.rows if field_of_row(row)]
    return tuple(row for row in totals[:-1] if row.amount != totals[-1].amount)


def _is_row(candidate: Candidate, row: Row) -> bool:
    return candidate.page == row.page and overlaps(candidate.box, row.money_box)


def _tells(material: Material, candidate: Candidate) -> bool:
    """On a later page only a title, a summary, a sentence or a stub that names its notice says what is asked."""
    if candidate.place in (Place.TITLE, Place.SUMMARY, Place.PROSE) or not material.views:
        return True
    if candidate.page == material.views[0].page:
        return True
    named = {c.field for c in material.candidates if c.page == candidate.page and c.place is Place.STUB}
    return candidate.label == STUB_AMOUNT or (
        candidate.place is Place.STUB and len(named.intersection(_STUB_KEYS)) >= 2
    )


def due_candidates(
    material: Material, asks: Asks, entry: CatalogEntry | None, amounts: Collection[Hashable]
) -> list[Candidate]:
    """Dates of the act that the notice wants first; the others are `printed_dates`.

    `amounts`: what may be asked for. A sentence that names another amount with its date speaks of a part of it.
    """
    dated = [c for c in ranked(material.of("due_date"), DATE_PLACES) if not of_a_part(c, amounts)]
    if entry is not None and entry.prints_due == "none":
        dated = [c for c in dated if c.place not in (Place.PROSE, Place.BODY)]
    order = ANSWER_ORDER if asks in ("nothing", "proposes") else PAY_ORDER
    for kind in order:
        own = [c for c in dated if c.kind == kind]
        if own:
            return own
    return []


def of_a_part(candidate: Candidate, amounts: Collection[Hashable]) -> bool:
    """The date of a payment of something else than what is asked for."""
    return bool(candidate.beside and amounts) and not any(amount in amounts for amount in candidate.beside)


def all_dates(material: Material) -> list[Candidate]:
    """Every labelled date by which to act, those of partial payments included."""
    parts = [c for c in material.of("part_date") if isinstance(c.value, date)]
    return ranked(material.of("due_date") + parts, DATE_PLACES)
