"""`noticedesk review`: where it may listen, what it trusts, what it prints."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from flows import cli, doctor, keys, review_server
from flows.review_server import Wish, check
from flows.settings import load
from flows.uploads import UploadRoom
from review.station import Station
from review.web.access import COOKIE
from review.web.app import create_app
from schemas.desk import Role
from schemas.errors import BadArguments
from tests.workqueue.make import begin, keep, notice, scan
from workqueue import open_store
from workqueue.people import People
from workqueue.sessions import Stage

FREE = 0  # any port


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    (tmp_path / "desk.pem").write_text("certificate")
    return tmp_path / "desk.pem"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.9"])
def test_on_this_machine_nothing_more_is_needed(host: str) -> None:
    check(Wish(host=host, port=FREE))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "desk.firm.example"])
def test_elsewhere_it_refuses_to_go_in_clear(host: str) -> None:
    with pytest.raises(BadArguments, match="in clear"):
        check(Wish(host=host, port=FREE))


def test_elsewhere_it_goes_with_tls(pem: Path) -> None:
    check(Wish(host="0.0.0.0", port=FREE, certificate=pem, certificate_key=pem))
    check(Wish(host="0.0.0.0", port=FREE, behind_tls=True))


def test_half_a_certificate_is_none(pem: Path) -> None:
    for wish in (
        Wish(port=FREE, certificate=pem),
        Wish(port=FREE, certificate_key=pem),
        Wish(port=FREE, certificate=pem, certificate_key=pem.with_name("gone")),
        Wish(port=FREE, certificate=pem, certificate_key=pem, behind_tls=True),
    ):
        with pytest.raises(BadArguments):
            check(wish)


def answered(app: Any, scope: dict[str, Any]) -> int:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    asyncio.run(app({"type": "http", "method": "GET", "path": "/", "headers": [], **scope}, receive, send))
    return int(sent[0]["status"])


async def open_page(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"secret"})


def test_behind_tls_what_came_in_clear_is_told_nothing() -> None:
    app = review_server._only_by_tls(open_page)
    assert answered(app, {"scheme": "http"}) == 403
    assert answered(app, {"scheme": "https"}) == 200


def test_here_another_name_is_refused() -> None:
    app = review_server._only_here(open_page, Wish())
    assert answered(app, {"scheme": "http", "headers": [(b"host", b"127.0.0.1:8765")]}) == 200
    assert answered(app, {"scheme": "http", "headers": [(b"host", b"evil.example:8765")]}) == 400


@pytest.mark.parametrize(
    ("wish", "address"),
    [
        (Wish(), "http://127.0.0.1:8765"),
        (Wish(host="::1"), "http://[::1]:8765"),
        (Wish(host="desk.example", behind_tls=True), "https://desk.example"),
        (Wish(host="desk.example", certificate=Path("x"), port=8443), "https://desk.example:8443"),
    ],
)
def test_the_address_it_tells(wish: Wish, address: str) -> None:
    assert review_server._address(wish) == address


def test_the_provider_is_told_whole_or_not_at_all(tmp_path: Path) -> None:
    env = {"NOTICEDESK_HOME": str(tmp_path)}
    assert review_server._provider(load(env)) is None
    env["NOTICEDESK_OIDC_ISSUER"] = "https://sign-in.example"
    with pytest.raises(BadArguments, match="client's id"):
        review_server._provider(load(env))
    env["NOTICEDESK_OIDC_CLIENT_ID"] = "desk"
    env["NOTICEDESK_OIDC_CLIENT_SECRET_FILE"] = str(tmp_path / "secret")
    with pytest.raises(BadArguments, match="can't be read"):
        review_server._provider(load(env))
    (tmp_path / "secret").write_text("s3cret\n")
    provider = review_server._provider(load(env))
    assert provider and provider.client_secret == "s3cret" and "s3cret" not in repr(provider)


def test_the_share_of_the_quality_sample_is_a_setting(tmp_path: Path) -> None:
    def share(**env: str) -> int:
        return load({"NOTICEDESK_HOME": str(tmp_path)} | env).quality_sample

    assert (share(), share(NOTICEDESK_QUALITY_SAMPLE="0"), share(NOTICEDESK_QUALITY_SAMPLE="40")) == (16, 0, 40)
    for wrong in ("-1", "a few", "0.5", "1000001"):
        with pytest.raises(BadArguments, match="NOTICEDESK_QUALITY_SAMPLE is"):
            share(NOTICEDESK_QUALITY_SAMPLE=wrong)
    assert doctor._shown(load({"NOTICEDESK_QUALITY_SAMPLE": "40"}), "quality_sample") == "40"


@pytest.mark.store
def test_the_first_link_is_told_until_somebody_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = People(open_store(str(tmp_path / "store.db")))
    review_server._greet(people, Wish())
    assert re.search(r"http://127\.0\.0\.1:8765/sign-in/first/[\w-]{43}", capsys.readouterr().err)
    owner = people.add("owner", Role.ADMIN, review_server._now())
    people.change(owner, password="hash", factor=b"sealed", disabled=False)
    review_server._greet(people, Wish())
    assert capsys.readouterr().err == ""
    assert review_server._reset(people, Wish(reset="Owner")) == 0
    assert "/sign-in/first/" in capsys.readouterr().err
    changed = people.find("owner")
    assert changed and changed.password is None and changed.factor is None
    with pytest.raises(BadArguments):
        review_server._reset(people, Wish(reset="nobody"))


@contextmanager
def opened(home: Path, day: date | None) -> Iterator[Station]:
    """The real parts over a store with one open notice, to be acted on by 2018-01-29."""
    settings = load({"NOTICEDESK_HOME": str(home)})
    store = open_store(settings.db, sealer=keys.open_sealer(settings))
    if not store.runs():
        file = scan("a.pdf")
        begin(store, "monday", file)
        keep(store, "monday", {"a.pdf": [notice(file)]})
    uploads = UploadRoom(settings, review_server._now, day=day)
    yield review_server.station(settings, store, uploads, day)
    uploads.close()
    store.close()
    keys.let_go(settings.home)


@pytest.mark.store
def test_the_station_judges_and_shows_from_the_day_that_was_named(tmp_path: Path) -> None:
    for day, over in ((date(2018, 1, 20), False), (date(2018, 2, 20), True)):
        with opened(tmp_path, day) as station:
            assert (station.today(), station.judge.today(), station.scans._today()) == (day, day, day)  # type: ignore[attr-defined]
            people = People(station.store)
            anna = people.find("anna") or people.add("anna", Role.ANALYST, station.now())
            anna = people.change(anna, password="hash")
            secret = people.sessions.begin(anna, Stage.FULL, station.now())
            client = TestClient(create_app(station), base_url="http://localhost", cookies={COOKIE: secret})
            (row,) = station.store.queue()
            assert (f"/notices/{row.notice_id}" in client.get("/queue?due=overdue").text) == over
            assert ("22 days over" in client.get("/queue").text) == over
    with opened(tmp_path, None) as station:
        assert station.quality_sample == 16
        assert station.today() == station.judge.today() == date.today()  # type: ignore[attr-defined]


def test_the_command_hands_the_day_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Wish] = []
    monkeypatch.setattr(review_server, "serve", lambda wish: asked.append(wish) or 0)
    assert cli.run(["review", "--today", "2018-02-20"]) == 0 == cli.run(["review"])
    assert [wish.today for wish in asked] == [date(2018, 2, 20), None]
    assert cli.run(["review", "--today", "20 February"]) == 1
