"""A file cut again by a person: kept, gone by at each later reading, and nothing lost on the way."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows import replaying
from flows.cutting import Cutter, check
from flows.office import open_office
from flows.orders import Order
from flows.run import Desk as RunDesk
from flows.run import Reader
from flows.settings import Settings, load
from flows.start import begun
from flows.steps import conclude, read_batch, take_in_files
from schemas.cut import Cut
from schemas.desk import Move, Person, Role
from schemas.errors import BadArguments
from schemas.notice import Notice
from tests.flows.fake_reading import BUILD, FakeSettings
from tests.flows.paper import pdf
from tests.review.web.desk_here import DeskHere
from workqueue import Store, open_store, private_folder
from workqueue.desk import HeldByAnother

pytestmark = pytest.mark.store
DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANNA = Person(name="anna", role=Role.ANALYST)
FILE = ("notice CP503 4321", "the rest of it", "notice CP504 1111", "a letter")


class Folder:
    """A data folder with one file of four pages, each page of which the stand-in takes for what it says."""

    def __init__(self, path: Path) -> None:
        self.mail, home = path / "mail", private_folder(path / "home")
        self.out = path / "out"
        more = {"NOTICEDESK_PAGE_SECONDS": "30", "NOTICEDESK_WORKERS": "1"}
        self.settings: Settings = load({"NOTICEDESK_HOME": str(home), **more})
        pdf(self.mail / "batch.pdf", list(FILE))
        self.ingest()
        self.store: Store = open_store(self.settings.db)
        self.desk = DeskHere(*self.notices())

    def ingest(self, version: str = "fake-1") -> None:
        store = open_store(self.settings.db)
        reader = Reader(version, "second-1", BUILD, FakeSettings())
        order = Order((self.mail,), self.out, "unused", version != "fake-1", DAY)
        with begun(f"order {version}", order, RunDesk(self.settings, store, reader)) as run:
            take_in_files(run)
            with run.reading():
                for number in range(len(run.batches or ())):
                    read_batch(run, number)
            conclude(run)
        store.close()

    @property
    def cutter(self) -> Cutter:
        return Cutter(self.settings, self.store, self.desk, open_office(self.settings), BUILD, FakeSettings())

    def cut(self, *cuts: Cut, who: str = "anna") -> tuple[str, ...]:
        found = self.cutter.cut_again(self.notices()[0].notice_id, cuts, who, AT, today=DAY)
        new = DeskHere(*(one for one in self.notices() if one.notice_id not in self.desk.notices))
        self.desk.notices |= new.notices
        self.desk.items |= new.items
        return found

    def notices(self) -> list[Notice]:
        store = open_store(self.settings.db)
        found = [store.notice(row.notice_id).notice for row in store.queue()]
        return sorted(found, key=lambda one: min(one.source.pages))

    def pages(self) -> list[tuple[int, ...]]:
        return [one.source.pages for one in self.notices()]

    def fates(self) -> dict[int, str]:
        rows = self.store.ledger(None)
        assert Counter(row.page for row in rows) == Counter(range(1, 5))  # each page exactly once
        return {row.page: row.fate.value for row in rows}


def notice(*pages: int, **turn: int) -> Cut:
    return Cut(kind="notice", pages=pages, turn={int(page[1:]): by for page, by in turn.items()})


def other(kind: str, *pages: int) -> Cut:
    return Cut.model_validate({"kind": kind, "pages": pages})


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_how_a_file_is_cut_is_told_with_each_page_once(folder: Folder) -> None:
    cuts, pages = folder.cutter.cuts(folder.notices()[0].notice_id)
    assert pages == 4
    assert [(cut.kind, cut.pages) for cut in cuts] == [
        ("notice", (1,)), ("blank", (2,)), ("notice", (3,)), ("blank", (4,))
    ]  # fmt: skip


def test_pages_put_together_are_one_notice_and_the_ledger_follows(folder: Folder) -> None:
    one, two = folder.notices()
    found = folder.cut(notice(1, 2), notice(3), other("not_a_notice", 4))
    assert folder.pages() == [(1, 2), (3,)]
    assert folder.fates() == {1: "notice", 2: "notice", 3: "notice", 4: "not_a_notice"}
    assert found == tuple(n.notice_id for n in folder.notices())
    assert two.notice_id in found and one.notice_id not in found
    assert folder.notices()[1] == two


def test_a_notice_whose_pages_stay_keeps_its_place_and_the_others_begin_anew(folder: Folder) -> None:
    one, two = folder.notices()
    folder.store.decide(two.notice_id, folder.store.notice(two.notice_id).state.DONE, who="ben", why="paid", at=AT)
    folder.cut(notice(1, 2), notice(3), other("blank", 4))
    assert folder.store.notice(two.notice_id).state.value == "done"
    with pytest.raises(BadArguments, match="no notice's id"):
        folder.store.notice(one.notice_id)


def test_what_was_put_together_wrongly_is_split(folder: Folder) -> None:
    folder.cut(notice(1, 2, 3, 4))
    assert folder.pages() == [(1, 2, 3, 4)]
    folder.cut(notice(1, 2), notice(3, 4))
    assert folder.pages() == [(1, 2), (3, 4)]
    assert set(folder.fates().values()) == {"notice"}


def test_a_later_reading_and_a_replay_go_by_the_same_cuts(folder: Folder) -> None:
    folder.cut(notice(2, 1), notice(3), other("separator", 4))
    cut = folder.notices()
    folder.ingest(version="fake-2")
    assert folder.pages() == [(2, 1), (3,)] and folder.fates()[4] == "separator"
    assert [n.notice_id for n in folder.notices()] == [n.notice_id for n in cut]
    for one in folder.notices():
        assert replaying.again(folder.settings, one.notice_id, BUILD, FakeSettings()).same


def test_a_replay_right_after_the_cut_finds_the_day_and_the_same_record(folder: Folder) -> None:
    for notice_id in folder.cut(notice(1, 2), notice(3), other("blank", 4)):
        assert replaying.again(folder.settings, notice_id, BUILD, FakeSettings()).differences == ()


def test_a_turn_is_added_to_how_the_page_was_shown_and_kept(folder: Folder) -> None:
    number = folder.store.file_pages(folder.notices()[0].notice_id).document_id
    folder.cut(notice(1, 2, _1=90), notice(3), other("blank", 4))
    kept = folder.store.cuts(number)
    assert kept and kept.turned == {1: 90} and kept.who == "anna" and kept.cuts[0].turn == {}
    folder.cut(notice(1, 2, _1=270, _2=180), notice(3), other("blank", 4))
    again = folder.store.cuts(number)
    assert again and again.turned == {1: 0, 2: 180}


def test_the_history_of_what_went_and_of_what_came_tells_of_the_cut(folder: Folder) -> None:
    one = folder.notices()[0].notice_id
    found = folder.cut(notice(1, 2, _2=90), notice(3), other("blank", 4))
    entries = folder.desk.history()
    assert {entry.notice_id for entry in entries} == {one, found[0]}
    assert {entry.what for entry in entries} == {"cut_pages"} and {entry.who for entry in entries} == {"anna"}
    assert entries[0].details["went"] == one and entries[0].details["came"] == found[0]
    assert entries[0].details["turned"] == "2"


def test_the_figures_of_a_run_are_not_changed_by_a_cut(folder: Folder) -> None:
    folder.ingest()  # a run in which the file was known
    run = folder.store.runs()[0].run_id
    folder.cut(notice(1, 2), notice(3), other("blank", 4))
    assert (folder.store.run_counts(run).files_read, folder.store.run_counts(run).files_known) == (0, 1)


def test_a_notice_that_somebody_works_on_is_not_taken_from_under_the_hands(folder: Folder) -> None:
    one, two = folder.notices()
    folder.desk.move(one.notice_id, Move.CLAIM, Person(name="ben", role=Role.ANALYST), AT)
    with pytest.raises(HeldByAnother, match="ben works on"):
        folder.cut(notice(1, 2), notice(3), other("blank", 4))
    assert folder.notices() == [one, two]
    folder.cut(notice(1), notice(3, 4), other("blank", 2))  # ben's notice stays as it is
    assert folder.cut(notice(1, 2), notice(3, 4), who="ben")


@pytest.mark.parametrize(
    ("cuts", "what"),
    [
        ([notice(1, 2), notice(3)], "page 4 stands nowhere"),
        ([notice(1, 2), notice(2, 3, 4)], "page 2 stands in two places"),
        ([notice(1, 2, 3, 4, 5)], "has no page 5"),
        ([notice(1, 2, 3, 4), notice()], "without a page"),
        ([notice(1, 2, 3, 4, _1=45)], "turned by quarters"),
    ],
)
def test_what_is_no_cut_of_the_file_is_refused(cuts: list[Cut], what: str) -> None:
    with pytest.raises(BadArguments, match=what):
        check(cuts, 4)


def test_without_its_scan_nothing_is_cut(folder: Folder) -> None:
    before = folder.notices()
    for blob in folder.settings.blobs.rglob("*"):
        if blob.is_file():
            blob.unlink()
    with pytest.raises(BadArguments, match="no longer in"):
        folder.cut(notice(1, 2), notice(3), other("blank", 4))
    assert folder.notices() == before
