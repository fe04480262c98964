"""Files that people add to a work item: sealed at rest, named by their hash, given back as downloads only."""

import hashlib
import os
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from review.station import Secrets, Station
from schemas.desk import Permission, Person
from schemas.errors import BadArguments
from schemas.filenames import writable_name
from schemas.privacy import redact

from .access import needs, station_of
from .notice import values
from .notice_view import view_of
from .pages import is_part, render

router = APIRouter()
MOST = 20 * 2**20
FOLDER = "attachments"


@router.post("/notices/{notice_id}/attachments")
def attach(
    request: Request,
    notice_id: str,
    who: Annotated[Person, needs(Permission.WORK)],
    file: Annotated[UploadFile, File()],
    seen: Annotated[int, Form()] = 0,
) -> Response:
    """One file of at most 20 MB."""
    station = station_of(request)
    data = file.file.read(MOST + 1)
    if not data or len(data) > MOST:
        raise BadArguments("an attachment has between 1 byte and 20 MB", "choose another file")
    name = redact(writable_name(Path(file.filename or "file").name))[:120]
    sha256 = hashlib.sha256(data).hexdigest()
    _keep(_place(station, sha256), _secrets(station).seal(data))
    station.desk.attach(notice_id, (name, sha256, len(data)), who, station.now())
    if not is_part(request):
        return RedirectResponse(f"/notices/{notice_id}", 303)
    return render(request, "notice_work.html", **values(view_of(station, notice_id, who)))


@router.get("/notices/{notice_id}/attachments/{number}")
def download(
    request: Request, notice_id: str, number: int, who: Annotated[Person, needs(Permission.LOOK)]
) -> Response:
    """As a download: what was attached is never shown as a page of ours."""
    station = station_of(request)
    kept = next((one for one in station.desk.notice(notice_id).attachments if one.attachment_id == number), None)
    if kept is None:
        raise BadArguments("there is no such attachment", "load the page again")
    place = _place(station, kept.sha256)
    if not place.is_file():
        raise BadArguments("the attachment is no longer in the data folder", "put the folder back from a backup")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(kept.name)}"}
    return Response(
        _secrets(station).open(place.read_bytes()), media_type="application/octet-stream", headers=headers
    )


def _secrets(station: Station) -> Secrets:
    if station.secrets is None:
        raise BadArguments("without a key nothing can be attached", "set one up: see README, keys")
    return station.secrets


def _place(station: Station, sha256: str) -> Path:
    return station.home / FOLDER / sha256[:2] / sha256


def _keep(place: Path, data: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = place.with_suffix(".part")
    handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    waiting.replace(place)
