"""A station for the tests of pages: a real store in a folder, the desk in memory, a clock that is turned by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from fastapi import FastAPI
from fastapi.testclient import TestClient

from review.station import Cut, Job, PageImage, Secrets, Station
from review.web import passwords
from review.web.access import COOKIE, token_of
from review.web.app import create_app
from rules.book import open_book
from rules.judgement import judge
from rules.law import open_law
from schemas.desk import Role
from schemas.document import NoticeIdentity
from schemas.geometry import Box
from schemas.notice import Notice, NoticeFacts
from workqueue import open_store
from workqueue.desk import Desk
from workqueue.sessions import Stage

from .desk_here import DeskHere

PASSWORD = "a long sentence for tests"
NOON = datetime(2018, 1, 20, 12, 0, tzinfo=UTC)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da6360f8cf0000"
    "0301010018dd8db00000000049454e44ae426082"
)


@dataclass
class Clock:
    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def go_on(self, **how_long: float) -> None:
        self.at += timedelta(**how_long)


@dataclass
class ScansHere:
    """Every page is a white dot."""

    def page_image(
        self, sha256: str, page: int, *, dpi: int = 110, covered: Sequence[Box] | None = None
    ) -> PageImage:
        return PageImage(data=PNG, media_type="image/png", width=612, height=792)

    def read_box(self, sha256: str, page: int, box: Box) -> Sequence[tuple[str, str]]:
        return (("first", "$9,533.53"),)

    def cut_again(self, notice_id: str, cuts: Sequence[Cut], who: str, at: datetime) -> tuple[str, ...]:
        return (notice_id,)

    def cuts(self, notice_id: str) -> tuple[tuple[Cut, ...], int]:
        return (Cut(kind="notice", pages=(1, 2)),), 2


@dataclass
class UploadsHere:
    """Takes note of what was left in the folder; reads nothing."""

    started: list[Job] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    def start(self, folder: Path, who: str) -> str:
        files = tuple(sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()))
        self.folders.append(folder)
        job = Job(job_id=f"job{len(self.started) + 1}", who=who, started=NOON, state="reading", files=files, pages=3)
        self.started.insert(0, job)
        return job.job_id

    def jobs(self) -> Sequence[Job]:
        return self.started


def swapped(data: bytes) -> bytes:
    """Not what was given, and back again: no secret, but it shows what was not sealed."""
    return bytes(one ^ 0x5A for one in data)


@dataclass
class SwappedFile:
    """A `review.station.Sink`."""

    target: BinaryIO

    def write(self, data: bytes, /) -> int:
        return self.target.write(swapped(data))

    def close(self) -> None: ...


@dataclass
class Here:
    station: Station
    app: FastAPI
    clock: Clock
    desk: Desk
    uploads: UploadsHere

    def visitor(self, **options: Any) -> TestClient:
        return TestClient(self.app, **({"follow_redirects": False, "base_url": "http://localhost"} | options))

    def signed_in(self, role: Role = Role.ANALYST, name: str | None = None, stage: Stage = Stage.FULL) -> TestClient:
        """A browser of an account with this role; its forms carry the token by the header htmx sends."""
        people, name = self.app.state.people, name or role.value
        if people.find(name) is None:
            account = people.add(name, role, self.clock.at)
            people.change(account, password=KEPT)
        secret = people.sessions.begin(people.find(name), stage, self.clock.at)
        client = self.visitor(cookies={COOKIE: secret})
        client.headers["X-CSRF-Token"] = token_for(secret)
        return client


def token_for(secret: str) -> str:
    class Asks:
        cookies = {COOKIE: secret}  # noqa: RUF012

        class state:  # noqa: N801
            session = True

    return token_of(Asks())  # type: ignore[arg-type]


KEPT = passwords.kept(PASSWORD, "nobody")


def station_here(folder: Path, *notices: Notice, desk: Desk | None = None, **changes: Any) -> Here:
    """The station and its application. `changes`: other parts of the station."""
    store = open_store(str(folder / "store.db"))
    clock, uploads, desk = Clock(), UploadsHere(), desk or DeskHere(*notices)
    law, book = open_law(None), open_book(None)

    def judged(facts: NoticeFacts, known: Sequence[NoticeIdentity]) -> Notice:
        return judge(facts, today=clock.today(), known=known, law=law, book=book)

    station = Station(
        store=store,
        desk=desk,
        now=clock,
        today=clock.today,
        judge=judged,
        law=law,
        book=book,
        scans=ScansHere(),
        uploads=uploads,
        home=folder,
        secrets=Secrets(swapped, swapped, SwappedFile),
    )
    station = replace(station, **changes)
    return Here(station, create_app(station), clock, desk, uploads)
