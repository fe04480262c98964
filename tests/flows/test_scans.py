"""Pictures of pages, and boxes read again, for whoever looks at a notice."""

import threading
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image

from extractors.kinds import Reread
from extractors.reader import Reader
from flows.scans import KEPT_PICTURES, ScanRoom
from review.station import PageImage
from schemas.errors import BadArguments
from schemas.geometry import Box
from schemas.reading import PageReading, Segment, Word
from tests.flows.fake_reading import FakeReading
from tests.flows.test_cutting import AT, DAY, Folder, notice, other

pytestmark = pytest.mark.store


class Watched(FakeReading):
    """Tells whether two threads were in it at once."""

    def __init__(self) -> None:
        self.inside, self.most, self.asked = 0, 0, 0

    def read_page(self, blob: Path, kind: Any, page: int, turned: int | None = None) -> PageReading:
        self.inside, self.asked = self.inside + 1, self.asked + 1
        self.most = max(self.most, self.inside)
        try:
            return super().read_page(blob, kind, page, turned)
        finally:
            self.inside -= 1

    def reread(self, *_: object, **__: object) -> list[tuple[Reread, ...]]:
        return [(Reread("small", "CP5O3", 0.4), Reread("tesseract", "CP503", 0.9), Reread("deaf", "", 0.0))]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def reader() -> Watched:
    return Watched()


@pytest.fixture
def room(folder: Folder, reader: Watched) -> ScanRoom:
    return ScanRoom(folder.cutter, cast(Reader, reader), lambda: DAY)


def sha256(folder: Folder) -> str:
    return folder.notices()[0].source.sha256


def test_a_page_has_the_pixels_that_were_asked_for_and_is_drawn_once(
    folder: Folder, room: ScanRoom, reader: Watched
) -> None:
    picture = room.page_image(sha256(folder), 1, dpi=144)
    assert Image.open(BytesIO(picture.data)).size == (1224, 1584)
    assert (picture.width, picture.height) == (612, 792)
    assert room.page_image(sha256(folder), 1, dpi=144) is picture and reader.asked == 1
    assert len(room._pictures) <= KEPT_PICTURES


def test_many_ask_and_one_page_is_read_at_a_time(folder: Folder, room: ScanRoom, reader: Watched) -> None:
    file = sha256(folder)
    threads = [
        threading.Thread(target=room.page_image, args=(file, n % 4 + 1), kwargs={"dpi": 72}) for n in range(12)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (reader.most, reader.asked) == (1, 4)


def test_a_page_is_shown_as_a_person_turned_it(folder: Folder, room: ScanRoom) -> None:
    before = room.page_image(sha256(folder), 1, dpi=72)
    folder.cut(notice(1, 2, _1=180), notice(3), other("blank", 4))
    after = room.page_image(sha256(folder), 1, dpi=72)
    upside_down = Image.open(BytesIO(before.data)).rotate(180)
    assert (
        Image.open(BytesIO(after.data)).tobytes()
        == upside_down.tobytes()
        != Image.open(BytesIO(before.data)).tobytes()
    )


def test_a_box_is_heard_by_the_surest_first(folder: Folder, room: ScanRoom) -> None:
    assert room.read_box(sha256(folder), 1, Box(100, 100, 200, 200)) == (("tesseract", "CP503"), ("small", "CP5O3"))
    assert room.read_box(sha256(folder), 1, Box(0, 0, 20, 20))[0] == ("first", "notice CP503 4321")


def test_what_is_not_there_is_told(folder: Folder, room: ScanRoom) -> None:
    with pytest.raises(BadArguments, match="no page 5"):
        room.page_image(sha256(folder), 5)
    with pytest.raises(BadArguments, match="no page 1"):
        room.page_image("0" * 64, 1)


def test_cutting_goes_by_the_day_of_the_office(folder: Folder, room: ScanRoom) -> None:
    first = folder.notices()[0].notice_id
    found = room.cut_again(first, [notice(1, 2), notice(3), other("blank", 4)], "anna", AT)
    assert room.cuts(found[0])[1] == 4 and folder.pages() == [(1, 2), (3,)]


class Numbered(Watched):
    """Each page prints a whole number, and another place is said to hold one."""

    def read_page(self, blob: Path, kind: Any, page: int, turned: int | None = None) -> PageReading:
        word = Word("666-31-7721", Box(100, 100, 210, 110))
        return replace(super().read_page(blob, kind, page, turned), segments=(Segment((word,), word.box, 1.0),))


def black(picture: PageImage, x: float, y: float) -> bool:
    return Image.open(BytesIO(picture.data)).convert("L").getpixel((2 * x, 2 * y)) == 0


def test_whole_numbers_lie_under_bars_for_who_may_not_see_them(folder: Folder) -> None:
    room = ScanRoom(folder.cutter, cast(Reader, Numbered()), lambda: DAY)
    shown = room.page_image(sha256(folder), 1, dpi=144)
    hidden = room.page_image(sha256(folder), 1, dpi=144, covered=[Box(300, 300, 410, 310)])
    assert shown.whole_number and hidden.whole_number
    for left, top in ((100, 100), (300, 300)):
        assert all(black(hidden, left + x, top + y) for x in (1, 30, 65) for y in (1, 5, 9))
        assert not black(hidden, left + 75, top + 5) and not black(shown, left + 30, top + 5)
    assert room.page_image(sha256(folder), 1, dpi=144) is shown  # each is kept for its own


def test_a_page_without_a_whole_number_is_not_covered(folder: Folder, room: ScanRoom) -> None:
    shown, hidden = (room.page_image(sha256(folder), 1, dpi=72, covered=one) for one in (None, ()))
    assert not shown.whole_number and shown.data == hidden.data
