"""Errors as pages for people and as JSON for programs; never with more than the family of errors says."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from schemas.errors import NoticedeskError, StoreInconsistent, StoreUnreachable
from schemas.privacy import redact
from workqueue.desk import NotAllowed, StaleItem

from .access import MustSignIn
from .pages import is_part, render

_TITLES = {
    400: "That can't be done",
    403: "Not for you",
    404: "Not here",
    405: "Not so",
    409: "Somebody was quicker",
    413: "Too large",
    422: "That can't be done",
    429: "Too many tries",
    503: "The store can't be reached",
}
_LOG = logging.getLogger("noticedesk.review")


def answer(app: FastAPI) -> None:
    """Registers what is said to each kind of error."""
    app.add_exception_handler(MustSignIn, _must_sign_in)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(NoticedeskError, _told)
    app.add_exception_handler(Exception, _fault)


def _must_sign_in(request: Request, error: Exception) -> Response:
    assert isinstance(error, MustSignIn)
    if request.url.path.startswith("/api"):
        return JSONResponse({"what": error.detail, "advice": ""}, 401, {"WWW-Authenticate": "Bearer"})
    if is_part(request):
        return Response(status_code=401, headers={"HX-Redirect": error.where})
    return RedirectResponse(error.where, 303)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = "there is no such page" if error.status_code == 404 and error.detail == "Not Found" else error.detail
    return failure(request, error.status_code, str(what))


def _not_understood(request: Request, error: Exception) -> Response:
    """Names the places, never what stood there."""
    assert isinstance(error, RequestValidationError)
    places = ", ".join(dict.fromkeys(str(one["loc"][-1]) for one in error.errors()))
    return failure(request, 422, redact(f"missing or not understood: {places}"))


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, NoticedeskError)
    status = 400
    if isinstance(error, StaleItem | NotAllowed):
        status = 409
    elif isinstance(error, StoreUnreachable | StoreInconsistent):
        status = 503
    return failure(request, status, redact(error.what), redact(error.advice))


def _fault(request: Request, error: Exception) -> Response:
    # The text of an unexpected error may repeat what a notice says: only its kind is told.
    return failure(request, 500, f"a fault of noticedesk itself ({type(error).__name__})", "please report it")


def failure(request: Request, status: int, what: str, advice: str = "") -> Response:
    """The error as a page, a part of one for htmx, or JSON under /api."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"what": what, "advice": advice}, status)
    name = "failure_part.html" if is_part(request) else "failure.html"
    title = _TITLES.get(status, "Something went wrong")
    return render(request, name, status=status, title=title, what=what, advice=advice, number=status)
