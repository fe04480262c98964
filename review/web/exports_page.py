"""The page on which an analyst picks tables, a filter and a form, and takes them away."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from schemas.catalog import all_entries
from schemas.desk import Permission, Person
from schemas.forms import Form as FileForm
from schemas.notice import Status
from workqueue.columns import SHAPES, TABLES
from workqueue.desk import DeskFilter

from . import wanted as filters
from .access import needs, people_of, station_of
from .downloads import Wish, base_of, taken
from .pages import render

router = APIRouter(prefix="/exports")
Taker = Annotated[Person, needs(Permission.EXPORT)]
FORMS = (
    (FileForm.XLSX, "Excel workbook", "a sheet a table, days and money as such, links to the notices"),
    (FileForm.CSV, "CSV", "text, one table; several come as a ZIP"),
    (FileForm.PARQUET, "Parquet", "typed columns, for pandas, R, DuckDB"),
    (FileForm.ICS, "Calendar", "the deadlines of open items, with reminders"),
)
_ABOUT = {
    "notices": "one row a notice",
    "amounts": "printed amounts",
    "periods": "tax periods",
    "deadlines": "deadlines and what they rest on",
    "findings": "what was noticed",
    "pages": "every page and its fate",
}


@router.get("")
def page(request: Request, who: Taker) -> Response:
    """The filter of the queue page may stand in the address."""
    station = station_of(request)
    wanted, _ = filters.read(request.query_params, who)
    return render(
        request,
        "exports.html",
        wanted=wanted,
        total=station.desk.page(wanted, today=station.today(), limit=1).total,
        filtered=wanted != DeskFilter(),
        forms=FORMS,
        tables=[(name, _ABOUT[name], len(SHAPES[name].columns)) for name in TABLES],
        queues=[one.name for one in station.book.queues],
        families=sorted({one.family for one in all_entries()}),
        statuses=list(Status),
        colleagues=[one.name for one in people_of(request).all() if not one.disabled],
    )


@router.post("")
async def download(
    request: Request,
    who: Taker,
    form: Annotated[FileForm, Form()],
    table: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """The file. By form, so that nothing that was typed stands in an address."""
    sent = await request.form()
    wanted, _ = filters.read({name: value for name, value in sent.items() if isinstance(value, str)}, who)
    tables = tuple(name for name in TABLES if name in table) or TABLES
    wish = Wish(form, wanted, base_of(request), tables)
    made = await run_in_threadpool(taken, station_of(request), who, wish)
    return made.response()
