"""The history: who did what and when, and whether every link of its chain holds."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from schemas.desk import Permission, Person

from .access import needs, station_of
from .pages import render

router = APIRouter(prefix="/history")
Lead = Annotated[Person, needs(Permission.QUALITY)]
_STEPS = (200, 1000, 5000)


@router.get("")
def page(request: Request, _who: Lead, who: str = "", what: str = "", notice: str = "", limit: int = 200) -> Response:
    station = station_of(request)
    most = limit if limit in _STEPS else _STEPS[0]
    notice_id = station.desk.notice(notice).notice.notice_id if notice else None
    found = station.desk.history(notice_id, limit=_STEPS[-1] if who or what else most)
    names, whats = sorted({one.who for one in found}), sorted({one.what for one in found})
    shown = [one for one in found if who in ("", one.who) and what in ("", one.what)][:most]
    return render(
        request, "history.html", entries=shown, names=names, whats=whats, who=who, what=what, notice=notice,
        limit=most, more=next((step for step in _STEPS if step > most), 0) if len(shown) == most else 0, checked=None,
    )  # fmt: skip


@router.post("/verify")
def verify(request: Request, who: Lead) -> Response:
    """Every link from the first on: takes a moment in a long history, so it is asked for."""
    station = station_of(request)
    wrong = station.desk.verify_history()
    station.desk.record("verify_history", who.name, station.now(), right=not wrong)
    entries = station.desk.history(limit=_STEPS[0])
    return render(
        request, "history.html", entries=entries, names=[], whats=[], who="", what="", notice="", limit=_STEPS[0],
        more=_STEPS[1], checked=wrong,
    )  # fmt: skip
