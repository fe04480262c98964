"""Tables as downloads, from pages and the API alike: what is chosen, as files, with an entry in the history."""

import io
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from review.station import Station
from schemas.desk import Person
from schemas.forms import Form
from workqueue import private_folder
from workqueue.columns import TABLES
from workqueue.desk import DeskFilter
from workqueue.forms import TakeAway

from . import wanted as filters

MEDIA = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.ICS: "text/calendar; charset=utf-8",
}
ZIP = "application/zip"
_AT_ONCE = 1000
_EVERYTHING = DeskFilter(open_only=False, snoozed=True)


class Wish(NamedTuple):
    """What somebody takes away; `base` as in `TakeAway`."""

    form: Form
    wanted: DeskFilter
    base: str
    tables: tuple[str, ...] = TABLES


class Download(NamedTuple):
    data: bytes
    media: str
    name: str

    def response(self) -> Response:
        """Never shown as a page of ours."""
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(self.name)}"}
        return Response(self.data, media_type=self.media, headers=headers)


def base_of(request: Request) -> str:
    """The station's own address, as it was asked."""
    return f"{request.url.scheme}://{request.url.netloc}"


def taken(station: Station, who: Person, wish: Wish, *, trace: bool = True) -> Download:
    """The files as one: itself, or several packed into a ZIP. The entry in the history comes before the data.

    Nothing is left on disk: the files are made in a private folder of the data folder that goes at once.
    """
    only = picked(station, wish.wanted)
    if trace:
        station.desk.record(
            "export",
            who.name,
            station.now(),
            form=wish.form.value,
            tables=" ".join(() if wish.form is Form.ICS else wish.tables),
            filter=filters.query(wish.wanted),
            notices="all" if only is None else len(only),
        )
    away = TakeAway(
        forms=(wish.form,), tables=wish.tables, only=only, base=wish.base, now=station.now(), contract=False
    )
    with tempfile.TemporaryDirectory(dir=private_folder(station.home / "leaving")) as folder:
        station.store.export(Path(folder), None, away)
        return _as_one(sorted(Path(folder).iterdir()), wish.form, f"notices-{station.today()}")


def picked(station: Station, wanted: DeskFilter) -> frozenset[str] | None:
    """The ids of what the filter picks; None where it picks everything. The desk alone knows who holds what."""
    if wanted == _EVERYTHING:
        return None
    found: set[str] = set()
    offset = 0
    while True:
        page = station.desk.page(wanted, today=station.today(), order="newest", offset=offset, limit=_AT_ONCE)
        found |= {one.row.notice_id for one in page.rows}
        offset += len(page.rows)
        if not page.rows or offset >= page.total:
            return frozenset(found)


def _as_one(files: list[Path], form: Form, name: str) -> Download:
    if len(files) == 1:
        return Download(files[0].read_bytes(), MEDIA[form], f"{name}{files[0].suffix}")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return Download(packed.getvalue(), ZIP, f"{name}-{form.value}.zip")
