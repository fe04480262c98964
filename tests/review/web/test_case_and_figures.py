"""The case page, the dashboard, quality samples and the history, before the real desk."""

from datetime import date
from pathlib import Path

import pytest

from review.web.plots import Bar, Point, band, columns, rows
from schemas.desk import Role
from tests.workqueue.make import begin, doubtful, keep, notice, scan
from workqueue import open_store
from workqueue.desk import Desk, DeskFilter
from workqueue.figures import SAMPLED, Figures

from .station_here import Here, station_here

pytestmark = pytest.mark.store


def ready(folder: Path) -> Here:
    files = [scan(f"{n}.pdf") for n in range(100)]
    found = [doubtful(one) if n % 10 == 0 else notice(one) for n, one in enumerate(files)]
    store = open_store(str(folder / "store.db"))
    begin(store, "monday", *files)
    keep(store, "monday", {one.source.file: [one] for one in found})
    return station_here(folder, desk=Desk(store))


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return ready(tmp_path)


def sample(here: Here) -> list[str]:
    return Figures(here.station.store).to_check(100)


def test_the_case_shows_notices_days_options_and_the_balance_drawn(here: Here) -> None:
    page = here.signed_in(Role.INTAKE).get(f"/case/{sample(here)[0]}").text
    assert "Notices in order" in page and "Pay in full" in page and "$9,533.53" in page
    assert '<svg class="plot"' in page and "Balance if nothing is paid" in page
    assert "style=" not in page  # the policy of the page allows none


def test_what_a_person_found_out_changes_the_answers(here: Here) -> None:
    client, one = here.signed_in(), sample(here)[0]
    before = client.get(f"/case/{one}").text
    after = client.get(
        f"/case/{one}?returns_filed=yes&statement_made=yes&hardship=yes&nonsense=1&assessed_balance=x"
    ).text
    assert before.count('class="option eligible"') < after.count('class="option eligible"')
    assert '<option value="yes" selected>' in after


def test_a_case_that_is_not_there_is_told_so(here: Here) -> None:
    assert here.signed_in().get("/case/nowhere").status_code == 400


def test_the_dashboard_counts_what_the_queue_shows(here: Here) -> None:
    figures = Figures(here.station.store)
    due = figures.due(date(2018, 2, 20))
    assert sum(one.over for one in due) == 100
    assert sum(one.soon for one in figures.due(date(2018, 1, 25))) == 100
    assert figures.due_by_day(date(2018, 1, 1), date(2018, 1, 31)) == {date(2018, 1, 29): 100}
    assert figures.by_status() == {"accepted": 90, "needs_review": 10}
    assert sum(count for _, count in figures.ages(here.clock.at)) == 100
    assert here.signed_in(Role.LEAD).get("/dashboard").text.count("<svg") >= 2


def test_the_sample_is_drawn_by_the_pages(here: Here) -> None:
    chosen = sample(here)
    every = [row.row.notice_id for row in _rows(here) if row.row.status.value == "accepted"]
    assert sorted(chosen) == sorted(one for one in every if one.endswith(SAMPLED))
    assert 1 < len(chosen) < 20


def _rows(here: Here):  # type: ignore[no-untyped-def]
    return here.station.desk.page(DeskFilter(), today=here.clock.today(), limit=200).rows


def test_a_sample_is_checked_once_and_counts(here: Here) -> None:
    client = here.signed_in(Role.LEAD)
    chosen = sample(here)
    for form in ({"verdict": "right", "wrong": ["amount_due"]}, {"verdict": "wrong"}, {"verdict": "perhaps"}):
        assert client.post(f"/quality/{chosen[0]}", data=form).status_code == 400
    assert client.post(f"/quality/{chosen[0]}", data={"verdict": "right"}).headers["location"] == "/quality"
    wrong = {"verdict": "wrong", "wrong": ["amount_due", "due_date", "made up"]}
    assert client.post(f"/quality/{chosen[1]}", data=wrong).headers["location"] == f"/notices/{chosen[1]}"
    assert client.post(f"/quality/{chosen[0]}", data={"verdict": "right"}).status_code == 400
    quality = Figures(here.station.store).quality()
    assert (quality.checked, quality.wrong) == (2, 1)
    assert quality.waiting == len(chosen) - quality.checked
    assert quality.fields == {"amount_due": 1, "due_date": 1}
    assert "checked by people" in client.get("/dashboard").text


def test_one_that_was_corrected_before_it_was_checked_stays_in_the_sample(here: Here) -> None:
    one = sample(here)[0]
    here.station.desk.record("correct", "kim", here.clock.at, one, field="amount_due", verdict="corrected")
    assert one in sample(here)
    here.station.desk.record("accept", "kim", here.clock.at, one)
    assert one in sample(here)  # what a person did since says nothing of how the machine read it


def test_the_history_is_filtered_and_its_chain_checked(here: Here) -> None:
    client = here.signed_in(Role.LEAD)
    here.station.desk.record("view_tin", "kim", here.clock.at, sample(here)[0])
    here.station.desk.record("export", "lee", here.clock.at, tables="queue")
    page = client.get("/history?who=kim").text
    assert "view tin" in page and page.count("<tr>") == 2
    assert client.get(f"/history?notice={sample(here)[0]}").text.count("<tr>") == 2
    assert "Every link holds" in client.post("/history/verify").text


def test_a_history_that_was_changed_is_said_so(here: Here) -> None:
    client = here.signed_in(Role.LEAD)
    here.station.desk.record("export", "lee", here.clock.at)
    with here.station.store.writing() as db:
        db.exec_driver_sql("UPDATE history SET who = 'nobody'")
    assert "The history was changed" in client.post("/history/verify").text


def test_plots_escape_what_they_are_told_and_draw_nothing_of_nothing() -> None:
    drawn = rows([Bar('<script>"', [(3, "over"), (1, "none")], href="/queue?a=1&b=2")], "Title <b>")
    assert "<script>" not in drawn and "<b>" not in drawn and "a=1&amp;b=2" in drawn
    assert rows([], "x") == columns([Bar("a", [(0, "over")])], "x") == band([], "x", labels=()) == ""


def test_a_band_stays_inside_its_plot() -> None:
    drawn = band([Point(0, 100, 100), Point(30, 110, 140), Point(60, 120, 180)], "x", labels=[(30, "mid")])
    numbers = [float(one) for one in drawn.split('class="band" points="')[1].split('"')[0].replace(",", " ").split()]
    assert all(0 <= x <= 480 for x in numbers[::2]) and all(0 <= y <= 240 for y in numbers[1::2])
