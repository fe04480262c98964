"""Looking, through the API: the queue, a notice, its pages."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from review.station import Station
from schemas.desk import OnTheDesk, Permission, Person
from schemas.errors import BadArguments
from workqueue.desk import QueuePage

from .access import station_of
from .api_access import needs
from .api_errors import Refused, errors
from .api_shapes import NoticeNow, QueueQuery, notice_now, queue_page
from .page_pictures import picture_of

router = APIRouter()
Looker = Annotated[Person, needs(Permission.LOOK)]
NoticeId = Annotated[
    str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", description="A notice's id, or the beginning that names only one.")
]
_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/png": {}, "image/jpeg": {}}, "description": "The page, upright"}
}


@router.get("/queue", responses=errors())
def queue(request: Request, _who: Looker, asked: Annotated[QueueQuery, Query()]) -> QueuePage:
    """Work items in pages, most pressing first unless `order` says otherwise."""
    station = station_of(request)
    found = station.desk.page(
        asked.wanted(), today=station.today(), order=asked.order, offset=asked.offset, limit=asked.limit
    )
    return queue_page(found)


@router.get("/notices/{notice_id}", responses=errors(404))
def notice(request: Request, notice_id: NoticeId, _who: Looker) -> NoticeNow:
    """The whole record as exported, and where its work stands."""
    return notice_now(on_the_desk(station_of(request), notice_id))


@router.get("/notices/{notice_id}/pages/{page}", response_class=Response, responses=errors(404) | _PICTURE)
def picture(
    request: Request,
    notice_id: NoticeId,
    page: Annotated[int, Path(ge=1, le=100_000, description="Counts from 1 within the notice's file.")],
    who: Looker,
    dpi: Annotated[int, Query(ge=50, le=300)] = 110,
) -> Response:
    """A page of the notice as an image. Where it prints a whole taxpayer number the history keeps who saw it, and for
    a role that may not see one it is covered."""
    station = station_of(request)
    found = on_the_desk(station, notice_id).notice
    if page not in found.source.pages:
        raise Refused(404, "the notice has no such page", "its pages are in record.source.pages")
    try:
        shown = picture_of(station, found, page, who, dpi)
    except BadArguments as error:
        raise Refused(404, error.what, error.advice) from None
    return Response(shown.data, media_type=shown.media_type)


def on_the_desk(station: Station, notice_id: str) -> OnTheDesk:
    """Raises Refused (404) where no notice, or more than one, is called so."""
    try:
        return station.desk.notice(notice_id)
    except BadArguments as error:
        raise Refused(404, error.what, error.advice) from None
