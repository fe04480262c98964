"""The pages of a file: how they are cut into notices, and a person's better cut."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import TypeAdapter, ValidationError

from review.station import Station
from schemas.cut import Cut
from schemas.desk import Item, Permission, Person
from schemas.errors import BadArguments
from schemas.privacy import redact
from schemas.record import Record
from workqueue.cutting import FilePages

from .access import needs, station_of
from .notice import THUMB_DPI
from .notice_view import holder_now
from .pages import render

router = APIRouter()
Looks = Annotated[Person, needs(Permission.LOOK)]
KINDS = {
    "notice": "Notice",
    "blank": "Blank",
    "separator": "Separator sheet",
    "not_a_notice": "Other paper",
    "duplicate": "Scanned twice",
    "unreadable": "Not readable",
}
_CUTS = TypeAdapter(tuple[Cut, ...])


class CutView(Record):
    """A cut as shown: the notice that its pages are, with who works on it."""

    cut: Cut
    notice_id: str | None
    words: str
    item: Item | None
    holder: str | None
    reasons: dict[int, str]


@router.get("/notices/{notice_id}/pages")
def pages_page(request: Request, notice_id: str, who: Looks, done: str = "") -> Response:
    """All pages of the notice's file, those of `notice_id` marked."""
    station = station_of(request)
    file = station.store.file_pages(notice_id)
    return render(
        request,
        "notice_pages.html",
        file=file,
        file_name=redact(file.name),
        cuts=_views(station, file),
        notice_id=_owner(file, notice_id),
        kinds=KINDS,
        thumbnail=THUMB_DPI,
        may_cut=who.may(Permission.WORK),
        done=done,
        kept=station.store.cuts(file.document_id),
    )


def _owner(file: FilePages, wanted: str) -> str:
    return next(one for one, _ in file.notices if one.startswith(wanted))


def _views(station: Station, file: FilePages) -> list[CutView]:
    by_pages = {pages: notice_id for notice_id, pages in file.notices}
    return [_view(station, file, cut, by_pages.get(cut.pages)) for cut in file.cuts]


def _view(station: Station, file: FilePages, cut: Cut, notice_id: str | None) -> CutView:
    reasons = {o.page: o.reason for o in file.outcomes if o.page in cut.pages and o.reason}
    if notice_id is None:
        return CutView(cut=cut, notice_id=None, words=KINDS[cut.kind], item=None, holder=None, reasons=reasons)
    desk = station.desk.notice(notice_id)
    notice = desk.notice
    words = " · ".join(
        part
        for part in (notice.notice_code or "No readable code", notice.taxpayer.name or "", notice.tin.masked or "")
        if part
    )
    holder = holder_now(station, desk.item)
    return CutView(cut=cut, notice_id=notice_id, words=words, item=desk.item, holder=holder, reasons=reasons)


@router.post("/notices/{notice_id}/pages")
def cut_again(
    request: Request, notice_id: str, who: Annotated[Person, needs(Permission.WORK)], cuts: Annotated[str, Form()]
) -> Response:
    """The file read again as `cuts` (JSON, a list of schemas.cut.Cut) say, and then the pages as they are now."""
    station = station_of(request)
    found = station.scans.cut_again(notice_id, _parsed(cuts), who.name, station.now())
    if not found:
        return RedirectResponse("/queue", 303)
    near = notice_id if notice_id in found else found[0]
    return RedirectResponse(f"/notices/{near}/pages?done=1", 303)


def _parsed(text: str) -> tuple[Cut, ...]:
    try:
        given: Any = json.loads(text)
        return _CUTS.validate_python(given)
    except (ValueError, ValidationError):
        raise BadArguments("that is no cut of the file", "load the page again") from None
