"""The firm's own sign-in, against a small provider that issues real tokens."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import RSAKey

from review.station import Provider
from schemas.desk import Role
from workqueue.sessions import Stage

from .station_here import Here, station_here

pytestmark = pytest.mark.store
ISSUER = "https://sign-in.firm.example"
KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))


class Issuer:
    """Answers as a provider does; `claims` are changed, and `key` signs, as a test says."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.key, self.algorithm = KEY, "RS256"
        self.metadata = {"issuer": ISSUER, "authorization_endpoint": f"{ISSUER}/go"}
        self.metadata |= {"token_endpoint": f"{ISSUER}/token", "jwks_uri": f"{ISSUER}/keys"}
        self.asked: dict[str, str] = {}
        self.forms: list[dict[str, list[str]]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/keys":
            return httpx.Response(200, json={"keys": [KEY.as_dict(private=False)]})
        if request.url.path == "/token":
            return self.token(request)
        return httpx.Response(200, json=self.metadata)

    def token(self, request: httpx.Request) -> httpx.Response:
        form = parse_qs(request.content.decode())
        self.forms.append(form)
        verifier = form["code_verifier"][0]
        if create_s256_code_challenge(verifier) != self.asked["code_challenge"] or form["code"] != ["good"]:
            return httpx.Response(400, json={"error": "invalid_grant"})
        claims = {"iss": ISSUER, "aud": "desk", "sub": "u7", "exp": 1516453200 + 300, "iat": 1516449600}
        claims |= {"nonce": self.asked["nonce"], "email": "kim@firm.example", "email_verified": True}
        token = jwt.encode({"alg": self.algorithm, "kid": "one"}, claims | self.claims, self.key)
        return httpx.Response(200, json={"id_token": token, "access_token": "x", "token_type": "Bearer"})


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def here(tmp_path: Path, issuer: Issuer) -> Here:
    provider = Provider(issuer=ISSUER, client_id="desk", client_secret="s3cret")
    made = station_here(tmp_path, provider=provider, transport=httpx.MockTransport(issuer))
    made.signed_in(Role.ADMIN)
    made.app.state.people.add("kim", Role.LEAD, made.clock.at, email="Kim@firm.example")
    return made


def there(client: TestClient, issuer: Issuer, where: str = "/me") -> dict[str, str]:
    """Goes to the provider; what the address asked of it."""
    answer = client.get("/sign-in/outside", params={"next": where})
    assert answer.status_code == 303 and answer.headers["location"].startswith(f"{ISSUER}/go?")
    issuer.asked = {name: value[0] for name, value in parse_qs(urlsplit(answer.headers["location"]).query).items()}
    return issuer.asked


def and_back(client: TestClient, issuer: Issuer, **changes: str) -> httpx.Response:
    state = there(client, issuer)["state"]
    return client.get("/sign-in/outside/back", params={"code": "good", "state": state} | changes)


def test_who_has_an_account_is_let_in_and_tied_to_it(here: Here, issuer: Issuer) -> None:
    client = here.visitor()
    done = and_back(client, issuer)
    assert (done.status_code, done.headers["location"]) == (303, "/me")
    assert "kim" in client.get("/me").text
    assert here.app.state.people.find("kim").subject == f"{ISSUER}|u7"
    assert issuer.asked["code_challenge_method"] == "S256"
    assert issuer.asked["redirect_uri"] == issuer.forms[0]["redirect_uri"][0]
    issuer.claims = {"email": "married@firm.example"}  # known by subject from now on
    assert and_back(here.visitor(), issuer).status_code == 303


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"nonce": "another"},
        {"exp": 1516449600 - 600},
        {"azp": "another"},
    ],
)
def test_a_token_that_is_not_for_us_lets_nobody_in(here: Here, issuer: Issuer, claims: dict[str, Any]) -> None:
    issuer.claims = claims
    client = here.visitor()
    assert and_back(client, issuer).status_code == 400
    assert client.get("/me").status_code == 303


def test_a_token_signed_by_another_key_lets_nobody_in(here: Here, issuer: Issuer) -> None:
    issuer.key = OTHER_KEY
    assert and_back(here.visitor(), issuer).status_code == 400


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email": "other@firm.example"}, {"email": None}])
def test_who_is_not_known_gets_no_account(here: Here, issuer: Issuer, claims: dict[str, Any]) -> None:
    issuer.claims = claims
    assert and_back(here.visitor(), issuer).status_code == 403
    assert here.desk.history()[0].what == "sign_in_failed"


def test_the_way_back_holds_once_in_the_browser_it_began_in(here: Here, issuer: Issuer) -> None:
    client = here.visitor()
    state = there(client, issuer)["state"]
    assert here.visitor().get("/sign-in/outside/back", params={"code": "good", "state": state}).status_code == 403
    assert client.get("/sign-in/outside/back", params={"code": "good", "state": state}).status_code == 403
    assert and_back(client, issuer, state="made up").status_code == 403
    assert and_back(client, issuer, error="access_denied").status_code == 403
    assert and_back(client, issuer, code="stolen").status_code == 400


def test_it_ends_after_ten_minutes_and_a_disabled_account_stays_out(here: Here, issuer: Issuer) -> None:
    client = here.visitor()
    state = there(client, issuer)["state"]
    here.clock.go_on(minutes=11)
    assert client.get("/sign-in/outside/back", params={"code": "good", "state": state}).status_code == 403
    people = here.app.state.people
    people.change(people.find("kim"), disabled=True)
    assert and_back(here.visitor(), issuer).status_code == 403


def test_a_provider_that_calls_itself_otherwise_is_not_asked(here: Here, issuer: Issuer) -> None:
    for change in ({"issuer": "https://evil.example"}, {"issuer": ISSUER, "token_endpoint": "http://sign-in/token"}):
        issuer.metadata |= change
        assert here.visitor().get("/sign-in/outside").status_code == 400


def test_a_required_factor_is_the_providers_business(here: Here, issuer: Issuer) -> None:
    here.app.state.people.guard.set_rule("factor_required", "yes")
    client = here.visitor()
    and_back(client, issuer)
    assert client.get("/upload").status_code == 200


def test_without_a_provider_there_is_no_such_way(tmp_path: Path) -> None:
    made = station_here(tmp_path)
    made.signed_in(Role.ADMIN, stage=Stage.FULL)
    assert "firm's account" not in made.visitor().get("/sign-in").text
    assert made.visitor().get("/sign-in/outside").status_code == 400
