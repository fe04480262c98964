"""The firm's own sign-in: OpenID Connect, authorization code with PKCE. Whose account it is was set by an admin."""

import json
import secrets
from datetime import datetime, timedelta
from typing import Any

import httpx
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.jose import JsonWebKey, JsonWebToken
from authlib.jose.errors import JoseError
from authlib.oidc.core import CodeIDToken
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
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
    with _client(request, provider) as client:
        where = _metadata(client, provider)["authorization_endpoint"]
        kept = {"nonce": secrets.token_urlsafe(24), "verifier": secrets.token_urlsafe(48), "back": inside(next)}
        until = station_of(request).now() + timedelta(minutes=_MINUTES)
        state = people_of(request).guard.issue(_TICKET, json.dumps(kept), until)
        address, _ = client.create_authorization_url(
            where, state=state, nonce=kept["nonce"], code_verifier=kept["verifier"]
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
    with _client(request, provider) as client:
        claims = _claims(client, provider, code, kept, station.now())
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


def _client(request: Request, provider: Provider) -> OAuth2Client:
    return OAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        scope="openid email",
        redirect_uri=str(request.url_for("outside_back")),
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic" if provider.client_secret else "none",
        transport=station_of(request).transport,
        timeout=10,
    )


def _metadata(client: OAuth2Client, provider: Provider) -> dict[str, Any]:
    """What the provider says of itself. Raises BadArguments where it does not answer, or says it is another."""
    found = _json(client, f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise BadArguments("your firm's sign-in calls itself otherwise", "check NOTICEDESK_OIDC_ISSUER")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not str(found.get(name, "")).startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise BadArguments("your firm's sign-in is not served by TLS", "check NOTICEDESK_OIDC_ISSUER")
    return found


def _json(client: OAuth2Client, address: str) -> dict[str, Any]:
    try:
        answer = client.request("GET", address, withhold_token=True)
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, ValueError):
        raise BadArguments("your firm's sign-in does not answer", "try again, or sign in by password") from None
    return found if isinstance(found, dict) else {}


def _claims(
    client: OAuth2Client, provider: Provider, code: str, kept: dict[str, str], at: datetime
) -> dict[str, Any]:
    """The claims of the ID token, checked: signature, issuer, audience, nonce, time. Raises BadArguments."""
    metadata = _metadata(client, provider)
    try:
        token = client.fetch_token(metadata["token_endpoint"], code=code, code_verifier=kept["verifier"])
        keys = JsonWebKey.import_key_set(_json(client, metadata["jwks_uri"]))
        wanted = {"iss": {"essential": True, "value": provider.issuer}, "sub": {"essential": True}}
        wanted["aud"] = {"essential": True, "value": provider.client_id}
        claims = JsonWebToken(_ALGORITHMS).decode(
            token["id_token"],
            keys,
            claims_cls=CodeIDToken,
            claims_options=wanted,
            claims_params={"nonce": kept["nonce"], "client_id": provider.client_id},
        )
        claims.validate(now=int(at.timestamp()), leeway=60)
    except (JoseError, OAuthError, httpx.HTTPError, KeyError, ValueError):
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
