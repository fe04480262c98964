"""The queue: what has to be done, filtered, in pages, with what can be done to many at once."""

from datetime import date
from functools import cache
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from schemas.catalog import all_entries
from schemas.desk import Move, Permission, Person
from schemas.errors import BadArguments
from workqueue.desk import DeskFilter, NotAllowed, Order, SavedView, StaleItem

from . import wanted as filters
from .access import needs, people_of, station_of
from .pages import render

router = APIRouter()
PER_PAGE = 50
_MOST_AT_ONCE = 500
Looker = Annotated[Person, needs(Permission.LOOK)]
Worker = Annotated[Person, needs(Permission.WORK)]
Lead = Annotated[Person, needs(Permission.ASSIGN)]
Text = Annotated[str, Form()]
Chosen = Annotated[list[str], Form(default_factory=list)]
READY_MADE = (
    ("Mine", "holder=me"),
    ("Given to me", "assignee=me"),
    ("Overdue", "due=overdue"),
    ("Due within a week", "due=soon"),
    ("To be looked at", "state=review"),
    ("Without a day", "due=none"),
)


@router.get("/")
def start(_who: Looker) -> Response:
    return RedirectResponse("/queue", 303)


@router.get("/queue")
def page(request: Request, who: Looker, page: int = 1, said: str = "") -> Response:
    station = station_of(request)
    wanted, order = filters.read(request.query_params, who)
    number = max(1, min(page, 100_000))
    found = station.desk.page(
        wanted, today=station.today(), order=order, offset=(number - 1) * PER_PAGE, limit=PER_PAGE
    )
    pages = max(1, -(-found.total // PER_PAGE))
    if number > pages:
        return RedirectResponse(f"/queue?{filters.query(wanted, order, who)}", 303)
    return render(
        request,
        "queue.html",
        found=found,
        wanted=wanted,
        order=order,
        number=number,
        pages=pages,
        per_page=PER_PAGE,
        link=lambda **more: f"/queue?{_query(wanted, order, who, more)}",
        view_link=lambda view: f"/queue?{filters.query(view.wanted, view.order, who)}",
        here=filters.query(wanted, order, who),
        filtered=wanted != DeskFilter(),
        views=station.desk.views(who),
        ready_made=READY_MADE,
        queues=[(one.name, one.about) for one in station.book.queues],
        families=_families(),
        colleagues=[one.name for one in people_of(request).all() if not one.disabled],
        said=_SAID.get(said, ""),
        me=filters.ME,
    )


_SAID = {
    "none": "Nothing is free here: all is taken, put off, or done.",
    "some": "Some were left as they are: others work on them, or they stand otherwise.",
}


def _query(wanted: DeskFilter, order: Order, who: Person, more: dict[str, Any]) -> str:
    """The same with other values: `order=`, `page=`, or any field of the filter."""
    changed = {name: value for name, value in more.items() if name in DeskFilter.model_fields}
    others = {name: value for name, value in more.items() if name not in changed and name != "order"}
    return filters.query(wanted.model_copy(update=changed), more.get("order", order), who, **others)


@cache
def _families() -> tuple[str, ...]:
    return tuple(sorted({one.family for one in all_entries()}))


@router.post("/queue/filter")
async def filter_by(request: Request, who: Looker) -> Response:
    """By form, so that what was typed stands in an address only after `wanted.read` has hidden taxpayer numbers."""
    form = await request.form()
    wanted, order = filters.read({name: value for name, value in form.items() if isinstance(value, str)}, who)
    return RedirectResponse(f"/queue?{filters.query(wanted, order, who)}", 303)


@router.post("/queue/next")
def take_next(request: Request, who: Worker, here: Text = "") -> Response:
    """The most pressing of what is shown."""
    station = station_of(request)
    wanted, _ = _again(here, who)
    item = station.desk.take_next(who, station.now(), wanted, today=station.today())
    where = f"/notices/{item.notice_id}" if item else f"/queue?{_join(here, 'said=none')}"
    return RedirectResponse(where, 303)


@router.post("/queue/assign")
def assign(request: Request, who: Lead, chosen: Chosen, to: Text = "", here: Text = "") -> Response:
    """To nobody where `to` is empty."""
    account = people_of(request).find(to) if to else None
    if to and (account is None or account.disabled or not account.person.may(Permission.WORK)):
        raise BadArguments(f"{to} can't be given work", "choose somebody else")
    station = station_of(request)
    if ids := _checked(chosen):
        station.desk.assign(ids, account.name if account else None, who, station.now())
    return _back(here, who)


@router.post("/queue/snooze")
def snooze(request: Request, who: Worker, chosen: Chosen, until: Text = "", here: Text = "") -> Response:
    station = station_of(request)
    day = _day(until)
    if day is not None and day <= station.today():
        raise BadArguments("this day is not ahead", "put it off to a later one")
    left = 0
    for one in _checked(chosen):
        try:
            move = Move.SNOOZE if day else Move.WAKE
            station.desk.move(one, move, who, station.now(), until=day)
        except (NotAllowed, StaleItem):
            left += 1
    return _back(here, who, "said=some" if left else "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadArguments("this is no day", "write it as 2026-12-31") from None


def _checked(chosen: list[str]) -> list[str]:
    if len(chosen) > _MOST_AT_ONCE:
        raise BadArguments(f"at most {_MOST_AT_ONCE} at once", "choose fewer")
    return chosen


@router.post("/queue/views")
def save_view(request: Request, who: Looker, name: Text, here: Text = "", all: Text = "") -> Response:  # noqa: A002
    wanted, order = _again(here, who)
    station, name = station_of(request), " ".join(name.split())[:60]
    if not name:
        raise BadArguments("a view needs a name", "type one")
    owner = None if all == "yes" and who.may(Permission.ASSIGN) else who.name
    view = SavedView(name=filters.without_number(name), owner=owner, wanted=wanted, order=order)
    station.desk.save_view(view, who, station.now())
    return _back(here, who)


@router.post("/queue/views/drop")
def drop_view(request: Request, who: Looker, name: Text, here: Text = "") -> Response:
    station = station_of(request)
    station.desk.drop_view(name, who, station.now())
    return _back(here, who)


def _again(here: str, who: Person) -> tuple[DeskFilter, Order]:
    """The filter of the page the form was on."""
    return filters.read(dict(parse_qsl(here)), who)


def _back(here: str, who: Person, more: str = "") -> Response:
    wanted, order = _again(here, who)
    return RedirectResponse(f"/queue?{_join(filters.query(wanted, order, who), more)}", 303)


def _join(*parts: str) -> str:
    return "&".join(part for part in parts if part)
