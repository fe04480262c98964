"""Signing in and out: name and password, the second factor, the first start."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from schemas.desk import Role
from schemas.errors import BadArguments
from workqueue.account import Account
from workqueue.sessions import Stage

from . import passwords, second_factor
from .access import COOKIE, MustSignIn, address_of, inside, people_of, session_of, set_session, station_of
from .pages import render

router = APIRouter()
FIRST_START = "first_start"
NEW_PASSWORD = "new_password"
TICKET_HOURS = 24
FACTOR_RULE = "factor_required"
_WRONG = "The name or the password is not right."
Text = Annotated[str, Form()]


@router.get("/sign-in")
def page(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    if session_of(request) is not None:
        return RedirectResponse(inside(next), 303)
    return _page(request, next)


def _page(request: Request, back: str, trouble: str = "", name: str = "", status: int = 200) -> Response:
    provider = station_of(request).provider
    first = people_of(request).count() == 0
    values = {"back": inside(back), "trouble": trouble, "name": name, "provider": provider, "first": first}
    return render(request, "sign_in.html", status=status, **values)


@router.post("/sign-in")
def sign_in(request: Request, name: Text = "", password: Text = "", back: Text = "/") -> Response:
    station, people = station_of(request), people_of(request)
    at = station.now()
    wait = people.guard.attempt(name, address_of(request), at)
    if wait:
        return _page(request, back, _later(wait), name, 429)
    account = people.find(name)
    right = passwords.matches(account.password if account else None, password)
    if account is None or not right or account.disabled:
        # The name as typed may be a password in the wrong field: it is kept only where there is such an account.
        station.desk.record("sign_in_failed", account.name if account else "unknown", at)
        return _page(request, back, _WRONG, name, 403)
    if account.factor is not None:
        return _go_on(request, account, Stage.SECOND, f"/sign-in/second?next={inside(back)}")
    people.guard.succeeded(name, address_of(request))
    return welcome(request, account, back)


def _later(wait: timedelta) -> str:
    seconds = int(wait.total_seconds()) + 1
    return f"Too many tries. Wait {f'{seconds} seconds' if seconds < 90 else f'{round(seconds / 60)} minutes'}."


@router.get("/sign-in/second")
def ask_second(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    _halfway(request)
    return render(request, "second.html", back=inside(next), trouble="")


@router.post("/sign-in/second")
def second(request: Request, code: Text = "", back: Text = "/") -> Response:
    station, people, account = station_of(request), people_of(request), _halfway(request)
    at = station.now()
    wait = people.guard.attempt(account.name, address_of(request), at)
    if wait:
        return render(request, "second.html", status=429, back=inside(back), trouble=_later(wait))
    if not second_factor.passes(people, station.secrets, account, code, at):
        station.desk.record("sign_in_failed", account.name, at, second_factor=True)
        trouble = "This code is not right, or was used already."
        return render(request, "second.html", status=403, back=inside(back), trouble=trouble)
    people.guard.succeeded(account.name, address_of(request))
    return welcome(request, account, back)


def _halfway(request: Request) -> Account:
    session = session_of(request)
    if session is None or session.stage is not Stage.SECOND:
        raise MustSignIn("/sign-in")
    return session.account


def welcome(request: Request, account: Account, back: str, *, by: str = "password") -> Response:
    """Everything asked for was right: on to the page wanted, or first to what has to be set."""
    must = account.temporary or (needs_factor(request, account) and account.factor is None and by == "password")
    station_of(request).desk.record("sign_in", account.name, station_of(request).now(), by=by)
    return _go_on(request, account, Stage.SETUP if must else Stage.FULL, "/me" if must else inside(back))


def needs_factor(request: Request, account: Account) -> bool:
    return account.factor_required or people_of(request).guard.rule(FACTOR_RULE) == "yes"


def _go_on(request: Request, account: Account, stage: Stage, where: str) -> Response:
    """With a new session: what a browser held before it signed in is worth nothing afterwards."""
    sessions = people_of(request).sessions
    held = request.cookies.get(COOKIE)
    if held:
        sessions.end(held)
    answer = RedirectResponse(where, 303)
    set_session(request, answer, sessions.begin(account, stage, station_of(request).now()))
    return answer


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    session = session_of(request)
    if session:
        people_of(request).sessions.end(request.cookies[COOKIE])
        station_of(request).desk.record("sign_out", session.account.name, station_of(request).now())
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@router.get("/sign-in/first/{ticket}")
def first_page(request: Request, ticket: str) -> Response:
    """The link that the terminal shows when nobody has an account yet, and the one an admin hands on."""
    _about(request, ticket)
    return render(request, "first.html", ticket=ticket, name=_whose(request, ticket), trouble="")


@router.post("/sign-in/first/{ticket}")
def first(request: Request, ticket: str, name: Text = "", password: Text = "", again: Text = "") -> Response:
    people, at = people_of(request), station_of(request).now()
    _about(request, ticket)
    whose = _whose(request, ticket)
    try:
        if password != again:
            raise BadArguments("the two passwords are not the same", "type it again")
        account = people.find(whose) if whose else people.add(name, Role.ADMIN, at)
        held = passwords.kept(password, name or whose)
    except BadArguments as error:
        return render(request, "first.html", status=400, ticket=ticket, name=whose, trouble=str(error))
    assert account is not None
    if people.guard.redeem(FIRST_START if not whose else NEW_PASSWORD, ticket, at) is None:
        raise BadArguments("this link was used, or is too old", "ask for another")
    account = people.change(account, password=held, temporary=False)
    people.guard.forgive(account.name)
    station_of(request).desk.record("set_password", account.name, at, by_link=True)
    return (
        _go_on(request, account, Stage.SECOND, "/sign-in/second")
        if account.factor
        else welcome(request, account, "/")
    )


def _about(request: Request, ticket: str) -> None:
    if not any(_held(request, ticket).values()):
        raise BadArguments("this link was used, or is too old", "start `noticedesk review` again, or ask your admin")


def _whose(request: Request, ticket: str) -> str:
    """The account the link is for; "" for the first admin, who chooses a name."""
    return _held(request, ticket)[NEW_PASSWORD] or ""


def _held(request: Request, ticket: str) -> dict[str, str | None]:
    people, at = people_of(request), station_of(request).now()
    found = {purpose: people.guard.holds(purpose, ticket, at) for purpose in (FIRST_START, NEW_PASSWORD)}
    if found[FIRST_START] and people.count():
        found[FIRST_START] = None  # somebody has become the admin meanwhile
    return found
