"""Working, through the API: moves, corrections, overrulings, comments. All by the desk, as on the notice page."""

from typing import Annotated

from fastapi import APIRouter, Request

from review.station import Station
from schemas.desk import FieldChange, Move, Overruling, Permission, Person
from schemas.privacy import redact
from workqueue.desk import StillBlocked

from .access import people_of, station_of
from .api_access import needs
from .api_errors import WRITES, Refused, errors
from .api_queue import NoticeId, on_the_desk
from .api_shapes import (
    Change,
    CommentBody,
    CorrectBody,
    MoveBody,
    NoticeNow,
    OverruleBody,
    UndoBody,
    notice_now,
)
from .notice_fields import unresolved
from .notice_values import as_typed, typed

router = APIRouter(prefix="/notices/{notice_id}", responses=errors(*WRITES))
Worker = Annotated[Person, needs(Permission.WORK)]
_NEEDS_MORE = {Move.ASSIGN: Permission.ASSIGN, Move.REOPEN: Permission.REOPEN, Move.RESTORE: Permission.REOPEN}


@router.post("/moves")
def move(request: Request, notice_id: NoticeId, who: Worker, body: MoveBody) -> NoticeNow:
    """Claim, release, start, wait, finish, accept, reject, assign, snooze ...: what the queue's states allow."""
    station = station_of(request)
    more = _NEEDS_MORE.get(body.move)
    if more is not None and not who.may(more):
        raise Refused(403, f"the token's role, {who.role.value}, may not do this ({more.value})")
    found = on_the_desk(station, notice_id)
    if body.move in (Move.ACCEPT, Move.FINISH) and (left := unresolved(found)):
        what = f"something is still to be settled: {left[0].message}"
        advice = "correct or confirm the field, or overrule the finding"
        raise StillBlocked([(one.code, one.field) for one in left], what, advice)
    options = {"to": _colleague(request, body), "until": _day(station, body), "why": redact(body.why.strip())}
    name = found.notice.notice_id
    station.desk.move(name, body.move, who, station.now(), version=body.version, **options)  # type: ignore[arg-type]
    return notice_now(station.desk.notice(name))


def _colleague(request: Request, body: MoveBody) -> str | None:
    if body.move is not Move.ASSIGN or body.to is None:
        return None
    account = people_of(request).find(body.to)
    if account is None or account.disabled or not account.person.may(Permission.WORK):
        raise Refused(400, "work can't be given to this account", "choose somebody else")
    return account.name


def _day(station: Station, body: MoveBody) -> object:
    if body.move is not Move.SNOOZE:
        return None
    if body.until is None or body.until <= station.today():
        raise Refused(400, "snooze needs a day that is ahead, in until", "write it as 2026-12-31")
    return body.until


@router.post("/corrections")
def correct(request: Request, notice_id: NoticeId, who: Worker, body: CorrectBody) -> NoticeNow:
    """Correct, confirm, or say that a field is not printed or can't be read. All changes are kept, or none; the
    notice is judged again at once."""
    station = station_of(request)
    changes = [_change(station, one) for one in body.changes]
    name = on_the_desk(station, notice_id).notice.notice_id
    now = station.now()
    return notice_now(station.desk.correct(name, changes, who, now, version=body.version, judge=station.judge))


def _change(station: Station, said: Change) -> FieldChange:
    """Raises Refused where the value can't be one of the field; the value is not repeated."""
    value = tuple(said.value) if isinstance(said.value, list) else said.value
    if said.verdict != "corrected":
        if value is not None:
            raise Refused(400, f"{said.field}: a value goes with corrected only", "leave it out")
    else:
        meant = typed(said.field, as_typed(said.field, value), today=station.today())
        if not meant.ok:
            raise Refused(400, f"{said.field}: {meant.says}")
        value = meant.value
    if said.bbox is not None and not (said.bbox[0] < said.bbox[2] and said.bbox[1] < said.bbox[3]):
        raise Refused(400, f"{said.field}: that is no box on the page", "x0, y0, x1, y1 in points")
    return FieldChange(
        field=said.field,
        verdict=said.verdict,
        value=value,
        page=said.page,
        bbox=said.bbox,
        why=redact(said.why.strip()),
    )


@router.post("/overrulings")
def overrule(request: Request, notice_id: NoticeId, who: Worker, body: OverruleBody) -> NoticeNow:
    """Sets a finding aside, with a reason."""
    station = station_of(request)
    desk = on_the_desk(station, notice_id)
    if (body.code, body.field) not in {(one.code, one.field) for one in desk.notice.validation.findings}:
        raise Refused(404, "the notice has no such finding", "they are in record.validation.findings")
    what = Overruling(code=body.code, field=body.field, why=redact(body.why.strip()))
    name, now = desk.notice.notice_id, station.now()
    return notice_now(station.desk.overrule(name, what, who, now, version=body.version, judge=station.judge))


@router.post("/undo")
def undo(request: Request, notice_id: NoticeId, who: Worker, body: UndoBody) -> NoticeNow:
    """Takes the last word on a field back."""
    station = station_of(request)
    desk = on_the_desk(station, notice_id)
    if body.field not in {one.change.field for one in desk.corrections}:
        raise Refused(404, "there is no word on this field", "they are in corrections")
    name, now = desk.notice.notice_id, station.now()
    return notice_now(station.desk.undo(name, body.field, who, now, version=body.version, judge=station.judge))


@router.post("/comments", status_code=201)
def comment(request: Request, notice_id: NoticeId, who: Worker, body: CommentBody) -> NoticeNow:
    """A taxpayer number in it is masked. Needs no version: a comment takes nothing away."""
    station = station_of(request)
    name = on_the_desk(station, notice_id).notice.notice_id
    station.desk.comment(name, redact(body.text.strip()), who, station.now())
    return notice_now(station.desk.notice(name))
