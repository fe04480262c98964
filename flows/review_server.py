"""`noticedesk review`: the review station with its real parts, behind a server that is private unless told."""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import rules
from extractors.reader import Reader
from review.station import Provider, Station
from review.web import second_factor
from review.web.app import create_app
from review.web.sign_in import FIRST_START, NEW_PASSWORD, TICKET_HOURS
from schemas.document import NoticeIdentity
from schemas.errors import BadArguments
from schemas.notice import Notice, NoticeFacts
from workqueue import Store, open_store, private_folder
from workqueue.desk import Desk
from workqueue.people import People

from . import reading
from .cutting import Cutter
from .keys import open_sealer, secrets_of
from .logs import redact_logs
from .office import Office, open_office
from .scans import ScanRoom
from .settings import Settings, load
from .terminal import say
from .uploads import UploadRoom


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked for. `today`: the day of the office for as long as the station is open; None: each
    day its own."""

    host: str = "127.0.0.1"
    port: int = 8765
    certificate: Path | None = None
    certificate_key: Path | None = None
    behind_tls: bool = False
    proxy: str = "127.0.0.1"
    reset: str | None = None
    db: str | None = None
    today: date | None = None

    @property
    def tls(self) -> bool:
        return self.certificate is not None or self.behind_tls


def serve(wish: Wish) -> int:
    """Until it is ended. Raises BadArguments for an address that needs TLS and has none."""
    check(wish)
    settings = load(db=wish.db)
    redact_logs()
    reading.check_data()
    private_folder(settings.home)
    store = open_store(settings.db, sealer=open_sealer(settings))
    if wish.reset:
        return _reset(People(store), wish)
    uploads = UploadRoom(settings, _now, day=wish.today)
    try:
        _run(create_app(station(settings, store, uploads, wish.today)), store, wish)
    except KeyboardInterrupt:
        say("The review station is closed.")
    finally:
        uploads.close()
        store.close()
    return 0


def check(wish: Wish) -> None:
    """Raises BadArguments where pages would go over a network in clear, or the certificate is not whole."""
    if (wish.certificate is None) != (wish.certificate_key is None):
        raise BadArguments("a certificate and its key belong together", "give --certificate and --certificate-key")
    for file in (wish.certificate, wish.certificate_key):
        if file is not None and not file.is_file():
            raise BadArguments(f"there is no file {file.name}", "check the path of the certificate")
    if wish.certificate and wish.behind_tls:
        raise BadArguments("--certificate and --behind-tls exclude each other", "give one of them")
    if not _is_this_machine(wish.host) and not wish.tls:
        raise BadArguments(
            f"{wish.host} can be reached by others, and pages would go there in clear",
            "give --certificate and --certificate-key, or --behind-tls where a proxy in front ends TLS",
        )
    with socket.socket(socket.AF_INET6 if ":" in wish.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((wish.host, wish.port))
        except OSError as error:
            what = f"{wish.host} port {wish.port} can't be opened ({error.strerror})"
            raise BadArguments(what, "end the program that uses it, or choose another with --port") from None


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def station(settings: Settings, store: Store, uploads: UploadRoom, day: date | None = None) -> Station:
    """The real parts; `day` as `Wish.today`. Raises InvalidData, ToolMissing."""
    today = (lambda: day) if day else date.today
    office, desk = open_office(settings), Desk(store)
    how = reading.from_settings(settings)
    cutter = Cutter(settings, store, desk, office, reading.BUILD, how)
    return Station(
        store=store,
        desk=desk,
        now=_now,
        today=today,
        judge=_Judge(office, today),
        law=office.law,
        book=office.book,
        scans=ScanRoom(cutter, Reader(reading.reader_settings(how)), today),
        uploads=uploads,
        home=settings.home,
        secrets=secrets_of(open_sealer(settings)),
        provider=_provider(settings),
        quality_sample=settings.quality_sample,
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    office: Office
    today: Callable[[], date]

    def __call__(self, facts: NoticeFacts, known: Sequence[NoticeIdentity]) -> Notice:
        law, book = self.office.law, self.office.book
        return rules.judge(
            facts, today=self.today(), known=tuple(known), law=law, book=book, thresholds=self.office.thresholds
        )


def _provider(settings: Settings) -> Provider | None:
    if not settings.oidc_issuer:
        return None
    if not settings.oidc_client_id:
        raise BadArguments("NOTICEDESK_OIDC_ISSUER is set, the client's id is not", "set NOTICEDESK_OIDC_CLIENT_ID")
    secret = None
    if settings.oidc_client_secret_file:
        try:
            secret = settings.oidc_client_secret_file.read_text().strip()
        except OSError as error:
            what = f"NOTICEDESK_OIDC_CLIENT_SECRET_FILE can't be read ({error.strerror})"
            raise BadArguments(what, "check the path and who may read it") from None
    return Provider(issuer=settings.oidc_issuer, client_id=settings.oidc_client_id, client_secret=secret)


def _run(app: Any, store: Store, wish: Wish) -> None:
    import uvicorn  # noqa: PLC0415

    seen_from = f", as seen from {wish.today}" if wish.today else ""
    say(f"The review station is open at {_address(wish)}{seen_from}. Ctrl-C closes it.")
    _greet(People(store), wish)
    uvicorn.run(
        _only_by_tls(app) if wish.behind_tls else _only_here(app, wish),
        host=wish.host,
        port=wish.port,
        log_level="warning",
        access_log=False,  # addresses hold what people look for
        server_header=False,
        proxy_headers=wish.behind_tls,
        forwarded_allow_ips=wish.proxy if wish.behind_tls else "",
        ssl_certfile=wish.certificate,
        ssl_keyfile=wish.certificate_key,
        timeout_graceful_shutdown=5,
    )


def _only_by_tls(app: Any) -> Any:
    """What did not come through the proxy, or came to it in clear, is told nothing."""

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["scheme"] != "https":
            headers = [(b"content-type", b"text/plain; charset=utf-8")]
            await send({"type": "http.response.start", "status": 403, "headers": headers})
            await send({"type": "http.response.body", "body": b"This page is served by TLS only.\n"})
            return
        await app(scope, receive, send)

    return guarded


def _only_here(app: Any, wish: Wish) -> Any:
    """On this machine's own address a page of another name is one that was turned here by a trick with names."""
    if not _is_this_machine(wish.host):
        return app
    from starlette.middleware.trustedhost import TrustedHostMiddleware  # noqa: PLC0415

    return TrustedHostMiddleware(app, allowed_hosts=["localhost", "127.0.0.1", "[::1]", wish.host])


def _greet(people: People, wish: Wish) -> None:
    if people.count():
        return
    ticket = people.guard.issue(FIRST_START, "admin", _now() + timedelta(hours=TICKET_HOURS))
    say(f"Nobody has an account yet. This link makes an admin's; it holds once, for {TICKET_HOURS} hours:")
    say(f"  {_address(wish)}/sign-in/first/{ticket}")


def _reset(people: People, wish: Wish) -> int:
    """For an admin who can't sign in any more, by whoever may read the data folder."""
    account = people.find(wish.reset or "")
    if account is None:
        raise BadArguments(f"there is no account {wish.reset}", "the page of accounts lists them")
    account = second_factor.remove(people, account)
    people.change(account, password=None, disabled=False)
    people.guard.forgive(account.name)
    ticket = people.guard.issue(NEW_PASSWORD, account.name, _now() + timedelta(hours=TICKET_HOURS))
    say(f"With this link {account.name} chooses a new password; it holds once, for {TICKET_HOURS} hours:")
    say(f"  {_address(wish)}/sign-in/first/{ticket}")
    return 0


def _address(wish: Wish) -> str:
    everywhere = wish.host in ("0.0.0.0", "::")
    host = socket.gethostname() if everywhere else f"[{wish.host}]" if ":" in wish.host else wish.host
    port = "" if wish.behind_tls else f":{wish.port}"
    return f"{'https' if wish.tls else 'http'}://{host}{port}"


def _now() -> datetime:
    return datetime.now(UTC)
