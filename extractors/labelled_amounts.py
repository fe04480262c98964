"""Money behind its label, past the day that belongs to it ("Amount due by January 29, 2018   $9,533.53").

Also the day alone where it stands there unreadable, and columns of the same name whose rows are workings.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from schemas.geometry import overlap_y

from .candidate import Candidate
from .layout import ROW_REACH, left_of
from .spots import Labelled, Spot, across, below_right, make
from .values import FoundDate, find_dates, find_money

MOST_FIGURES_BESIDE = 3  # figures beside an amount on its row, from which on the row is a table of workings

# What may stand between "Amount due" and the amount besides a date.
_FILLER = re.compile(
    r"(?:by|on|for|of|is|:|atonce|today|infull|asof(?:now|today|thisnotice|thedateofthisnotice)|hoy|immediately|now|tobereceivedby|tobe|bereceivedby|receivedby|usd|us(?=\$|$)|totaling|pagueinmediatamente|inmediatamente|parael|amastardarel|antesdel|el)*"
)


def dated_at(at: Labelled, field: str, spot: Spot, offset: int, found: FoundDate) -> Candidate:
    return make(
        at, field, spot, (offset + found.start, offset + found.end), value=found.value, repaired=found.repaired
    )


def read_amount(field: str) -> Callable[[Labelled], list[Candidate]]:
    """Money behind a label, past a date that belongs to it ("Amount due by January 29, 2018  $9,533.53")."""

    def read(at: Labelled) -> list[Candidate]:
        found = behind(at)
        if any(c.field == "due_date" for c in found) or not (unread := _unread_day(at)):
            return found
        return [*found, unread]

    def behind(at: Labelled) -> list[Candidate]:
        dated: list[Candidate] = []
        goes_on = _goes_on(at)
        for spot in at.spots:
            if goes_on and not spot.inline and overlap_y(spot.run.box, at.piece.box) <= 0:
                continue
            if heads_workings(at, spot):
                return dated
            if _is_rows_own(at, spot):
                continue
            made, dated = _money_behind(at, field, spot, dated)
            if made:
                return [*dated, made]
        for spot in across(at.sheet, at.piece):
            for money in find_money(spot.run.tight)[:1]:
                if not spot.run.tight[: money.start].strip("$") and money.end == len(spot.run.tight):
                    span = (money.start, money.end)
                    return [*dated, make(at, field, spot, span, value=money.value, repaired=money.repaired)]
        for spot in () if goes_on else below_right(at.sheet, at.piece):
            if heads_workings(at, spot):
                return dated
            if _is_rows_own(at, spot):
                continue
            made, dated = _money_behind(at, field, spot, dated)
            if made:
                return [*dated, made]
        return dated

    return read


def _goes_on(at: Labelled) -> bool:
    """The label is the beginning of more words ("Pay now electronically"): what stands under it is not its value."""
    rest = at.piece.run.tight[at.hit.end :].strip("._-,:$* ")
    words = rest[: next((n for n, c in enumerate(rest) if c.isdigit() or c == "$"), len(rest))]
    filler = _FILLER.match(words)
    left = words[filler.end() :] if filler else words
    return sum(map(str.isalpha, left)) >= _WORDS and not find_dates(rest)


_WORDS = 5  # letters behind a label, from which on they are words


def _unread_day(at: Labelled) -> Candidate | None:
    """A day stands behind "Amount due by", but it can't be read."""
    for spot in at.spots[:2]:
        start = spot.lead()
        match = _LIKE_A_DAY.match(spot.run.tight[start : spot.end])
        if match and not find_dates(match[0]):
            made = make(at, "due_date", spot, (start, start + match.end()), value=None, repaired=True)
            return replace(made, kind="pay_by")
    return None


# A month's name and a year with something unreadable between them.
_LIKE_A_DAY = re.compile(
    r"(?:by|on|el)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}.{0,6}?(?:19|20)[0-9?]{2}"
    r"|.{0,3}de(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)[a-z]{0,7}de.{0,2}[0-9?]{4}"
)


def heads_workings(at: Labelled, spot: Spot) -> bool:
    """The label heads a column of a table of rates, days and amounts: its rows say what was charged, not what is
    asked."""
    box = spot.run.box
    if spot.inline or spot.over or overlap_y(box, at.piece.box) > 0:
        return False
    beside = [p for p in at.sheet.pieces if p.run is not spot.run and overlap_y(p.box, box) > 0.5 * box.height]
    return sum(1 for p in beside if any(c.isdigit() for c in p.run.tight)) >= MOST_FIGURES_BESIDE


def _is_rows_own(at: Labelled, spot: Spot) -> bool:
    """The amount stands on a row of its own below the label, behind words that are no part of the label's: it is
    what that row says, however near."""
    if overlap_y(spot.run.box, at.piece.box) > 0 or spot.over:
        return False
    before = [p for p in left_of(at.sheet, spot.run.box, ROW_REACH) if p is not at.piece]
    return any(_says_else(p.run.tight) for p in before[:1])


def _says_else(text: str) -> bool:
    """Words besides a day and what goes with it."""
    words = _without_days(text, find_dates(text))
    filler = _FILLER.match(words)
    left = words[filler.end() :] if filler else words
    return sum(map(str.isalpha, left)) >= _WORDS and not any(map(str.isdigit, left))


def _without_days(text: str, days: list[FoundDate]) -> str:
    for found in reversed(days):
        if found.end <= len(text):
            text = text[: found.start] + text[found.end :]
    return text


def _money_behind(
    at: Labelled, field: str, spot: Spot, dated: list[Candidate]
) -> tuple[Candidate | None, list[Candidate]]:
    """The amount at `spot`, and the day that belongs to it: `dated`, or the first one found here."""
    start = _past_dash(spot, spot.lead(":.,;_=>*"))
    text = spot.run.tight[start : spot.end]
    dates = [d for d in find_dates(text) if _FILLER.fullmatch(text[: d.start])]
    if dates and not dated and not spot.over:
        dated = [replace(dated_at(at, "due_date", spot, start, dates[0]), kind="pay_by")]
    breaks = {b - start for b in spot.run.starts if b >= start}
    for money in find_money(text, breaks=breaks):
        if _near(text[: money.start], dates):
            span = (start + money.start, start + money.end)
            return make(at, field, spot, span, value=money.value, repaired=money.repaired), dated
    return None, dated


def _past_dash(spot: Spot, start: int) -> int:
    """A dash that stands by itself between a label and its amount is no minus."""
    apart = spot.inline and spot.run.tight[start : start + 1] == "-" and start + 1 in spot.run.starts
    return start + 1 if apart else start


def _near(between: str, dates: list[FoundDate]) -> bool:
    """Between label and money stands at most a date and a filler word."""
    between = _without_days(between, dates)
    return bool(_FILLER.fullmatch(between.strip("._-,:$ ")))
