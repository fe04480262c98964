"""Quality samples: accepted notices held against the page by a person, one after the other."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from schemas.desk import Permission, Person
from schemas.errors import BadArguments
from schemas.notice import CRITICAL_FIELDS
from workqueue.figures import QUALITY_CHECK, Figures

from .access import needs, station_of
from .pages import render

router = APIRouter(prefix="/quality")
Lead = Annotated[Person, needs(Permission.QUALITY)]
Text = Annotated[str, Form()]
Fields = Annotated[list[str], Form(default_factory=list)]


@router.get("")
def page(request: Request, _who: Lead) -> Response:
    station = station_of(request)
    figures = Figures(station.store, station.quality_sample)
    ids = figures.to_check()
    found = station.desk.notice(ids[0]) if ids else None
    notice = found.notice if found else None
    # As the machine read it: what somebody has corrected since still counts as wrong.
    read = (found.as_read or found.notice).fields if found else {}
    fields = [(name, read.get(name)) for name in CRITICAL_FIELDS]
    quality = figures.quality()
    return render(
        request, "quality.html", notice=notice, fields=fields, quality=quality, one_in=station.quality_sample
    )


@router.post("/{notice_id}")
def check(request: Request, who: Lead, notice_id: str, verdict: Text, wrong: Fields) -> Response:
    """`wrong`: the critical fields that the page prints otherwise. What is wrong is corrected at once."""
    station = station_of(request)
    fields = [name for name in CRITICAL_FIELDS if name in wrong]
    if verdict not in ("right", "wrong") or (verdict == "wrong") != bool(fields):
        raise BadArguments("say which fields are wrong, or that all are right", "choose one of both")
    if notice_id not in Figures(station.store, station.quality_sample).to_check(10_000):
        raise BadArguments("this notice does not wait to be checked", "take the next one")
    right = verdict == "right"
    station.desk.record(QUALITY_CHECK, who.name, station.now(), notice_id, right=right, fields=" ".join(fields))
    return RedirectResponse("/quality" if right else f"/notices/{notice_id}", 303)
