"""Bills on a desk: read from hand-made pages by the real extraction, judged by the real rules, their pages drawn."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from review.station import PageImage
from rules.judgement import judge
from schemas.covering import bars_in, bars_over
from schemas.document import DocumentReading, ScanFile
from schemas.geometry import Box
from schemas.notice import Notice, NoticeFacts
from schemas.reading import PageReading
from tests.extractors.notices import Bill, SecondReader, compose, numbered
from tests.workqueue.make import READER, STARTED
from workqueue import Store, open_store
from workqueue.desk import Desk

from .station_here import NOON, Here, ScansHere, station_here

GOOD = Bill("CP14", "January 8, 2018", "2016", "999-88-1234", "$9,533.53", "January 29, 2018", "JAMES Q HINDS")
OTHER = Bill("CP503", "January 8, 2018", "2016", "999-88-4321", "$1,075.21", "January 29, 2018", "MARIA LOPEZ")
THIRD = Bill("CP501", "January 1, 2018", "2015", "999-77-1111", "$2,210.00", "January 22, 2018", "ANNA LEE")


@dataclass(frozen=True)
class Paperwork:
    """A file: its readings, what they came to, and its notices as judged."""

    scan: ScanFile
    pages: tuple[PageReading, ...]
    read: DocumentReading
    notices: tuple[Notice, ...]


def paperwork(name: str, *bills: Bill, **places: str) -> Paperwork:
    """A file of these bills, one behind the other. `places`: what the first page of each prints otherwise."""
    pages = tuple(numbered(*(page for bill in bills for page in bill.all(**places))))
    read = compose(pages, SecondReader())
    sha256 = (name.encode().hex() * 64)[:64]
    own = tuple(_renamed(facts, name, sha256) for facts in read.notices)
    ids = {old.notice_id: new.notice_id for old, new in zip(read.notices, own, strict=True)}
    outcomes = tuple(o.model_copy(update={"notice_id": ids.get(o.notice_id or "")}) for o in read.outcomes)
    read = read.model_copy(update={"sha256": sha256, "notices": own, "outcomes": outcomes, "reader": READER})
    scan = ScanFile(name=name, sha256=sha256, kind="pdf", pages=len(pages), size=1)
    return Paperwork(scan, pages, read, tuple(judge(one, today=NOON.date()) for one in own))


def _renamed(facts: NoticeFacts, name: str, sha256: str) -> NoticeFacts:
    source = facts.source.model_copy(update={"file": name, "sha256": sha256})
    pages = "".join(map(str, facts.source.pages))
    return facts.model_copy(update={"notice_id": f"n{(sha256[:12] + pages + '0' * 16)[:16]}", "source": source})


@dataclass
class Drawn(ScansHere):
    """Pages as their readings say; a box reads what stands in it."""

    files: dict[str, tuple[PageReading, ...]]

    def page_image(
        self, sha256: str, page: int, *, dpi: int = 110, covered: Sequence[Box] | None = None
    ) -> PageImage:
        reading = self.files[sha256][page - 1]
        scale = dpi / 72
        image = Image.new("L", (round(reading.width * scale), round(reading.height * scale)), 255)
        pen = ImageDraw.Draw(image)
        for segment in reading.segments:
            pen.text(
                (segment.box.x0 * scale, segment.box.y0 * scale),
                segment.text,
                fill=0,
                font_size=segment.box.height * scale * 0.9,
            )
        bars = bars_in(reading.segments)
        for bar in (*bars, *bars_over(covered, bars)) if covered is not None else ():
            pen.rectangle([side * scale for side in bar], fill=0)
        out = io.BytesIO()
        image.save(out, "PNG")
        size = {"width": reading.width, "height": reading.height}
        return PageImage(data=out.getvalue(), media_type="image/png", whole_number=bool(bars), **size)

    def read_box(self, sha256: str, page: int, box: Box) -> Sequence[tuple[str, str]]:
        words = [
            w.text
            for w in self.files[sha256][page - 1].words
            if box.x0 <= w.box.cx <= box.x1 and box.y0 <= w.box.cy <= box.y1
        ]
        return (("first", " ".join(words)),)


def desk_of(folder: Path, *files: Paperwork, **changes: Any) -> Here:
    """A station whose store and desk hold the files."""
    keep(open_store(str(folder / "store.db")), *files)
    desk = Desk(open_store(str(folder / "store.db")))
    scans = Drawn({one.scan.sha256: one.pages for one in files})
    return station_here(folder, desk=desk, **({"scans": scans} | changes))


def ids(here: Here) -> list[str]:
    """The notices of the files, in their order."""
    return list(dict.fromkeys(row.notice_id for row in here.station.store.ledger(None) if row.notice_id))


def keep(store: Store, *files: Paperwork) -> None:
    store.begin_run("monday", STARTED, READER)
    for position, one in enumerate(files):
        store.add_file("monday", one.scan, position)
    by_name = {one.scan.name: one for one in files}
    for document in store.pending("monday", READER):
        one = by_name[document.name]
        store.save_reading(document.document_id, one.read, one.notices)
    store.close()


def disputed() -> Paperwork:
    """Its stub prints another amount than its title."""
    return paperwork("disputed.pdf", GOOD, stub="$9,583.53")


def clean(file: str, bill: Bill, **changes: Any) -> Paperwork:
    return paperwork(file, replace(bill, **changes))
