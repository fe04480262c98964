"""The accounts, for admins: add, role, disable, reset, require the second factor."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from schemas.desk import Permission, Person, Role
from schemas.errors import BadArguments
from workqueue.account import Account

from . import second_factor
from .access import needs, people_of, station_of
from .pages import render
from .sign_in import FACTOR_RULE, NEW_PASSWORD, TICKET_HOURS

router = APIRouter(prefix="/accounts")
Admin = Annotated[Person, needs(Permission.ACCOUNTS)]
Text = Annotated[str, Form()]


@router.get("")
def page(request: Request, _who: Admin) -> Response:
    return _page(request)


def _page(request: Request, status: int = 200, **values: Any) -> Response:
    people = people_of(request)
    common = {
        "accounts": people.all(),
        "roles": list(Role),
        "all_need_factor": people.guard.rule(FACTOR_RULE) == "yes",
        "provider": station_of(request).provider,
        "link": "",
        "link_for": "",
        "trouble": "",
        "hours": TICKET_HOURS,
    }
    return render(request, "accounts.html", status=status, **(common | values))


@router.post("")
def add(request: Request, who: Admin, name: Text, role: Annotated[Role, Form()], email: Text = "") -> Response:
    station = station_of(request)
    try:
        account = people_of(request).add(name, role, station.now(), email=email.strip() or None)
    except BadArguments as error:
        return _page(request, 400, trouble=str(error))
    station.desk.record("add_account", who.name, station.now(), account=account.name, role=role.value)
    return _handed(request, account)


def _handed(request: Request, account: Account) -> Response:
    """With a link to hand on: no password is ever told to two people."""
    until = station_of(request).now() + timedelta(hours=TICKET_HOURS)
    ticket = people_of(request).guard.issue(NEW_PASSWORD, account.name, until)
    link = str(request.url_for("first_page", ticket=ticket))
    return _page(request, link=link, link_for=account.name)


@router.post("/rule")
def require_of_all(request: Request, who: Admin, required: Text = "no") -> Response:
    value = "yes" if required == "yes" else "no"
    people_of(request).guard.set_rule(FACTOR_RULE, value)
    station_of(request).desk.record("require_second_factor", who.name, station_of(request).now(), of_all=value)
    return RedirectResponse("/accounts", 303)


@router.post("/{name}/role")
def change_role(request: Request, who: Admin, name: str, role: Annotated[Role, Form()]) -> Response:
    return _changed(request, who, name, "change_role", role=role)


@router.post("/{name}/disabled")
def disable(request: Request, who: Admin, name: str, disabled: Text) -> Response:
    off = disabled == "yes"
    if off and name == who.name:
        raise BadArguments("you can't disable yourself", "another admin can")
    return _changed(request, who, name, "disable_account" if off else "enable_account", disabled=off)


@router.post("/{name}/factor")
def require(request: Request, who: Admin, name: str, required: Text) -> Response:
    return _changed(request, who, name, "require_second_factor", factor_required=required == "yes")


@router.post("/{name}/email")
def set_email(request: Request, who: Admin, name: str, email: Text = "") -> Response:
    """Another address also unties the account from whom it was tied to at the firm's own sign-in."""
    return _changed(request, who, name, "change_email", email=email.strip().casefold() or None, subject=None)


@router.post("/{name}/reset")
def reset(request: Request, who: Admin, name: str) -> Response:
    """A lost password or telephone: both are taken away, and a new link is made."""
    people, station = people_of(request), station_of(request)
    account = second_factor.remove(people, _found(request, name))
    account = people.change(account, password=None)
    people.guard.forgive(account.name)
    station.desk.record("reset_account", who.name, station.now(), account=account.name)
    return _handed(request, account)


def _changed(request: Request, who: Person, name: str, what: str, **values: Any) -> Response:
    station, account = station_of(request), _found(request, name)
    people_of(request).change(account, **values)
    station.desk.record(what, who.name, station.now(), account=account.name)
    return RedirectResponse("/accounts", 303)


def _found(request: Request, name: str) -> Account:
    account = people_of(request).find(name)
    if account is None:
        raise BadArguments("there is no such account", "look at the list again")
    return account
