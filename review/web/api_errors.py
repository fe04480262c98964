"""Errors of the API: always `{"what": ..., "advice": ...}` with the status that fits, never more than that."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from schemas.errors import NoticedeskError, StoreInconsistent, StoreUnreachable
from schemas.privacy import redact
from schemas.record import Record
from workqueue.desk import NotAllowed, StaleItem


class Error(Record):
    """`what` is wrong, and the `advice` that cures it, "" where there is none; each a line for people."""

    what: str
    advice: str


class Refused(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, what: str, advice: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(what)
        self.status, self.what, self.advice, self.headers = status, what, advice, headers


_TOLD = {
    400: "That can't be done; `what` says why",
    401: "No token, or one that does not hold",
    403: "The token's role may not do this",
    404: "There is no such thing",
    409: "Somebody else works on it, it was changed since, or it stands otherwise: look again, then decide",
    413: "Too large",
    422: "A value is missing or not understood; `what` names the places, never the values",
    429: "Too many wrong tokens from this address: wait as long as Retry-After says",
    503: "The store can't be reached",
}


def errors(*more: int) -> dict[int | str, dict[str, Any]]:
    """What a route's documentation says of its errors: those any route has, and `more`."""
    always = (400, 401, 403, 422, 429, 503)
    return {one: {"model": Error, "description": _TOLD[one]} for one in sorted({*always, *more})}


WRITES = (404, 409, 413)


def answer(api: FastAPI) -> None:
    """Registers what is said to each kind of error."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(RequestValidationError, _not_understood)
    api.add_exception_handler(NoticedeskError, _told)
    api.add_exception_handler(Exception, _fault)


def said(status: int, what: str, advice: str = "", headers: Any = None) -> Response:
    """Whatever a text repeats, it repeats no taxpayer number."""
    body = Error(what=redact(what), advice=redact(advice))
    return JSONResponse(body.model_dump(), status, headers)


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return said(error.status, error.what, error.advice, error.headers)


def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "there is no such address", 405: "this address does not take that method"}
    what = words.get(error.status_code, str(error.detail))
    return said(error.status_code, what, "see /api/openapi.json", error.headers)


def _not_understood(_: Request, error: Exception) -> Response:
    """Names the places, never what stood there. A key that nobody knows may be anything: it is not repeated."""
    assert isinstance(error, RequestValidationError)
    if any(one["type"] == "json_invalid" for one in error.errors()):
        return said(400, "the body is no JSON", "send application/json")
    places = dict.fromkeys(_place(one) for one in error.errors())
    return said(422, f"missing or not understood: {', '.join(places)}", "see /api/openapi.json")


def _place(one: dict[str, Any]) -> str:
    known = one["loc"][:-1] if one["type"] == "extra_forbidden" else one["loc"]
    where = ".".join(str(part) for part in known)
    return f"{where} (a name that is not known)" if known != one["loc"] else where


def _told(_: Request, error: Exception) -> Response:
    assert isinstance(error, NoticedeskError)
    status = 400
    if isinstance(error, StaleItem | NotAllowed):
        status = 409
    elif isinstance(error, StoreUnreachable | StoreInconsistent):
        status = 503
    return said(status, error.what, error.advice)


def _fault(_: Request, error: Exception) -> Response:
    # The text of an unexpected error may repeat what a notice says: only its kind is told.
    return said(500, f"a fault of noticedesk itself ({type(error).__name__})", "please report it")
