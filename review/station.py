"""What the review station is given by the floor above: the store, the clock, the rules of this office, and the doors
to scans, which this floor never opens itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

import httpx
from pydantic import Field

from rules.book import Rulebook
from rules.law import Law
from schemas.cut import Cut
from schemas.document import NoticeIdentity
from schemas.geometry import Box
from schemas.notice import Notice, NoticeFacts
from schemas.record import Record
from workqueue import Store
from workqueue.desk import Desk
from workqueue.figures import ONE_IN


class PageImage(Record):
    """An upright page: PNG or JPEG bytes; `width`, `height` in points, to which boxes refer. `whole_number`: its
    words hold something like a whole taxpayer number, covered or not."""

    data: bytes
    media_type: str
    width: float
    height: float
    whole_number: bool = False


class FoundNotice(Record):
    """A notice that an upload brought, in few words."""

    notice_id: str
    code: str | None
    taxpayer: str | None
    status: str


class Job(Record):
    """An upload on its way. `state`: waiting, reading, done, failed. `trouble` is for people. `found`: its notices so
    far, latest first, the first hundred; `set_aside`: files that could not be read."""

    job_id: str
    who: str
    started: datetime
    state: str
    files: tuple[str, ...] = ()
    files_done: int = 0
    pages: int = 0
    pages_done: int = 0
    notices: int = 0
    found: tuple[FoundNotice, ...] = ()
    set_aside: int = 0
    trouble: str = ""


class Scans(Protocol):
    """The doors to page images; slow calls, to be made off the event loop."""

    def page_image(
        self, sha256: str, page: int, *, dpi: int = 110, covered: Sequence[Box] | None = None
    ) -> PageImage:
        """`covered`: where taxpayer numbers were read; these, and what like one stands among the words of the page,
        lie under bars but for the last four digits. None covers nothing. Raises BadArguments where the scan is gone
        or has no such page."""
        ...

    def read_box(self, sha256: str, page: int, box: Box) -> Sequence[tuple[str, str]]:
        """What stands in the box of the upright page: (reader, text), best first."""
        ...

    def cut_again(self, notice_id: str, cuts: Sequence[Cut], who: str, at: datetime) -> tuple[str, ...]:
        """Reads the file's notices again as a person cut them, and keeps that; the ids of its notices now.
        Every page of the file stands in exactly one cut, or BadArguments."""
        ...

    def cuts(self, notice_id: str) -> tuple[tuple[Cut, ...], int]:
        """How the notice's file is cut now, and its number of pages."""
        ...


class Uploads(Protocol):
    """Ingest in the background."""

    def start(self, folder: Path, who: str) -> str:
        """Takes in what lies in `folder` (removed afterwards); the job's id."""
        ...

    def jobs(self) -> Sequence[Job]:
        """Latest first."""
        ...


class Sink(Protocol):
    """Takes bytes; what it was given is whole only after `close`."""

    def write(self, data: bytes, /) -> int: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class Secrets:
    """How small secrets (of second factors) and attachments are kept: sealed with a key that lies apart from them.
    `incoming`: what is written to it arrives in the file sealed."""

    seal: Callable[[bytes], bytes]
    open: Callable[[bytes], bytes]
    incoming: Callable[[BinaryIO], Sink]


class Provider(Record):
    """The firm's own sign-in, by OpenID Connect. `client_secret` None: a public client (PKCE alone)."""

    issuer: str
    client_id: str
    client_secret: str | None = Field(default=None, repr=False)


@dataclass(frozen=True)
class Station:
    """`now` gives aware instants in UTC; `today` the day of the office. `judge` as `workqueue.desk.Judge`.
    `home`: the data folder. Without `secrets` no second factor can be set up, nothing attached or brought in.
    `quality_sample`: one accepted notice in so many is in the quality sample, 0: none. `transport`: how the provider
    is asked (httpx), None for the network."""

    store: Store
    desk: Desk
    now: Callable[[], datetime]
    today: Callable[[], date]
    judge: Callable[[NoticeFacts, Sequence[NoticeIdentity]], Notice]
    law: Law
    book: Rulebook
    scans: Scans
    uploads: Uploads
    home: Path
    secrets: Secrets | None = None
    provider: Provider | None = None
    quality_sample: int = ONE_IN
    transport: httpx.BaseTransport | None = None
