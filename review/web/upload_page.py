"""Bringing scans in: by one form, or file by file with progress; the reading goes on in the background."""

from pathlib import Path
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.responses import Response

from schemas.desk import Permission, Person
from schemas.errors import BadArguments

from . import incoming
from .access import needs, station_of
from .pages import render

router = APIRouter(prefix="/upload")
Uploader = Annotated[Person, needs(Permission.UPLOAD)]
_CHUNK = 1 << 20
_SHOWN = 12


@router.get("")
def page(request: Request, _who: Uploader) -> Response:
    return render(request, "upload.html", jobs=station_of(request).uploads.jobs()[:_SHOWN])


@router.get("/jobs")
def jobs(request: Request, _who: Uploader) -> Response:
    """The list alone; it asks for itself again while something is on its way."""
    return render(request, "upload_jobs.html", jobs=station_of(request).uploads.jobs()[:_SHOWN])


@router.post("")
def upload(request: Request, who: Uploader, files: list[UploadFile]) -> Response:
    """All files in one form, as a browser without scripts sends them."""
    named = [one for one in files if one.filename]
    if not named or len(named) > incoming.MOST_FILES:
        raise BadArguments(f"choose 1 to {incoming.MOST_FILES} files", "a folder can be brought in as a ZIP file")
    station = station_of(request)
    folder = incoming.new_folder(station.home)
    try:
        for one in named:
            with incoming.received(station, incoming.place_for(folder, one.filename or "")) as out:
                while chunk := one.file.read(_CHUNK):
                    out.write(chunk)
    except BaseException:
        incoming.remove(folder)
        raise
    _start(request, folder, who)
    return RedirectResponse("/upload", 303)


@router.post("/batch")
def begin(request: Request, who: Uploader) -> Response:
    """A folder to send files to, one by one; known by a name that only this answer tells."""
    folder = incoming.new_folder(station_of(request).home)
    _batches(request)[folder.name] = (who.name, folder)
    return JSONResponse({"batch": folder.name})


@router.put("/batch/{batch}")
async def add(request: Request, who: Uploader, batch: str) -> Response:
    """One file as the body; its name, percent-encoded, in the header X-Name: addresses are seen by others."""
    folder = _folder(request, who, batch)
    if await run_in_threadpool(incoming.files_in, folder) >= incoming.MOST_FILES:
        raise BadArguments(f"more than {incoming.MOST_FILES} files", "send the rest afterwards")
    place = await run_in_threadpool(incoming.place_for, folder, unquote(request.headers.get("x-name", "")))
    size = 0
    with incoming.received(station_of(request), place) as out:
        async for chunk in request.stream():
            size += len(chunk)
            if size > incoming.MOST_BYTES:
                raise BadArguments("the file is larger than 1 GB", "split it")
            await run_in_threadpool(out.write, chunk)
    return JSONResponse({"size": size})


@router.post("/batch/{batch}/start")
def start(request: Request, who: Uploader, batch: str) -> Response:
    folder = _folder(request, who, batch)
    del _batches(request)[batch]
    if not incoming.files_in(folder):
        incoming.remove(folder)
        raise BadArguments("no file arrived", "choose some")
    _start(request, folder, who)
    return render(request, "upload_jobs.html", jobs=station_of(request).uploads.jobs()[:_SHOWN])


def _start(request: Request, folder: Path, who: Person) -> None:
    station = station_of(request)
    files = incoming.files_in(folder)
    job = station.uploads.start(folder, who.name)
    station.desk.record("upload", who.name, station.now(), job=job, files=files)


def _folder(request: Request, who: Person, batch: str) -> Path:
    """Of this person's own upload."""
    name, folder = _batches(request).get(batch, ("", Path()))
    if name != who.name:
        raise BadArguments("there is no such upload", "begin again")
    return folder


def _batches(request: Request) -> dict[str, tuple[str, Path]]:
    """Uploads whose files are still on their way; a server that ends loses them, and so does the browser."""
    if not hasattr(request.app.state, "batches"):
        request.app.state.batches = {}
    found: dict[str, tuple[str, Path]] = request.app.state.batches
    return found
