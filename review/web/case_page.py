"""The case: a taxpayer's notices in order, what they come to, what can be done, what waiting costs."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from review.station import Station
from rules.cases.join import case_file
from rules.cases.records import CaseFile
from rules.conditions import FactKind, fact_table
from rules.options import AnsweredOption
from rules.why import explain
from schemas.desk import Permission, Person
from schemas.notice import Notice

from .access import needs, station_of
from .pages import render
from .projection_plot import outlook

router = APIRouter()
Looker = Annotated[Person, needs(Permission.LOOK)]
Given = dict[str, bool | int | Decimal]
_NAMED = re.compile(r" \[([a-z_]+)\]$")  # what the option waits for, by the name of the fact
_VERDICTS = ("eligible", "needs", "not_eligible")


@router.get("/case/{notice_id}")
def page(request: Request, _who: Looker, notice_id: str) -> Response:
    station = station_of(request)
    notice = station.desk.notice(notice_id).notice
    others = _of_number(station, notice)
    case = case_file(notice.notice_id, others, today=station.today(), law=station.law, book=station.book)
    by_id = {one.notice_id: one for one in others}
    given = _given(request.query_params)
    why = explain(
        notice,
        today=station.today(),
        known=[
            one for one in station.store.identities(tin_last4=notice.tin.last4) if one.notice_id != notice.notice_id
        ]
        if notice.tin.last4
        else [],
        given=given,
        law=station.law,
        book=station.book,
    )
    return render(
        request,
        "case.html",
        notice=notice,
        case=case,
        by_id=by_id,
        options=sorted(why.options, key=lambda one: _VERDICTS.index(one.verdict)),
        asks=_asks(why.options, given),
        standing=why.standing,
        outlooks=_outlooks(station, case, by_id, notice),
    )


def _of_number(station: Station, notice: Notice) -> list[Notice]:
    """All notices with the same last four digits as they stand now, the notice itself first."""
    if notice.tin.last4 is None:
        return [notice]
    ids = dict.fromkeys(one.notice_id for one in station.store.identities(tin_last4=notice.tin.last4))
    return [notice, *(station.desk.notice(one).notice for one in ids if one != notice.notice_id)]


def _outlooks(station: Station, case: CaseFile, by_id: Mapping[str, Notice], notice: Notice) -> list[dict[str, Any]]:
    """One for each balance; without any, that of the notice, which says why there is none."""
    wanted = [by_id[one.notice_id] for one in case.balances if one.notice_id in by_id] or [notice]
    found = []
    for one in wanted[:4]:
        periods = next((b.periods for b in case.balances if b.notice_id == one.notice_id), ())
        seen = outlook(one, today=station.today(), law=station.law)
        found.append({"notice": one, "periods": periods, "outlook": seen})
    return found


def _asks(options: tuple[AnsweredOption, ...], given: Given) -> list[dict[str, Any]]:
    """What a person could find out that an option waits for, and what was given already."""
    wanted = {name for option in options for need in option.needs for name in _NAMED.findall(need)}
    facts = fact_table()
    return [
        {"name": name, "says": fact.says, "ask": fact.ask, "kind": fact.kind.value, "given": given.get(name)}
        for name, fact in facts.items()
        if (name in wanted or name in given) and fact.kind is not FactKind.WORD and name in _givable()
    ]


def _givable() -> set[str]:
    """Facts that nothing but a person knows; the others are read from the notice."""
    names = list(fact_table())
    return set(names[names.index("assessed_balance") :])


def _given(asked: Mapping[str, str]) -> Given:
    """From the address; what can't be a value is as if not given, and shown as such."""
    found: Given = {}
    for name in _givable() & asked.keys():
        value = _value(fact_table()[name].kind, asked[name].strip().replace(",", "").lstrip("$"))
        if value is not None:
            found[name] = value
    return found


def _value(kind: FactKind, text: str) -> bool | int | Decimal | None:
    if kind is FactKind.FLAG:
        return {"yes": True, "no": False}.get(text)
    if kind is FactKind.COUNT:
        return int(text) if text.isdecimal() and len(text) < 7 else None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount.quantize(Decimal("0.01")) if amount.is_finite() and abs(amount) < 10**12 else None
