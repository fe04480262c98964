"""The application: every page's routes, templates, static files, errors as pages."""

from fastapi import FastAPI

from review.station import Station


def create_app(station: Station) -> FastAPI:
    """`app.state.station` holds what the routes work with."""
    app = FastAPI(title="noticedesk", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.station = station
    return app
