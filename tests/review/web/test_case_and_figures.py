"""The case page, the dashboard, quality samples and the history, before the real desk."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from review.web.plots import Bar, Point, band, columns, rows
from schemas.desk import Role
from tests.workqueue.make import begin, doubtful, keep, notice, scan
from workqueue import open_store
from workqueue.desk import Desk, DeskFilter
from workqueue.figures import Figures

from .station_here import Here, station_here

pytestmark = pytest.mark.store


def ready(folder: Path, **changes: Any) -> Here:
    files = [scan(f"{n}.pdf") for n in range(100)]
    found = [doubtful(one) if n % 10 == 0 else notice(one) for n, one in enumerate(files)]
    store = open_store(str(folder / "store.db"))
    begin(store, "monday", *files)
    keep(store, "monday", {one.source.file: [one] for one in found})
    return station_here(folder, desk=Desk(store), **changes)


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
    assert sorted(chosen) == sorted(one for one in every if one.endswith("0"))
    assert 1 < len(chosen) < 20


def test_another_share_chooses_none_of_the_others_anew(here: Here) -> None:
    every = [row.row.notice_id for row in _rows(here) if row.row.status.value == "accepted"]
    by_share = {n: Figures(here.station.store, n).to_check(100) for n in (0, 1, 2, 5, 16, 17, 40, 1_000_000)}
    assert by_share[0] == [] and sorted(by_share[1]) == sorted(every)
    shares = [set(by_share[n]) for n in (1_000_000, 40, 17, 16, 5, 2, 1)]
    assert all(smaller <= larger for smaller, larger in pairwise(shares))
    backwards = {one: int(one[1:][::-1], 16) / 16**16 for one in every}
    for n in (2, 5, 17, 40):
        assert set(by_share[n]) == {one for one, place in backwards.items() if place < 1 / n}
    assert 30 <= len(by_share[2]) <= 60  # of 90


@pytest.mark.parametrize(
    ("one_in", "says"),
    [(16, "One accepted notice in 16"), (5, "One accepted notice in 5 "), (1, "Every accepted"), (0, "No notice is")],
)
def test_the_share_is_a_setting_and_what_was_checked_counts_on(tmp_path: Path, one_in: int, says: str) -> None:
    here = ready(tmp_path, quality_sample=one_in)
    client, figures = here.signed_in(Role.LEAD), Figures(here.station.store, one_in)
    chosen = figures.to_check(100)
    assert says in client.get("/dashboard").text
    for one in chosen:
        assert client.post(f"/quality/{one}", data={"verdict": "right"}).status_code == 303
    assert says in client.get("/quality").text
    left_out = next(row.row.notice_id for row in _rows(here) if row.row.notice_id not in chosen)
    assert client.post(f"/quality/{left_out}", data={"verdict": "right"}).status_code == 400
    assert Figures(here.station.store, 0).quality().checked == len(chosen)


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
