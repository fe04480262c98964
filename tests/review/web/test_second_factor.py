"""The second factor and one's own password, from the page a person sees to the store."""

import re
from datetime import datetime

import pyotp
import pytest
from fastapi.testclient import TestClient

from review.web.access import COOKIE, TOKEN_FIELD
from review.web.sign_in import FACTOR_RULE, FIRST_START
from schemas.desk import Role
from workqueue.sessions import Stage

from .station_here import PASSWORD, Here, token_for
from .test_access import form_token, sign_in

pytestmark = pytest.mark.store


def secret_on(page: str) -> str:
    return re.search(r"By hand: <code>([A-Z2-7]+)</code>", page)[1]  # type: ignore[index]


def code_of(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def keep(client: TestClient) -> None:
    """The session is another one now: its forms carry another token."""
    client.headers["X-CSRF-Token"] = token_for(client.cookies[COOKIE])


def set_up(here: Here, client: TestClient) -> tuple[str, list[str]]:
    """The secret and the recovery codes."""
    secret = secret_on(client.post("/me/factor/begin", data={"old": PASSWORD}).text)
    done = client.post("/me/factor/confirm", data={"code": code_of(secret, here.clock.at)})
    assert done.status_code == 200
    client.cookies.delete(COOKIE)
    return secret, re.findall(r"<li>([0-9a-f]{4}(?:-[0-9a-f]{4}){3})</li>", done.text)


def second(client: TestClient, code: str) -> int:
    token = form_token(client, "/sign-in/second")
    return client.post("/sign-in/second", data={"code": code, TOKEN_FIELD: token, "back": "/me"}).status_code


def test_once_set_up_the_password_alone_opens_nothing(here: Here) -> None:
    secret, codes = set_up(here, here.signed_in(Role.LEAD))
    assert len(codes) == 10
    here.clock.go_on(minutes=2)
    client = here.visitor()
    assert sign_in(client, "lead").headers["location"].startswith("/sign-in/second")
    assert client.get("/me").headers["location"] == "/sign-in/second"
    assert second(client, "000000") == 403
    assert second(client, code_of(secret, here.clock.at)) == 303
    assert client.get("/me").status_code == 200


def test_a_code_and_a_recovery_code_hold_once(here: Here) -> None:
    secret, codes = set_up(here, here.signed_in(Role.LEAD))
    here.clock.go_on(minutes=2)
    code = code_of(secret, here.clock.at)
    for given, status in ((code, 303), (code, 403), (codes[0], 303), (codes[0], 403), (codes[1].upper(), 303)):
        client = here.visitor()
        sign_in(client, "lead")
        assert second(client, given) == status, given


def test_guessing_codes_is_slowed_down(here: Here) -> None:
    set_up(here, here.signed_in(Role.LEAD))
    client = here.visitor()
    sign_in(client, "lead")
    tries = [second(client, f"{n:06}") for n in range(6)]
    assert 429 in tries and tries.index(429) <= 5


def test_the_secret_lies_sealed_in_the_store(here: Here) -> None:
    client = here.signed_in(Role.LEAD)
    page = client.post("/me/factor/begin", data={"old": PASSWORD}).text
    assert "viewBox" in page.split('class="qr-frame"')[1].split("</svg>")[0]  # drawn whole at any size
    secret = secret_on(page)
    account = here.app.state.people.find("lead")
    assert account.factor_pending and secret.encode() not in account.factor_pending
    assert here.station.secrets.open(account.factor_pending) == secret.encode()  # type: ignore[union-attr]


def test_a_wrong_first_code_leaves_everything_as_it_was(here: Here) -> None:
    client = here.signed_in(Role.LEAD)
    client.post("/me/factor/begin", data={"old": PASSWORD})
    assert client.post("/me/factor/confirm", data={"code": "000000"}).status_code == 400
    assert here.app.state.people.find("lead").factor is None


def test_the_password_is_asked_again_before_the_factor_changes(here: Here) -> None:
    client = here.signed_in(Role.LEAD)
    assert client.post("/me/factor/begin", data={"old": "wrong"}).status_code == 400
    assert client.post("/me/factor/remove", data={"old": "wrong"}).status_code == 400


def test_where_the_office_requires_it_nobody_goes_on_without(here: Here) -> None:
    here.signed_in(Role.LEAD)
    here.app.state.people.guard.set_rule(FACTOR_RULE, "yes")
    client = here.visitor()
    assert sign_in(client, "lead").headers["location"] == "/me"
    assert client.get("/queue").headers["location"] == "/me"
    keep(client)
    secret = secret_on(client.post("/me/factor/begin", data={"old": PASSWORD}).text)
    done = client.post("/me/factor/confirm", data={"code": code_of(secret, here.clock.at)})
    assert done.status_code == 200
    assert client.get("/queue").status_code == 200
    keep(client)
    assert client.post("/me/factor/remove", data={"old": PASSWORD}).status_code == 400


def test_another_password_signs_out_everywhere_else(here: Here) -> None:
    here_, there_ = here.signed_in(Role.LEAD), here.signed_in(Role.LEAD)
    new = "quite another sentence"
    wrong = (
        {"old": "wrong", "password": new, "again": new},
        {"old": PASSWORD, "password": new, "again": "otherwise " + new},
        {"old": PASSWORD, "password": "short", "again": "short"},
        {"old": PASSWORD, "password": "lead lead lead", "again": "lead lead lead"},
    )
    for form in wrong:
        assert here_.post("/me/password", data=form).status_code == 400
    assert here_.post("/me/password", data={"old": PASSWORD, "password": new, "again": new}).status_code == 303
    assert there_.get("/me").status_code == 303
    assert sign_in(here.visitor(), "lead").status_code == 403
    assert sign_in(here.visitor(), "lead", new).status_code == 303


def test_the_first_link_makes_the_admin_and_holds_once(here: Here) -> None:
    people = here.app.state.people
    until = here.clock.at.replace(hour=23)
    ticket = people.guard.issue(FIRST_START, "admin", until)
    client = here.visitor()
    token = form_token(client, f"/sign-in/first/{ticket}")
    form = {"name": "Owner", "password": PASSWORD, "again": PASSWORD, TOKEN_FIELD: token}
    assert client.post(f"/sign-in/first/{ticket}", data=form | {"again": "x"}).status_code == 400
    assert client.post(f"/sign-in/first/{ticket}", data=form).headers["location"] == "/"
    assert people.find("owner").role is Role.ADMIN
    again = people.guard.issue(FIRST_START, "admin", until)
    for used in (ticket, again):  # nobody becomes the first where somebody is
        assert here.visitor().get(f"/sign-in/first/{used}").status_code == 400


def test_a_halfway_session_cannot_touch_the_account(here: Here) -> None:
    set_up(here, here.signed_in(Role.LEAD))
    client = here.signed_in(Role.LEAD, stage=Stage.SECOND)
    for path in ("/me/password", "/me/factor/begin", "/me/factor/remove", "/me/factor/confirm"):
        assert client.post(path, data={"old": PASSWORD}).headers["location"] == "/sign-in/second"
