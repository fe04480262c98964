"""`calibrate` and the error budget on their way from the command line to the judgement."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import flows.cli
from flows.checked_notices import claim
from flows.office import open_office, thresholds_for
from flows.settings import load
from schemas.desk import Correction, FieldChange
from schemas.errors import BadArguments
from schemas.notice import CRITICAL_FIELDS, FieldEvidence, FieldStatus
from tests.rules.make import facts, seen

pytestmark = pytest.mark.filterwarnings("default")


def run(*arguments: str) -> int:
    return flows.cli.run(["calibrate", *arguments])


def test_it_shows_every_field_with_threshold_bound_and_cost(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--error-budget", "0.01") == 0
    said = capsys.readouterr().out
    assert "Error budget 0.01" in said
    assert all(field in said for field in CRITICAL_FIELDS)
    assert said.count("Straight through") == 2


def test_what_it_shows_is_what_ingest_applies(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--error-budget", "0.001", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    shown = {one["field"]: one["threshold"] for one in told["fields"]}
    assert thresholds_for(0.001).least == shown
    assert {one["layouts"] for one in told["straight_through"]} == {"open", "held_out"}


@pytest.mark.parametrize("budget", ["0", "1", "-0.1", "nan", "a little"])
def test_a_budget_that_is_none_is_refused(budget: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(f"--error-budget={budget}") == 1
    assert "above 0 and below 1" in capsys.readouterr().err
    with pytest.raises(BadArguments, match="NOTICEDESK_ERROR_BUDGET"):
        load({"NOTICEDESK_ERROR_BUDGET": budget})


def test_the_setting_makes_the_office_stricter_and_none_leaves_the_house_s_own() -> None:
    usual = open_office(load({}))
    strict = open_office(load({"NOTICEDESK_ERROR_BUDGET": "0.001"}))
    assert set(usual.thresholds.least.values()) == {0.98}
    assert strict.thresholds.budget == 0.001
    assert replace(strict, thresholds=usual.thresholds) == usual


def test_a_folder_without_checked_notices_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--from", str(tmp_path / "nowhere")) == 1
    assert "names no folder" in capsys.readouterr().err


def word(field: str, verdict: str, value: str | tuple[str, ...] | None = None) -> Correction:
    change = FieldChange(field=field, verdict=verdict, value=value)
    return Correction(change=change, before=None, who="ann", at=datetime(2026, 1, 2, tzinfo=UTC))


def test_a_person_s_last_word_says_whether_a_value_was_right() -> None:
    read = facts(fields={"due_date": seen("2018-01-29"), "tax_periods": seen(("2016-12-31",))})
    assert claim(read, "due_date", ()) == claim(read, "due_date", [word("due_date", "confirmed", "2018-01-29")])
    found = claim(read, "due_date", [word("due_date", "corrected", "2018-01-28")])
    assert found and not found.right
    periods = claim(read, "tax_periods", [word("tax_periods", "corrected", ("1040|2016-12-31|year",))])
    assert periods and periods.right


def test_what_was_left_open_claims_nothing_and_a_wrong_absence_is_wrong() -> None:
    absent = FieldEvidence(value=None, status=FieldStatus.ABSENT, confidence=0.0)
    read = facts(fields={"due_date": absent, "amount_due": seen(None, FieldStatus.UNREADABLE)})
    assert claim(read, "amount_due", ()) is None
    assert claim(read, "due_date", [word("due_date", "absent")]) == claim(read, "due_date", ())
    found = claim(read, "due_date", [word("due_date", "corrected", date(2018, 1, 29).isoformat())])
    assert found and (found.sure, found.right) == (None, False)
