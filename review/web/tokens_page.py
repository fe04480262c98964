"""The tokens of other programs, for admins: make, see when each was used, revoke."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from schemas.desk import Permission, Person, Role
from schemas.errors import BadArguments
from workqueue.tokens import Tokens

from .access import needs, station_of
from .downloads import base_of
from .pages import render

router = APIRouter(prefix="/tokens")
Admin = Annotated[Person, needs(Permission.ACCOUNTS)]
Text = Annotated[str, Form()]
FEED = "calendar"
"""In place of a role: for the calendar and nothing else."""


@router.get("")
def page(request: Request, _who: Admin) -> Response:
    return _page(request)


@router.post("")
def add(request: Request, who: Admin, name: Text, scope: Text) -> Response:
    """The secret is in this answer and nowhere else."""
    station, feed = station_of(request), scope == FEED
    if not feed and scope not in set(Role):
        raise BadArguments("there is no such role", f"one of {', '.join(Role)}, or {FEED}")
    role = Role.INTAKE if feed else Role(scope)
    try:
        made, secret = Tokens(station.store).add(name, role, who.name, station.now(), feed=feed)
    except BadArguments as error:
        return _page(request, 400, trouble=str(error))
    station.desk.record("add_token", who.name, station.now(), token=made.name, role=role.value, feed=feed)
    return _page(request, secret=secret, made=made)


@router.post("/{name}/revoke")
def revoke(request: Request, who: Admin, name: str) -> Response:
    station = station_of(request)
    gone = Tokens(station.store).revoke(name, station.now())
    station.desk.record("revoke_token", who.name, station.now(), token=gone.name)
    return RedirectResponse("/tokens", 303)


def _page(request: Request, status: int = 200, **values: Any) -> Response:
    common = {
        "tokens": Tokens(station_of(request).store).all(),
        "roles": list(Role),
        "feed": FEED,
        "base": base_of(request),
        "secret": "",
        "made": None,
        "trouble": "",
    }
    return render(request, "tokens.html", status=status, **(common | values))
