"""What people do on the notice page. Each act names the version that was seen and answers with the page's right side
as it is afterwards, or says why not and what changed meanwhile."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Protocol, cast

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from review.station import Station
from schemas.desk import FieldChange, Move, Overruling, Permission, Person
from schemas.errors import BadArguments
from schemas.geometry import Box
from schemas.privacy import redact
from workqueue.desk import HeldByAnother, StaleItem, StillBlocked
from workqueue.seen_pages import SAW

from .access import needs, station_of
from .notice import values
from .notice_fields import unresolved
from .notice_values import typed
from .notice_view import view_of
from .pages import is_part, render

router = APIRouter()
Works = Annotated[Person, needs(Permission.WORK)]
Version = Annotated[int, Form()]
Seen = Annotated[int, Form()]
Text = Annotated[str, Form()]


class _KeepsNumbers(Protocol):
    def whole_tin(self, notice_id: str, who: str, at: datetime) -> str: ...


VERDICTS = ("corrected", "confirmed", "absent", "unreadable")


@router.post("/notices/{notice_id}/fields/{field}")
def change_field(
    request: Request,
    notice_id: str,
    field: str,
    who: Works,
    *,
    verdict: Text,
    version: Version,
    seen: Seen = 0,
    text: Text = "",
    page: Annotated[int | None, Form()] = None,
    box: Text = "",
    why: Text = "",
) -> Response:
    """A person's word on a field: corrected to `text`, confirmed, absent or unreadable."""
    station = station_of(request)
    if verdict not in VERDICTS:
        raise BadArguments("that is no answer", f"one of {', '.join(VERDICTS)}")
    value = None
    if verdict == "corrected":
        meant = typed(field, text, today=station.today())
        if not meant.ok:
            raise BadArguments(f"{field}: {meant.says}", "")
        value = meant.value
        if value == _now(station, notice_id, field):  # typed again, or read again alike
            verdict, value = "confirmed", None
    change = FieldChange(
        field=field, verdict=verdict, value=value, page=page, bbox=_box(box), why=redact(why.strip())
    )
    return _act(
        request,
        notice_id,
        who,
        seen,
        lambda: station.desk.correct(notice_id, [change], who, station.now(), version=version, judge=station.judge),
    )


def _now(station: Station, notice_id: str, field: str) -> object:
    evidence = station.desk.notice(notice_id).notice.fields.get(field)
    return evidence.value if evidence else None


def _box(text: str) -> tuple[float, float, float, float] | None:
    if not text:
        return None
    try:
        x0, y0, x1, y1 = (float(part) for part in text.split())
    except ValueError:
        raise BadArguments("that is no box on the page", "draw it again") from None
    if not (0 <= x0 < x1 < 1e5 and 0 <= y0 < y1 < 1e5):
        raise BadArguments("that is no box on the page", "draw it again")
    return (x0, y0, x1, y1)


@router.post("/notices/{notice_id}/undo")
def undo(
    request: Request, notice_id: str, who: Works, *, version: Version, seen: Seen = 0, field: Text = ""
) -> Response:
    """Takes back the last word on `field`, or the last on the notice."""
    station = station_of(request)
    made = station.desk.notice(notice_id).corrections
    which = field or (made[-1].change.field if made else "")
    if not which:
        raise BadArguments("there is nothing to take back", "")
    return _act(
        request,
        notice_id,
        who,
        seen,
        lambda: station.desk.undo(notice_id, which, who, station.now(), version=version, judge=station.judge),
    )


@router.post("/notices/{notice_id}/overrule")
def overrule(
    request: Request,
    notice_id: str,
    who: Works,
    *,
    code: Text,
    version: Version,
    why: Text = "",
    field: Text = "",
    seen: Seen = 0,
) -> Response:
    """Sets a finding aside with a reason."""
    if not why.strip():
        raise BadArguments("a finding is set aside with a reason", "write one")
    station = station_of(request)
    what = Overruling(code=code, field=field or None, why=redact(why.strip()))
    return _act(
        request,
        notice_id,
        who,
        seen,
        lambda: station.desk.overrule(notice_id, what, who, station.now(), version=version, judge=station.judge),
    )


@router.post("/notices/{notice_id}/move/{move}")
def move_item(
    request: Request,
    notice_id: str,
    move: Move,
    who: Works,
    *,
    version: Version,
    seen: Seen = 0,
    why: Text = "",
    until: Annotated[date | None, Form()] = None,
    then: Text = "",
) -> Response:
    """A move of the work item; with `then` = next the next free notice is claimed and shown."""
    station = station_of(request)

    def act() -> None:
        if move in (Move.ACCEPT, Move.FINISH):
            _refuse_blocked(station, notice_id)
        station.desk.move(notice_id, move, who, station.now(), version=version, why=redact(why.strip()), until=until)

    return _act(request, notice_id, who, seen, act, then_next=then == "next")


def _refuse_blocked(station: Station, notice_id: str) -> None:
    left = unresolved(station.desk.notice(notice_id))
    if left:
        raise StillBlocked(
            [(one.code, one.field) for one in left],
            f"something is still to be settled: {left[0].message[:1].lower()}{left[0].message[1:]}",
            "correct or confirm the field, or overrule the finding with a reason",
        )


@router.post("/notices/{notice_id}/renew")
def renew(request: Request, notice_id: str, who: Works) -> dict[str, Any]:
    """The holder is still there."""
    station = station_of(request)
    item = station.desk.renew(notice_id, who, station.now())
    return {"version": item.version}


@router.post("/notices/{notice_id}/comment")
def comment(request: Request, notice_id: str, who: Works, text: Text = "", seen: Seen = 0) -> Response:
    if not text.strip():
        raise BadArguments("an empty comment says nothing", "write something")
    station = station_of(request)
    return _act(
        request,
        notice_id,
        who,
        seen,
        lambda: station.desk.comment(notice_id, redact(text.strip()), who, station.now()),
    )


@router.post("/notices/{notice_id}/read")
def read_box(
    request: Request, notice_id: str, who: Works, *, field: Text, page: Annotated[int, Form()], box: Text
) -> Any:
    """What the readers make of a box that was drawn: each with the value it would be."""
    station, place = station_of(request), _box(box)
    if place is None:
        raise BadArguments("no box was drawn", "draw one around the value")
    sha256 = station.desk.notice(notice_id).notice.source.sha256
    found = []
    for reader, text in station.scans.read_box(sha256, page, Box(*place)):
        meant = typed(field, text, today=station.today())
        hidden = field == "tin.last4"  # whatever the readers saw of a number, only its last digits are shown
        shown = meant.shown if hidden else redact(text)
        found.append({"reader": reader, "text": shown, "ok": meant.ok, "says": meant.says, "shown": meant.shown})
    return JSONResponse({"readings": found})


@router.post("/notices/{notice_id}/number")
def whole_number(request: Request, notice_id: str, who: Annotated[Person, needs(Permission.UNMASK)]) -> JSONResponse:
    """The whole taxpayer number, for a moment; that it was looked at is kept."""
    station = station_of(request)
    number = cast(_KeepsNumbers, station.store).whole_tin(notice_id, who.name, station.now())
    return JSONResponse({"number": number}, headers={"Cache-Control": "no-store, max-age=0"})


def _act(
    request: Request, notice_id: str, who: Person, seen: int, act: Callable[[], object], *, then_next: bool = False
) -> Response:
    """Does it, and shows what is there afterwards."""
    station = station_of(request)
    try:
        act()
    except (StaleItem, HeldByAnother) as error:
        return _overtaken(request, notice_id, who, seen, error)
    except StillBlocked as error:
        return render(request, "notice_blocked.html", status=409, error=error)
    if then_next:
        return _next(request, station, who)
    if not is_part(request):
        return RedirectResponse(f"/notices/{notice_id}", 303)
    return render(request, "notice_work.html", **values(view_of(station, notice_id, who)))


def _overtaken(request: Request, notice_id: str, who: Person, seen: int, error: BadArguments) -> Response:
    """What others did since the page was shown."""
    found = station_of(request).desk.history(notice_id, limit=40)
    news = [one for one in found if one.number > seen and one.what != SAW]
    return render(request, "notice_stale.html", status=409, error=error, news=news, notice_id=notice_id)


def _next(request: Request, station: Station, who: Person) -> Response:
    item = station.desk.take_next(who, station.now(), today=station.today())
    if item is None:
        where = "/queue"
        return (
            Response(status_code=204, headers={"HX-Redirect": where})
            if is_part(request)
            else RedirectResponse(where, 303)
        )
    if not is_part(request):
        return RedirectResponse(f"/notices/{item.notice_id}", 303)
    answer = render(request, "notice_main.html", **values(view_of(station, item.notice_id, who)))
    answer.headers["X-Notice"] = item.notice_id
    return answer
