"""Who gets in, who may do what, and what a request from elsewhere meets."""

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from review.web.access import COOKIE, TOKEN_FIELD, VISITOR, inside
from schemas.desk import Role
from workqueue.guard import FREE_TRIES
from workqueue.sessions import IDLE, LONGEST, Stage

from .station_here import PASSWORD, Here

pytestmark = pytest.mark.store


def form_token(client: TestClient, path: str = "/sign-in") -> str:
    return client.get(path).text.split(f'name="{TOKEN_FIELD}" value="')[1].split('"')[0]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> Response:
    token = form_token(client)
    return client.post("/sign-in", data={"name": name, "password": password, TOKEN_FIELD: token, **more})


def test_a_visitor_is_sent_to_sign_in_and_comes_back(here: Here) -> None:
    here.signed_in(Role.ANALYST)
    client = here.visitor()
    asked = client.get("/me")
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in?next=/me")
    done = sign_in(client, "Analyst", back="/me")
    assert (done.status_code, done.headers["location"]) == (303, "/me")
    assert client.get("/me").status_code == 200


def test_htmx_and_programs_are_told_by_status(here: Here) -> None:
    client = here.visitor()
    assert client.get("/queue", headers={"hx-request": "true"}).headers["hx-redirect"] == "/sign-in?next=/"
    assert client.get("/queue", headers={"hx-request": "true"}).status_code == 401


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"])
def test_signing_in_leads_nowhere_else(elsewhere: str) -> None:
    assert inside(elsewhere) == "/"


def test_signing_in_gives_another_session_than_before(here: Here) -> None:
    before = here.signed_in(Role.LEAD).cookies[COOKIE]
    assert sign_in(here.visitor(), "lead").cookies[COOKIE] != before
    assert here.app.state.people.sessions.find(before, here.clock.at) is not None  # another browser's goes on


def test_the_cookie_is_out_of_reach_and_secure_behind_tls(here: Here) -> None:
    here.signed_in(Role.LEAD)
    plain = sign_in(here.visitor(), "lead").headers["set-cookie"].lower()
    assert "httponly" in plain and "samesite=lax" in plain and "secure" not in plain
    client = here.visitor(base_url="https://localhost")
    answer = sign_in(client, "lead")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert answer.headers["strict-transport-security"].startswith("max-age")


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper()])
def test_a_wrong_password_says_no_more_than_a_wrong_name(here: Here, password: str) -> None:
    here.signed_in(Role.LEAD)
    known, unknown = sign_in(here.visitor(), "lead", password), sign_in(here.visitor(), "leda", password)
    assert known.status_code == unknown.status_code == 403
    words = "The name or the password is not right"
    assert words in known.text and words in unknown.text


def test_after_five_failures_one_waits_longer_each_time(here: Here) -> None:
    here.signed_in(Role.LEAD)
    for _ in range(FREE_TRIES):
        assert sign_in(here.visitor(), "lead", "wrong").status_code == 403
    assert sign_in(here.visitor(), "lead").status_code == 429  # also with the right one
    here.clock.go_on(seconds=31)
    assert sign_in(here.visitor(), "lead", "wrong").status_code == 403
    here.clock.go_on(seconds=31)
    assert sign_in(here.visitor(), "lead").status_code == 429  # a minute now
    here.clock.go_on(seconds=31)
    assert sign_in(here.visitor(), "lead").status_code == 303
    assert sign_in(here.visitor(), "lead", "wrong").status_code == 403  # and it begins anew


def test_an_address_that_tries_many_names_waits_too(here: Here) -> None:
    here.signed_in(Role.LEAD)
    tries = [sign_in(here.visitor(), f"name{n}", "wrong").status_code for n in range(21)]
    assert tries == [403] * 20 + [429]
    assert sign_in(here.visitor(), "lead").status_code == 429


def test_a_name_that_may_be_a_password_is_not_kept(here: Here) -> None:
    here.signed_in(Role.LEAD)
    sign_in(here.visitor(), "my secret sentence", "wrong")
    sign_in(here.visitor(), "lead", "wrong")
    assert [one.who for one in here.desk.history()] == ["lead", "unknown"]


def test_a_session_ends_when_idle_and_after_a_day_of_work(here: Here) -> None:
    client = here.signed_in(Role.LEAD)
    here.clock.at += IDLE
    assert client.get("/me").status_code == 200
    here.clock.at += IDLE
    assert client.get("/me").status_code == 200
    here.clock.go_on(minutes=46)
    assert client.get("/me").status_code == 303
    client = here.signed_in(Role.LEAD)
    for _ in range(int(LONGEST / IDLE)):
        here.clock.at += IDLE
        assert client.get("/me").status_code == 200
    here.clock.go_on(minutes=1)
    assert client.get("/me").status_code == 303


def test_signing_out_ends_the_session_in_the_store(here: Here) -> None:
    client = here.signed_in(Role.LEAD)
    secret = client.cookies[COOKIE]
    answer = client.post("/sign-out")
    assert answer.headers["location"] == "/sign-in"
    assert here.app.state.people.sessions.find(secret, here.clock.at) is None


def test_the_store_holds_no_secret_of_a_session(here: Here, tmp_path) -> None:  # type: ignore[no-untyped-def]
    secret = here.signed_in(Role.LEAD).cookies[COOKIE]
    here.station.store.close()
    kept = b"".join(one.read_bytes() for one in tmp_path.glob("store.db*"))
    assert secret.encode() not in kept and PASSWORD.encode() not in kept


def test_a_session_that_is_halfway_opens_nothing(here: Here) -> None:
    for stage, where in ((Stage.SECOND, "/sign-in/second"), (Stage.SETUP, "/me")):
        client = here.signed_in(Role.ADMIN, stage=stage)
        assert client.get("/queue").headers["location"] == where
        assert client.get("/accounts").headers["location"] == where
        assert client.post("/accounts/admin/reset").headers["location"] == where


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"x-csrf-token": "0" * 64},
        {"x-csrf-token": ""},
    ],
)
def test_what_another_site_sends_is_refused(here: Here, headers: dict[str, str]) -> None:
    client = here.signed_in(Role.ADMIN)
    secret = client.cookies[COOKIE]
    assert client.post("/sign-out", headers=headers).status_code == 403
    assert here.app.state.people.sessions.find(secret, here.clock.at) is not None


def test_a_form_of_ours_passes_with_either_header(here: Here) -> None:
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": "http://localhost"}):
        assert here.signed_in(Role.ADMIN).post("/sign-out", headers=headers).status_code == 303


def test_without_a_token_even_the_sign_in_form_is_refused(here: Here) -> None:
    client = here.visitor()
    assert client.post("/sign-in", data={"name": "a", "password": "b"}).status_code == 403
    client.cookies.set(VISITOR, "planted")
    assert client.post("/sign-in", data={"name": "a", "password": "b", TOKEN_FIELD: "planted"}).status_code == 403


def test_every_answer_says_what_a_browser_may_not_do(here: Here) -> None:
    client = here.signed_in(Role.LEAD)
    for path in ("/me", "/nowhere", "/sign-in"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"


def test_a_disabled_account_is_out_at_once(here: Here) -> None:
    client = here.signed_in(Role.LEAD)
    here.signed_in(Role.ADMIN)
    people = here.app.state.people
    people.change(people.find("lead"), disabled=True)
    assert client.get("/me").status_code == 303
    assert sign_in(here.visitor(), "lead").status_code == 403
