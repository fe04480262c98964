"""The application: every page's routes, templates, static files, errors as pages."""

from importlib import import_module
from secrets import token_urlsafe

from fastapi import Depends, FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint
from starlette.responses import Response

from review.station import Station
from workqueue.people import People

from . import failures, headers
from .access import COOKIE, VISITOR, identify, refuse_foreign
from .api import create_api
from .pages import STATIC

PAGES = (
    "review.web.queue_page",
    "review.web.upload_page",
    "review.web.case_page",
    "review.web.dashboard",
    "review.web.quality_page",
    "review.web.history_page",
    "review.web.sign_in",
    "review.web.outside",
    "review.web.own_account",
    "review.web.accounts_page",
    "review.web.notice",
    "review.web.notice_acts",
    "review.web.notice_files",
    "review.web.pages_of_file",
    "review.web.exports_page",
    "review.web.tokens_page",
    "review.web.theme",
)
"""Modules of routes, each with a `router`."""


def create_app(station: Station) -> FastAPI:
    """`app.state.station` holds what the routes work with, `app.state.people` the accounts."""
    app = FastAPI(
        title="noticedesk",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(identify), Depends(refuse_foreign)],
    )
    app.state.station = station
    app.state.people = People(station.store)
    app.mount("/api", create_api(station, app.state.people))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for name in PAGES:
        app.include_router(import_module(name).router)
    failures.answer(app)
    app.middleware("http")(_visitors)
    app.add_middleware(headers.Headers)
    return app


async def _visitors(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Who is not signed in gets a cookie for the token of the sign-in form."""
    new = not {COOKIE, VISITOR} & request.cookies.keys()
    request.state.visitor = token_urlsafe(24) if new else ""
    response = await call_next(request)
    if new and request.url.path.startswith("/sign-in"):
        secure = request.url.scheme == "https"
        response.set_cookie(VISITOR, request.state.visitor, httponly=True, secure=secure, samesite="lax")
    return response
