"""`noticedesk review`: the review station with real parts, served to the browsers of the office."""

import ipaddress
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import rules
from extractors.reader import Reader
from review.station import Provider, Station
from review.web.app import create_app
from review.web.sign_in import FIRST_START
from schemas.document import NoticeIdentity
from schemas.errors import BadArguments
from schemas.notice import Notice, NoticeFacts
from workqueue import Store, open_store
from workqueue.desk import Desk
from workqueue.people import People

from . import reading
from .cutting import Cutter
from .office import Office, open_office
from .scans import ScanRoom
from .settings import Settings, load
from .station_key import secrets_in
from .uploads import UploadRoom, ingest_command


@dataclass(frozen=True)
class Wish:
    """Where to serve. `certificate`, `certificate_key`: PEM files. `behind_tls`: a proxy in front speaks TLS."""

    host: str
    port: int
    certificate: Path | None = None
    certificate_key: Path | None = None
    behind_tls: bool = False


def serve(wish: Wish, db: str | None, today: date | None) -> int:
    """Until it is interrupted. Raises BadArguments where numbers would go over a network in clear."""
    import uvicorn  # noqa: PLC0415 - nobody else needs a server

    _check(wish)
    settings = load(db=db)
    reading.check_data()
    store = open_store(settings.db)
    station = furnish(settings, store, today)
    app = create_app(station)
    _say_where(wish, store, station)
    uvicorn.run(
        app,
        host=wish.host,
        port=wish.port,
        ssl_certfile=wish.certificate,
        ssl_keyfile=wish.certificate_key,
        proxy_headers=wish.behind_tls,
        forwarded_allow_ips="*" if wish.behind_tls else None,
        access_log=False,
        log_level="warning",
        server_header=False,
    )
    return 0


def furnish(settings: Settings, store: Store, today: date | None) -> Station:
    """The station with the real parts: the store, the clock, the office's law and rules, the readers."""
    office, desk = open_office(settings), Desk(store)
    how = reading.from_settings(settings)

    def now() -> datetime:
        return datetime.now(UTC)

    def day() -> date:
        return today or date.today()

    cutter = Cutter(settings, store, desk, office, reading.BUILD, how)
    return Station(
        store=store,
        desk=desk,
        now=now,
        today=day,
        judge=lambda facts, known: _judge(facts, known, day(), office),
        law=office.law,
        book=office.book,
        scans=ScanRoom(cutter, Reader(reading.reader_settings(how)), day),
        uploads=UploadRoom(ingest_command(settings.db), now),
        home=settings.home,
        secrets=secrets_in(settings.home),
        provider=_provider(settings),
    )


def _judge(facts: NoticeFacts, known: Sequence[NoticeIdentity], day: date, office: Office) -> Notice:
    return rules.judge(facts, today=day, known=known, law=office.law, book=office.book)


def _provider(settings: Settings) -> Provider | None:
    if settings.oidc_issuer is None:
        return None
    if settings.oidc_client is None:
        raise BadArguments("NOTICEDESK_OIDC_ISSUER is set, but no client", "set NOTICEDESK_OIDC_CLIENT as well")
    secret = settings.oidc_secret_file
    try:
        text = secret.read_text(encoding="utf-8").strip() if secret else None
    except OSError as error:
        raise BadArguments(f"NOTICEDESK_OIDC_SECRET_FILE can't be read ({error.strerror})", "name another") from None
    return Provider(issuer=settings.oidc_issuer, client_id=settings.oidc_client, client_secret=text)


def _check(wish: Wish) -> None:
    if (wish.certificate is None) != (wish.certificate_key is None):
        raise BadArguments("a certificate and its key go together", "name both: --certificate and --certificate-key")
    if not (_is_loopback(wish.host) or wish.certificate or wish.behind_tls):
        raise BadArguments(
            f"{wish.host} is reached over a network, where taxpayers' data must not go in clear",
            "give --certificate and --certificate-key, or --behind-tls where a proxy in front speaks TLS",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _say_where(wish: Wish, store: Store, station: Station) -> None:
    """On the terminal; with nobody there yet, the one-time link that makes the first admin."""
    name = f"[{wish.host}]" if ":" in wish.host else wish.host
    address = f"{'https' if wish.certificate else 'http'}://{name}:{wish.port}"
    sys.stderr.write(f"The review station is at {address} (store: {store.place}). End it with Ctrl-C.\n")
    people = People(store)
    if people.count() == 0:
        ticket = people.guard.issue(FIRST_START, "the first account", station.now() + timedelta(hours=24))
        link = f"{address}/sign-in/first/{ticket}"
        sys.stderr.write(f"Nobody can sign in yet. This link makes the first account, once, today: {link}\n")
