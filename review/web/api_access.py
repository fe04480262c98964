"""Who asks, through the API: a token in the header Authorization, and what its role may do. No cookie counts here, so
no other site can make a browser act."""

from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBasic, HTTPBasicCredentials, HTTPBearer

from schemas.desk import Permission, Person
from workqueue.tokens import Token, Tokens

from .access import address_of, people_of, station_of
from .api_errors import Refused

bearer = HTTPBearer(
    auto_error=False, scheme_name="token", description="`Authorization: Bearer nd_...`, made by an admin."
)
basic = HTTPBasic(
    auto_error=False,
    scheme_name="calendar",
    description="For calendar programs: any name, the token as the password.",
)
Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]
Basic = Annotated[HTTPBasicCredentials | None, Security(basic)]


def needs(what: Permission) -> Any:
    """A dependency that gives the Person behind the token; refuses with 401, 403 or 429."""

    def person(request: Request, sent: Bearer) -> Person:
        token = _token(request, sent.credentials if sent else None)
        if token.feed:
            raise Refused(403, "this token is for the calendar only", "ask an admin for another one")
        return _allowed(token, what)

    return Depends(person)


def subscriber(request: Request, sent: Bearer, typed: Basic) -> tuple[Person, bool]:
    """Who fetches the calendar, and whether that is to be kept: of a program that does nothing else, once a day."""
    token = _token(request, sent.credentials if sent else typed.password if typed else None)
    last = token.last_used
    first = last is None or last.date() < station_of(request).now().date()
    return _allowed(token, Permission.LOOK), first or not token.feed


def _allowed(token: Token, what: Permission) -> Person:
    if not token.person.may(what):
        raise Refused(403, f"the token's role, {token.role.value}, may not do this ({what.value})")
    return token.person


def _token(request: Request, secret: str | None) -> Token:
    """A token that holds is never made to wait for those that guess."""
    challenge = {"WWW-Authenticate": "Bearer"}
    if not secret:
        raise Refused(401, "no token", "send it as Authorization: Bearer", challenge)
    now = station_of(request).now()
    tokens: Tokens = request.app.state.tokens
    found = tokens.check(secret, now)
    if found is not None:
        return found
    address = address_of(request)
    wait = people_of(request).guard.attempt(f"api {address}", address, now)
    if wait:
        seconds = max(1, round(wait.total_seconds()))
        raise Refused(429, "too many wrong tokens", f"wait {seconds} seconds", {"Retry-After": str(seconds)})
    raise Refused(401, "the token does not hold", "ask an admin for a new one", challenge)
