"""Bringing files in through the API, and how far they are."""

import shutil
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from review.station import Job, Station
from schemas.desk import Permission, Person
from schemas.privacy import redact

from . import incoming
from .access import station_of
from .api_access import needs
from .api_errors import Refused, errors
from .api_shapes import Me

router = APIRouter()
Uploader = Annotated[Person, needs(Permission.UPLOAD)]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "additionalProperties": False,
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": incoming.MOST_FILES,
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                }
            }
        },
    }
}


@router.get("/me", responses=errors())
def me(who: Annotated[Person, needs(Permission.LOOK)]) -> Me:
    """Whom the token stands for: to try it."""
    return Me(name=who.name, role=who.role)


@router.post("/files", status_code=202, responses=errors(413), openapi_extra=_BODY)
async def bring_in(request: Request, who: Uploader) -> Job:
    """One or more files (PDF, TIFF, JPEG, PNG, ZIP) as the field `files`; they are read in the background."""
    # The form is read here, not by the framework: only after the token has been looked at.
    async with request.form(max_files=incoming.MOST_FILES, max_fields=8) as form:
        files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        if not files or set(form) != {"files"}:
            raise Refused(422, "no file in the field files, or another field", "send files as multipart/form-data")
        return await run_in_threadpool(_start, station_of(request), who, files)


def _start(station: Station, who: Person, files: list[UploadFile]) -> Job:
    folder = incoming.new_folder(station.home)
    try:
        for one in files:
            with incoming.received(station, incoming.place_for(folder, one.filename or "")) as out:
                shutil.copyfileobj(one.file, out)
    except BaseException:
        incoming.remove(folder)
        raise
    job = station.uploads.start(folder, who.name)
    station.desk.record("upload", who.name, station.now(), job=job, files=len(files))
    return _found(station, job)


@router.get("/jobs", responses=errors())
def jobs(request: Request, _who: Uploader) -> list[Job]:
    """Uploads, latest first."""
    return [_shown(job) for job in station_of(request).uploads.jobs()]


@router.get("/jobs/{job_id}", responses=errors(404))
def job(request: Request, _who: Uploader, job_id: Annotated[str, Path(pattern=r"^[0-9A-Za-z_-]{1,64}$")]) -> Job:
    """How far an upload is; `found` are its notices so far."""
    return _found(station_of(request), job_id)


def _found(station: Station, job_id: str) -> Job:
    for one in station.uploads.jobs():
        if one.job_id == job_id:
            return _shown(one)
    raise Refused(404, "there is no such job", "the list is at /api/v1/jobs")


def _shown(job: Job) -> Job:
    files = tuple(redact(name) for name in job.files)
    return job.model_copy(update={"files": files, "trouble": redact(job.trouble)})
