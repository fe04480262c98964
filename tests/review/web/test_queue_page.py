"""The queue page before the real desk: filters, order, pages, what is done to many at once."""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from review.web.wanted import query, read, without_number
from schemas.desk import Person, Role
from schemas.notice import Status
from schemas.queue_row import ItemState
from tests.workqueue.make import begin, doubtful, keep, notice, scan
from workqueue import open_store
from workqueue.desk import Desk, DeskFilter

from .station_here import Here, station_here

pytestmark = pytest.mark.store
KIM = Person(name="kim", role=Role.ANALYST)


@pytest.fixture
def here(tmp_path: Path) -> Here:
    files = [scan(f"{name}.pdf") for name in ("first", "second", "third")]
    first = notice(files[0])
    later = first.work_item.model_copy(update={"act_by": date(2018, 3, 1), "queue": "exam"})
    found = [first, notice(files[1], work_item=later, taxpayer=first.taxpayer.model_copy(update={"name": "LEE <b>"}))]
    store = open_store(str(tmp_path / "store.db"))
    begin(store, "monday", *files)
    keep(store, "monday", {one.source.file: [one] for one in [*found, doubtful(files[2])]})
    return station_here(tmp_path, desk=Desk(store))


def ids(here: Here, **wanted: object) -> list[str]:
    found = here.station.desk.page(DeskFilter.model_validate(wanted), today=here.clock.today())
    return [row.row.notice_id for row in found.rows]


def test_the_page_shows_what_the_filter_asks_for(here: Here) -> None:
    client = here.signed_in()
    everything = client.get("/queue").text
    assert everything.count('class="open"') == 3
    assert "LEE &lt;b&gt;" in everything and "LEE <b>" not in everything
    assert client.get("/queue?queue=exam").text.count('class="open"') == 1
    assert client.get("/queue?due=overdue").text.count('class="open"') == len(ids(here, due="overdue"))
    assert "Nothing is like this" in client.get("/queue?code=LT11").text


def test_what_is_overdue_and_soon_stands_out(here: Here) -> None:
    here.clock.go_on(days=5)
    page = here.signed_in().get("/queue").text
    assert 'class="soon"' in page and "in 4 days" in page
    here.clock.go_on(days=20)
    page = here.signed_in().get("/queue").text
    assert 'class="over"' in page and "16 days over" in page


def test_a_form_becomes_an_address_without_whole_numbers(here: Here) -> None:
    client = here.signed_in()
    answer = client.post("/queue/filter", data={"text": "999-66-4321", "queue": "exam", "below": "90"})
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    assert asked == {"text": ["4321"], "queue": ["exam"], "below": ["90"]}


def test_an_old_bookmark_still_shows_the_queue(here: Here) -> None:
    for ask in ("due=someday", "state=ready", "due_before=soon", "below=a", "page=-4", "order=odd", "status=x"):
        assert here.signed_in().get(f"/queue?{ask}").status_code == 200
    assert here.signed_in().get("/queue?page=99").headers["location"] == "/queue?"


@pytest.mark.parametrize(
    "wanted",
    [
        DeskFilter(),
        DeskFilter(queue="exam", due="soon", family="audit", code="CP503", client="LEE & CO", below=0.905),
        DeskFilter(states=(ItemState.DONE,), open_only=False),
        DeskFilter(status=Status.ACCEPTED, due_before=date(2026, 1, 2), assignee="kim", holder="lee", snoozed=True),
        DeskFilter(open_only=False, text="50 % & more"),
    ],
)
def test_an_address_gives_the_same_filter_back(wanted: DeskFilter) -> None:
    asked = {name: value[0] for name, value in parse_qs(query(wanted, "amount", KIM)).items()}
    assert read(asked, KIM) == (wanted, "amount")


@pytest.mark.parametrize(
    ("typed", "kept"), [("999-66-4321", "4321"), ("12-3456789", "6789"), ("999664321", "4321"), ("CP503", "CP503")]
)
def test_what_is_looked_for_never_holds_a_whole_number(typed: str, kept: str) -> None:
    assert without_number(typed) == kept


def test_take_next_opens_the_most_pressing_and_nobody_else_gets_it(here: Here) -> None:
    first = here.signed_in(name="kim").post("/queue/next").headers["location"]
    second = here.signed_in(name="lee").post("/queue/next", data={"here": "queue=collections"}).headers["location"]
    assert first.startswith("/notices/") and second.startswith("/notices/") and first != second
    none = here.signed_in(name="lee").post("/queue/next", data={"here": "code=LT11"}).headers["location"]
    assert none == "/queue?code=LT11&said=none"
    assert "Nothing is free" in here.signed_in().get(none).text


def test_a_lead_gives_many_at_once(here: Here) -> None:
    here.signed_in(name="kim")
    lead = here.signed_in(Role.LEAD)
    some = ids(here)[:2]
    done = lead.post("/queue/assign", data={"chosen": some, "to": "kim", "here": "order=amount"})
    assert done.headers["location"] == "/queue?order=amount"
    assert set(ids(here, assignee="kim")) == set(some)
    assert lead.post("/queue/assign", data={"chosen": some, "to": "nobody known"}).status_code == 400
    here.signed_in(Role.INTAKE)
    assert lead.post("/queue/assign", data={"chosen": some, "to": "intake"}).status_code == 400


def test_many_are_put_off_and_what_another_holds_is_left(here: Here) -> None:
    kim, lee = here.signed_in(name="kim"), here.signed_in(name="lee")
    taken = kim.post("/queue/next").headers["location"].rpartition("/")[2]
    every = ids(here)
    for wrong in ("2018-01-20", "soon"):
        assert lee.post("/queue/snooze", data={"chosen": every, "until": wrong}).status_code == 400
    done = lee.post("/queue/snooze", data={"chosen": every, "until": "2018-02-01"})
    assert done.headers["location"] == "/queue?said=some"
    assert ids(here) == [taken]
    here.clock.go_on(days=12)
    assert len(ids(here)) == 3


def test_views_are_kept_shown_and_dropped(here: Here) -> None:
    client = here.signed_in(name="kim")
    client.post("/queue/views", data={"name": "Exams", "here": "queue=exam&order=amount"})
    page = client.get("/queue").text
    assert 'href="/queue?queue=exam&amp;order=amount"' in page
    assert "Exams" not in here.signed_in(name="lee").get("/queue").text
    client.post("/queue/views/drop", data={"name": "Exams"})
    assert "Exams" not in client.get("/queue").text


def test_intake_looks_and_changes_nothing(here: Here) -> None:
    page = here.signed_in(Role.INTAKE).get("/queue").text
    assert "Take next" not in page and 'name="chosen"' not in page
