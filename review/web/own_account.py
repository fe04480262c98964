"""One's own password and second factor."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from schemas.errors import BadArguments
from workqueue.account import Account
from workqueue.sessions import Stage

from . import passwords, second_factor
from .access import COOKIE, MustSignIn, address_of, people_of, session_of, set_session, station_of
from .pages import render
from .sign_in import needs_factor

router = APIRouter()
Text = Annotated[str, Form()]


def _mine(request: Request) -> Account:
    """Also for who has to set something before going on."""
    session = session_of(request)
    if session is None:
        raise MustSignIn("/sign-in?next=/me")
    if session.stage is Stage.SECOND:
        raise MustSignIn("/sign-in/second")
    return session.account


@router.get("/me")
def page(request: Request, done: str = "") -> Response:
    return _page(request, _mine(request), done=done if done in ("password", "factor", "off") else "")


def _page(request: Request, account: Account, status: int = 200, **values: Any) -> Response:
    people, station, session = people_of(request), station_of(request), session_of(request)
    secret = second_factor.pending_secret(station.secrets, account) if account.factor_pending else ""
    common = {
        "account": account,
        "setup": session is not None and session.stage is Stage.SETUP,
        "required": needs_factor(request, account),
        "secret": secret,
        "picture": second_factor.picture(secret, account.name) if secret else "",
        "codes_left": people.recovery_codes_left(account),
        "codes": (),
        "trouble": "",
        "done": "",
        "can_factor": station.secrets is not None,
    }
    return render(request, "me.html", status=status, **(common | values))


@router.post("/me/password")
def set_password(request: Request, old: Text = "", password: Text = "", again: Text = "") -> Response:
    account, people, station = _mine(request), people_of(request), station_of(request)
    try:
        if account.password is not None:
            _prove(request, account, old)
        if password != again:
            raise BadArguments("the two new passwords are not the same", "type them again")
        if password == old:
            raise BadArguments("the new password is the old one", "choose another")
        held = passwords.kept(password, account.name)
    except BadArguments as error:
        return _page(request, account, 400, trouble=str(error))
    changed = people.change(account, password=held, temporary=False)
    station.desk.record("set_password", account.name, station.now())
    return _gone_on(request, changed, "/me?done=password")


@router.post("/me/factor/begin")
def begin_factor(request: Request, old: Text = "") -> Response:
    """The password again: who finds a desk unlocked can't move its second factor to a telephone of his own."""
    account = _mine(request)
    try:
        if account.password is not None:
            _prove(request, account, old)
    except BadArguments as error:
        return _page(request, account, 400, trouble=str(error))
    return _page(request, second_factor.begin(people_of(request), station_of(request).secrets, account))


@router.post("/me/factor/confirm")
def confirm_factor(request: Request, code: Text = "") -> Response:
    account, people, station = _mine(request), people_of(request), station_of(request)
    codes = second_factor.confirm(people, station.secrets, account, code, station.now())
    if codes is None:
        return _page(
            request, account, 400, trouble="This code is not right. The clock of your telephone may be wrong."
        )
    station.desk.record("set_second_factor", account.name, station.now())
    changed = people.find(account.name)
    assert changed is not None
    answer = _page(request, changed, codes=codes, done="factor", setup=changed.temporary)
    _promote(request, changed, answer)
    return answer


@router.post("/me/factor/remove")
def remove_factor(request: Request, old: Text = "") -> Response:
    account, people, station = _mine(request), people_of(request), station_of(request)
    try:
        if needs_factor(request, account):
            raise BadArguments("your office requires a second factor", "you can set up another one")
        _prove(request, account, old)
    except BadArguments as error:
        return _page(request, account, 400, trouble=str(error))
    second_factor.remove(people, account)
    station.desk.record("remove_second_factor", account.name, station.now())
    return RedirectResponse("/me?done=off", 303)


def _prove(request: Request, account: Account, password: str) -> None:
    """The password once more, against guessing as at the door. Raises BadArguments."""
    guard = people_of(request).guard
    if guard.attempt(account.name, address_of(request), station_of(request).now()):
        raise BadArguments("too many tries", "wait a while")
    if not passwords.matches(account.password, password):
        raise BadArguments("your present password is not right", "type it again")
    guard.succeeded(account.name, address_of(request))


def _gone_on(request: Request, account: Account, where: str) -> Response:
    answer = RedirectResponse(where, 303)
    _promote(request, account, answer)
    return answer


def _promote(request: Request, account: Account, answer: Response) -> None:
    """A new session in place of all others of the account; signed in wholly once nothing has to be set any more."""
    must = account.temporary or (needs_factor(request, account) and account.factor is None)
    sessions = people_of(request).sessions
    sessions.end(request.cookies[COOKIE])
    sessions.end_all_of(account)
    stage = Stage.SETUP if must else Stage.FULL
    set_session(request, answer, sessions.begin(account, stage, station_of(request).now()))
