"""`noticedesk review`: where it may listen, what it trusts, what it prints."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from flows import review_server
from flows.review_server import Wish, check
from flows.settings import load
from schemas.errors import BadArguments

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


@pytest.mark.store
def test_the_first_link_is_told_until_somebody_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from schemas.desk import Role  # noqa: PLC0415
    from workqueue import open_store  # noqa: PLC0415
    from workqueue.people import People  # noqa: PLC0415

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
