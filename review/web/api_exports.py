"""Taking data away through the API: tables, and the calendar that programs subscribe to."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from schemas.desk import Permission, Person
from schemas.forms import Form

from .access import station_of
from .api_access import needs, subscriber
from .api_errors import errors
from .api_shapes import CalendarQuery, ExportQuery
from .downloads import MEDIA, ZIP, Wish, base_of, taken

router = APIRouter()
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "One file, or a ZIP where there are several",
        "content": {media.partition(";")[0]: {} for media in (*MEDIA.values(), ZIP)},
    }
}
_CALENDAR: dict[int | str, dict[str, Any]] = {200: {"description": "iCalendar", "content": {"text/calendar": {}}}}


@router.get("/exports/{form}", response_class=Response, responses=errors() | _FILES)
def export(
    request: Request,
    form: Form,
    who: Annotated[Person, needs(Permission.EXPORT)],
    asked: Annotated[ExportQuery, Query()],
) -> Response:
    """Tables of what the filter picks. CSV and Parquet: the file of one table, or a ZIP of several; XLSX: a workbook;
    ICS: the deadlines. Leaves an entry in the history."""
    wish = Wish(form, asked.wanted(), base_of(request), asked.names())
    return taken(station_of(request), who, wish).response()


@router.get("/calendar.ics", response_class=Response, responses=errors() | _CALENDAR)
def calendar(
    request: Request,
    who: Annotated[tuple[Person, bool], Depends(subscriber)],
    asked: Annotated[CalendarQuery, Query()],
) -> Response:
    """The deadlines of open items, to subscribe to. Calendar programs ask every hour: the history has one entry a day
    for each. The token comes in the header, as Bearer or as the password of Basic; never in the address."""
    person, leaves_trace = who
    wish = Wish(Form.ICS, asked.wanted(), base_of(request))
    return taken(station_of(request), person, wish, trace=leaves_trace).response()
