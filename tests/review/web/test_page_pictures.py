"""Pictures of pages that print a whole taxpayer number: who saw one is in the history, who may not sees bars."""

import io
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from schemas.desk import Move, Role
from workqueue.tokens import Tokens

from .bills import GOOD, OTHER, clean, desk_of, ids, paperwork
from .station_here import Here

pytestmark = pytest.mark.store


@pytest.fixture
def here(tmp_path: Path) -> Here:
    """Two notices in one file, both with their numbers whole; a third whose number is masked on the paper."""
    masked = clean("masked.pdf", GOOD, tin="XXX-XX-1234", code="CP501")
    return desk_of(tmp_path, paperwork("two bills.pdf", GOOD, OTHER), masked)


def seen(here: Here) -> list[tuple[str, str | None, bool]]:
    """Who saw which notice, covered or not; the first first."""
    found = [one for one in here.desk.history() if one.what == "saw_pages"]
    return [(one.who, one.notice_id, bool(one.details["number_covered"])) for one in reversed(found)]


def ask(client: TestClient, notice_id: str, *pages: int, dpi: int = 144) -> list[bytes]:
    answers = [client.get(f"/notices/{notice_id}/pages/{page}.png?dpi={dpi}") for page in pages]
    assert {one.status_code for one in answers} == {200}
    return [one.content for one in answers]


def test_it_is_told_once_a_day_for_each_person_and_notice(here: Here) -> None:
    first = ids(here)[0]
    anna, lee = here.signed_in(Role.ANALYST, "anna"), here.signed_in(Role.LEAD, "lee")
    for dpi in (72, 144, 288):  # the view of the file, the page, the place enlarged
        ask(anna, first, 1, 2, dpi=dpi)
    ask(lee, first, 2)
    assert seen(here) == [("anna", first, False), ("lee", first, False)]
    here.clock.go_on(days=1)
    ask(here.signed_in(Role.ANALYST, "anna"), first, 1)
    assert seen(here)[2:] == [("anna", first, False)]
    assert here.desk.verify_history() == []
    page = here.signed_in(Role.LEAD, "lee").get(f"/history?notice={first}&what=saw_pages").text
    assert page.count("saw pages</span>") == 3 and "anna" in page


def test_a_neighbour_in_the_file_was_seen_and_not_the_notice_that_led_there(here: Here) -> None:
    first, second, _ = ids(here)
    ask(here.signed_in(Role.ANALYST, "anna"), first, 3)
    assert seen(here) == [("anna", second, False)]


def test_of_a_number_that_is_masked_on_the_paper_nothing_is_told(here: Here) -> None:
    ask(here.signed_in(Role.ANALYST, "anna"), ids(here)[2], 1, 2)
    assert seen(here) == []


def test_who_may_not_see_numbers_gets_bars_and_is_told_of_as_well(here: Here) -> None:
    first = ids(here)[0]
    (whole,) = ask(here.signed_in(Role.ANALYST, "anna"), first, 1)
    (covered,) = ask(here.signed_in(Role.INTAKE, "ida"), first, 1)
    (evidence,) = [here.desk.notice(first).notice.fields["tin.last4"].bbox]
    assert evidence is not None
    x0, y0, x1, y1 = (round(2 * side) for side in evidence)
    bar, rest = (x0, y0, x0 + (x1 - x0) // 2, y1), (x0 + 3 * (x1 - x0) // 4, y0, x1, y1)
    dark = {name: Image.open(io.BytesIO(data)).convert("L") for name, data in (("a", whole), ("i", covered))}
    assert dark["i"].crop(bar).getextrema() == (0, 0) != dark["a"].crop(bar).getextrema()
    assert dark["i"].crop(rest).tobytes() == dark["a"].crop(rest).tobytes()  # the last digits show
    assert seen(here) == [("anna", first, False), ("ida", first, True)]


def test_the_role_that_came_later_is_told_too(here: Here) -> None:
    first, people = ids(here)[0], here.app.state.people
    ask(here.signed_in(Role.INTAKE, "ida"), first, 1)
    people.change(people.find("ida"), role=Role.ANALYST)
    ask(here.signed_in(Role.ANALYST, "ida"), first, 1)
    assert seen(here) == [("ida", first, True), ("ida", first, False)]


@pytest.mark.parametrize("role", [Role.INTAKE, Role.ANALYST])
def test_programs_leave_the_same_trace(here: Here, role: Role) -> None:
    first = ids(here)[0]
    secret = Tokens(here.station.store).add("payroll", role, "test", here.clock.at)[1]
    program = here.visitor(headers={"Authorization": f"Bearer {secret}"})
    answer = program.get(f"/api/v1/notices/{first[:14]}/pages/1")
    assert answer.status_code == 200
    assert seen(here) == [("api:payroll", first, role is Role.INTAKE)]
    by_person = here.station.scans.page_image(here.desk.notice(first).notice.source.sha256, 1)
    assert (answer.content == by_person.data) == (role is Role.ANALYST)


def test_having_looked_is_no_change_of_the_notice(here: Here) -> None:
    """Somebody else's look is not what overtook a person."""
    first = ids(here)[0]
    anna = here.signed_in(Role.ANALYST, "anna")
    version = here.desk.notice(first).item.version
    number = here.desk.history()[0].number if here.desk.history() else 0
    lee = here.desk.move(first, Move.CLAIM, people_of(here, "lee"), here.clock.at, version=version)
    ask(anna, first, 1)
    assert lee.version == here.desk.notice(first).item.version
    answer = anna.post(f"/notices/{first}/move/claim", data={"version": version, "seen": number})
    assert answer.status_code == 409 and "claim" in answer.text and "saw pages" not in answer.text


def people_of(here: Here, name: str):  # type: ignore[no-untyped-def]
    here.signed_in(Role.LEAD, name)
    return here.app.state.people.find(name).person


def test_the_days_are_those_of_the_history(here: Here) -> None:
    first, anna = ids(here)[0], here.signed_in(Role.ANALYST, "anna")
    ask(anna, first, 1)
    assert {one.at.date() for one in here.desk.history() if one.what == "saw_pages"} == {date(2018, 1, 20)}
