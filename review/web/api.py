"""The API for other programs: an application of its own below /api, with its own way in (tokens) and its own errors.

It has no cookies, so it needs no guard against foreign forms. `/api/openapi.json` describes it.
"""

from importlib import import_module
from importlib.metadata import version

from fastapi import Depends, FastAPI

from review.station import Station
from workqueue.people import People
from workqueue.tokens import Tokens

from . import api_errors
from .api_limits import Limits
from .api_shapes import once

ROUTES = (
    "review.web.api_ingest",
    "review.web.api_queue",
    "review.web.api_work",
    "review.web.api_exports",
)
"""Modules of routes, each with a `router`."""
_ABOUT = (
    "Bring files in, follow the queue, read and correct notices, take tables away. Each program has a token with a "
    "role; `noticedesk token NAME --role analyst` makes one. Taxpayer numbers are masked everywhere. Whoever changes "
    "a work item names the version he saw, and gets 409 where somebody was quicker. An error is always "
    "`{what, advice}`."
)


def create_api(station: Station, people: People) -> FastAPI:
    """To be mounted at /api."""
    api = FastAPI(
        title="noticedesk",
        version=version("noticedesk"),
        description=_ABOUT,
        docs_url=None,  # they would load scripts from elsewhere
        redoc_url=None,
        openapi_url="/openapi.json",
        separate_input_output_schemas=False,
        dependencies=[Depends(once)],
    )
    api.state.station, api.state.people, api.state.tokens = station, people, Tokens(station.store)
    for name in ROUTES:
        api.include_router(import_module(name).router, prefix="/v1")
    api_errors.answer(api)
    api.add_middleware(Limits)
    return api
