"""The firm's own sign-in: OpenID Connect, authorization code with PKCE. Whose account it is was set by an admin."""

import json
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.responses import Response

from review.station import Provider
from schemas.errors import BadArguments
from workqueue.account import Account

from .access import inside, people_of, station_of
from .pages import render
from .sign_in import welcome

router = APIRouter(prefix="/sign-in/outside")
_TICKET = "outside"
_COOKIE = "noticedesk_outside"
_MINUTES = 10
# Signed by the provider's own key: a client secret may be known to others, "none" to everybody.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]


@router.get("")
def go(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    provider = _provider(request)
    with _client(request) as client:
        where = _metadata(client, provider)["authorization_endpoint"]
    kept = {"nonce": secrets.token_urlsafe(24), "verifier": secrets.token_urlsafe(48), "back": inside(next)}
    until = station_of(request).now() + timedelta(minutes=_MINUTES)
    state = people_of(request).guard.issue(_TICKET, json.dumps(kept), until)
    address = prepare_grant_uri(
        where,
        provider.client_id,
        "code",
        redirect_uri=_way_back(request),
        scope=["openid", "email"],
        state=state,
        nonce=kept["nonce"],
        code_challenge=create_s256_code_challenge(kept["verifier"]),
        code_challenge_method="S256",
    )
    answer = RedirectResponse(address, 303)
    # The way back holds in this browser only: nobody can be signed in as somebody else by a link.
    secure = request.url.scheme == "https"
    answer.set_cookie(_COOKIE, state, max_age=60 * _MINUTES, httponly=True, secure=secure, samesite="lax")
    return answer


@router.get("/back", name="outside_back")
def back(request: Request, code: str = "", state: str = "", error: str = "") -> Response:
    station, people, provider = station_of(request), people_of(request), _provider(request)
    begun = people.guard.redeem(_TICKET, state, station.now()) if state else None
    if begun is None or not secrets.compare_digest(request.cookies.get(_COOKIE, "").encode(), state.encode()):
        return _refused(request, "This way back was used already, is too old, or began in another browser.")
    if error or not code:
        return _refused(request, "Your firm's sign-in did not let you in.")
    kept = json.loads(begun)
    asked = {"grant_type": "authorization_code", "code": code, "code_verifier": kept["verifier"]}
    with _client(request) as client:
        claims = _claims(client, provider, asked | {"redirect_uri": _way_back(request)}, kept["nonce"], station.now())
    account = _account(request, provider, claims)
    if account is None:
        station.desk.record("sign_in_failed", "unknown", station.now(), by="oidc")
        return _refused(request, "There is no account here for you yet. Ask an admin to add your address to one.")
    answer = welcome(request, account, kept["back"], by="oidc")
    answer.delete_cookie(_COOKIE)
    return answer


def _provider(request: Request) -> Provider:
    provider = station_of(request).provider
    if provider is None:
        raise BadArguments("no other sign-in is set up here", "sign in by name and password")
    return provider


def _client(request: Request) -> httpx.Client:
    return httpx.Client(transport=station_of(request).transport, timeout=10)


def _way_back(request: Request) -> str:
    return str(request.url_for("outside_back"))


def _metadata(client: httpx.Client, provider: Provider) -> dict[str, Any]:
    """What the provider says of itself. Raises BadArguments where it does not answer, or says it is another."""
    found = _json(client, f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise BadArguments("your firm's sign-in calls itself otherwise", "check NOTICEDESK_OIDC_ISSUER")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not str(found.get(name, "")).startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise BadArguments("your firm's sign-in is not served by TLS", "check NOTICEDESK_OIDC_ISSUER")
    return found


def _json(client: httpx.Client, address: str) -> dict[str, Any]:
    return _answered(lambda: client.get(address))


def _answered(ask: Callable[[], httpx.Response]) -> dict[str, Any]:
    try:
        answer = ask()
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, ValueError):
        raise BadArguments("your firm's sign-in does not answer", "try again, or sign in by password") from None
    return found if isinstance(found, dict) else {}


def _claims(
    client: httpx.Client, provider: Provider, asked: dict[str, str], nonce: str, at: datetime
) -> dict[str, Any]:
    """The claims of the ID token, checked: signature, issuer, audience, nonce, time. Raises BadArguments."""
    metadata = _metadata(client, provider)
    known = provider.client_secret
    auth = httpx.BasicAuth(provider.client_id, known) if known else httpx.USE_CLIENT_DEFAULT
    public = {} if known else {"client_id": provider.client_id}
    answer = _answered(lambda: client.post(metadata["token_endpoint"], data=asked | public, auth=auth))
    wanted = jwt.JWTClaimsRegistry(
        now=int(at.timestamp()),
        leeway=60,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        keys = KeySet.import_key_set(_json(client, metadata["jwks_uri"]))  # type: ignore[arg-type]
        claims = jwt.decode(str(answer["id_token"]), keys, algorithms=_ALGORITHMS).claims
        wanted.validate(claims)
        if claims.get("azp", provider.client_id) != provider.client_id:
            raise ValueError("a token for another client")
    except (JoseError, KeyError, ValueError):
        what = "what your firm's sign-in said of you can't be trusted"
        raise BadArguments(what, "try again; if it stays so, tell your admin") from None
    return dict(claims)


def _account(request: Request, provider: Provider, claims: dict[str, Any]) -> Account | None:
    """By subject; the first time by an address that the provider has verified. Tied to the subject from then on."""
    people, subject = people_of(request), f"{provider.issuer}|{claims['sub']}"
    email = claims.get("email") if claims.get("email_verified") is True else None
    account = people.find_outside(subject, email if isinstance(email, str) else None)
    if account is None or account.disabled:
        return None
    return account if account.subject else people.change(account, subject=subject)


def _refused(request: Request, trouble: str) -> Response:
    provider = station_of(request).provider
    return render(
        request, "sign_in.html", status=403, back="/", trouble=trouble, name="", provider=provider, first=False
    )
