"""Who asks, and what he may do. Every route names what it needs: `who: Annotated[Person, needs(Permission.WORK)]`.

`app` runs `identify` and `refuse_foreign` before every route. A session's secret is in a cookie that scripts can't
read; the store holds its hash.
"""

import hmac
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import UploadFile

from review.station import Station
from schemas.desk import Permission, Person
from schemas.privacy import redact
from workqueue.people import People
from workqueue.sessions import Session, Stage

COOKIE = "noticedesk"
VISITOR = "noticedesk_visitor"
"""Held by who is not signed in, so that the sign-in form can carry a token as well."""
TOKEN_FIELD = "csrf"
TOKEN_HEADER = "X-CSRF-Token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class MustSignIn(HTTPException):
    """Nobody is signed in, or not wholly: pages go to `where`, programs get 401."""

    def __init__(self, where: str) -> None:
        super().__init__(401, "sign in first")
        self.where = where


def needs(what: Permission) -> Any:
    """A dependency that gives the signed-in Person, or sends pages to /sign-in and refuses with 401 or 403."""

    def person(request: Request) -> Person:
        who = signed_in(request)
        if not who.may(what):
            raise HTTPException(403, f"your role, {who.role.value}, may not do this ({what.value})")
        return who

    return Depends(person)


def station_of(request: Request) -> Station:
    """What the routes work with."""
    station: Station = request.app.state.station
    return station


def people_of(request: Request) -> People:
    people: People = request.app.state.people
    return people


def session_of(request: Request) -> Session | None:
    """The session of this request, at whatever stage; None for a visitor."""
    found: Session | None = getattr(request.state, "session", None)
    return found


def person_of(request: Request) -> Person | None:
    """Who is wholly signed in."""
    session = session_of(request)
    return session.account.person if session and session.stage is Stage.FULL else None


def signed_in(request: Request) -> Person:
    """Raises MustSignIn."""
    session = session_of(request)
    if session is None:
        raise MustSignIn(f"/sign-in?next={quote(_way_back(request))}")
    if session.stage is not Stage.FULL:
        raise MustSignIn("/sign-in/second" if session.stage is Stage.SECOND else "/me")
    return session.account.person


def _way_back(request: Request) -> str:
    """The page to come back to; "/" where it was no page that can be asked for again. No search goes into an URL that
    others may see: only the path is kept."""
    return request.url.path if request.method == "GET" and "hx-request" not in request.headers else "/"


def identify(request: Request) -> None:
    """Finds the session; a look into the store, so off the event loop."""
    secret = request.cookies.get(COOKIE)
    request.state.session = people_of(request).sessions.find(secret, station_of(request).now()) if secret else None


def token_of(request: Request) -> str:
    """What forms and htmx send back. Made from the cookie, which other sites can neither read nor set; nothing has to
    be kept. "" for a visitor without a cookie, which no request can match."""
    held = request.cookies.get(COOKIE if session_of(request) else VISITOR) or getattr(request.state, "visitor", "")
    return hmac.new(held.encode(), b"csrf", "sha256").hexdigest() if held else ""


async def refuse_foreign(request: Request) -> None:
    """Refuses with 403 what another site makes a browser send. Two checks, both have to hold."""
    if request.method in _SAFE:  # safe methods change nothing here; links and bookmarks have to work
        return
    if request.url.path.startswith("/api") and COOKIE not in request.cookies:
        return  # no cookie to ride on: the API asks for a token that no browser adds by itself
    _refuse_other_origin(request)
    expected, given = token_of(request), await _given_token(request)
    if not expected or not hmac.compare_digest(expected.encode(), given.encode()):
        raise HTTPException(403, "this form is too old, or does not come from here: load the page again")


def _refuse_other_origin(request: Request) -> None:
    site = request.headers.get("sec-fetch-site")
    if site is not None:  # the browser says where the request was made; no script can change what it says
        if site not in ("same-origin", "none"):  # same-site is another program on a neighbouring name: not us
            raise HTTPException(403, "this request comes from another site")
        return
    origin = request.headers.get("origin")
    # Older browsers send Origin only. Neither header: no browser of today, or a program; the token decides alone.
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "this request comes from another site")


async def _given_token(request: Request) -> str:
    header = request.headers.get(TOKEN_HEADER)
    if header is not None:  # htmx: another site can't set a header without asking first, and we never consent
        return header
    if not request.headers.get("content-type", "").startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        return ""  # no form: such a request has to bring the header
    form = await request.form()  # kept on the request: the route reads the same form
    given = form.get(TOKEN_FIELD, "")
    return "" if isinstance(given, UploadFile) else given


def address_of(request: Request) -> str:
    """Where the request comes from, as the server was told to see it (behind TLS: what the proxy says)."""
    return request.client.host if request.client else "unknown"


def set_session(request: Request, response: Any, secret: str) -> None:
    """Lax, so that a link in a mail finds its reader signed in; forms are guarded by `refuse_foreign`."""
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, secret, httponly=True, secure=secure, samesite="lax", path="/")


def inside(path: str) -> str:
    """`path` where it is a page of ours, else "/": nobody is sent elsewhere after signing in."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return redact(path) if plain else "/"
