"""The notice page: the paper at the left, what was read of it at the right; its pictures; what comes next."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response

from schemas.desk import Permission, Person
from schemas.errors import BadArguments
from schemas.queue_row import ItemState
from workqueue.desk import DeskFilter

from .access import needs, station_of
from .notice_values import typed
from .notice_view import holder_now, view_of
from .page_pictures import picture_of
from .pages import is_part, render

router = APIRouter()
Looks = Annotated[Person, needs(Permission.LOOK)]
DPI = 144  # two pixels a point: the page's script counts on it
THUMB_DPI = 72
PICTURES = (THUMB_DPI, DPI, 2 * DPI)
FREE = DeskFilter(states=(ItemState.REVIEW, ItemState.NEW))


@router.get("/notices/{notice_id}")
def notice_page(request: Request, notice_id: str, who: Looks) -> Response:
    """The whole page, or for its script the part that the next notice is shown in."""
    view = view_of(station_of(request), notice_id, who)
    name = "notice_main.html" if is_part(request) else "notice.html"
    return render(request, name, **values(view))


@router.get("/notices/{notice_id}/work")
def work_part(request: Request, notice_id: str, who: Looks) -> Response:
    """The right side alone, as it is now."""
    return render(request, "notice_work.html", **values(view_of(station_of(request), notice_id, who)))


def values(view: Any) -> dict[str, Any]:
    return {"view": view, "notice": view.notice, "item": view.item, "dpi": DPI}


@router.get("/notices/{notice_id}/pages/{page}.png")
def page_picture(
    request: Request, notice_id: str, page: int, who: Looks, dpi: Annotated[int, Query()] = DPI
) -> Response:
    """A page of the notice's file, upright, `dpi` pixels to 72 points: any, so that a person sees its neighbours."""
    if dpi not in PICTURES:
        raise BadArguments("pictures come in three sizes", f"ask for {', '.join(map(str, PICTURES))}")
    station = station_of(request)
    picture = picture_of(station, station.desk.notice(notice_id).notice, page, who, dpi)
    return Response(picture.data, media_type=picture.media_type)


@router.get("/notices/{notice_id}/upcoming")
def upcoming(request: Request, notice_id: str, who: Looks) -> dict[str, Any]:
    """Which notice most likely comes next, and the pictures to have ready by then. Claims nothing."""
    station = station_of(request)
    rows = station.desk.page(FREE, today=station.today(), limit=6).rows
    for row in rows:
        if row.item.notice_id != notice_id and holder_now(station, row.item) is None:
            pages = row.row.source.pages[:2]
            return {
                "notice": row.item.notice_id,
                "pictures": [f"/notices/{row.item.notice_id}/pages/{page}.png?dpi={DPI}" for page in pages],
            }
    return {"notice": None, "pictures": []}


@router.post("/notices/{notice_id}/check")
def check(
    request: Request, notice_id: str, who: Looks, field: Annotated[str, Form()], text: Annotated[str, Form()] = ""
) -> dict[str, Any]:
    """Whether `text` can be a value of the field, while it is being typed; in a form, for it may be a number that no
    URL may hold."""
    found = typed(field, text, today=station_of(request).today())
    return {"ok": found.ok, "shown": found.shown, "says": found.says, "suggestions": found.suggestions}
