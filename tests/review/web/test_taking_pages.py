"""The pages to take tables away and to keep the tokens of other programs."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from schemas.desk import Role

from .programs import V1, office
from .station_here import Here

pytestmark = pytest.mark.store


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return office(tmp_path)


def test_an_analyst_picks_tables_filter_and_form(here: Here) -> None:
    client = here.signed_in(Role.ANALYST)
    shown = client.get("/exports?state=review").text
    assert "1 notice as filtered" in shown and '<option value="review" selected>' in shown
    got = client.post("/exports", data={"form": "xlsx", "table": ["notices", "amounts"], "state": "review"})
    assert got.status_code == 200 and got.headers["content-disposition"].startswith("attachment")
    book = openpyxl.load_workbook(io.BytesIO(got.content))
    assert book.sheetnames == ["notices", "amounts"] and book["notices"].max_row == 2
    entry = here.desk.history()[0]
    assert (entry.what, entry.who, entry.details["filter"]) == ("export", "analyst", "state=review")


def test_all_tables_as_csv_come_packed(here: Here) -> None:
    got = here.signed_in(Role.ANALYST).post("/exports", data={"form": "csv"})
    with zipfile.ZipFile(io.BytesIO(got.content)) as packed:
        assert len(packed.namelist()) == 6
    assert got.headers["cache-control"] == "no-store"


def test_a_number_that_was_typed_stands_in_no_entry(here: Here) -> None:
    here.signed_in(Role.ANALYST).post("/exports", data={"form": "ics", "text": "666-31-7788"})
    assert "666-31" not in str(here.desk.history()) and "7788" in str(here.desk.history()[0].details["filter"])


def test_intake_takes_nothing_away_and_sees_no_way_to(here: Here) -> None:
    client = here.signed_in(Role.INTAKE)
    assert client.get("/exports").status_code == client.post("/exports", data={"form": "csv"}).status_code == 403
    assert 'href="/exports"' not in client.get("/me").text
    assert 'href="/exports"' in here.signed_in(Role.ANALYST).get("/me").text


@pytest.mark.parametrize("role", [Role.INTAKE, Role.ANALYST, Role.LEAD])
def test_tokens_are_for_admins(here: Here, role: Role) -> None:
    client = here.signed_in(role)
    assert client.get("/tokens").status_code == 403
    assert client.post("/tokens", data={"name": "payroll", "scope": "admin"}).status_code == 403
    assert client.post("/tokens/payroll/revoke").status_code == 403


def test_a_token_is_shown_once_works_and_is_revoked(here: Here) -> None:
    client = here.signed_in(Role.ADMIN)
    made = client.post("/tokens", data={"name": "Payroll", "scope": "analyst"})
    found = re.search(r'value="(nd_[\w-]+)"', made.text)
    assert found and made.status_code == 200
    program = here.visitor(headers={"Authorization": f"Bearer {found[1]}"})
    assert program.get(f"{V1}/me").json() == {"name": "api:payroll", "role": "analyst"}
    listed = client.get("/tokens").text
    assert "payroll" in listed and found[1] not in listed
    assert client.post("/tokens/payroll/revoke").status_code == 303
    assert program.get(f"{V1}/me").status_code == 401
    assert [one.what for one in here.desk.history()] == ["revoke_token", "add_token"]
    assert found[1] not in str(here.desk.history())


def test_a_calendar_token_and_one_that_can_not_be(here: Here) -> None:
    client = here.signed_in(Role.ADMIN)
    assert "/api/v1/calendar.ics" in client.post("/tokens", data={"name": "outlook", "scope": "calendar"}).text
    assert client.post("/tokens", data={"name": "outlook", "scope": "lead"}).status_code == 400
    assert client.post("/tokens", data={"name": "other", "scope": "god"}).status_code == 400
    assert client.post("/tokens/nobody/revoke").status_code == 400
