"""Parameters: in force from their first day, an error before it, strict in every detail of their files."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from rules.law import NotInForce, count_on, in_force, load, parameters
from schemas.errors import InvalidData

ONE = """parameters:
  days:
    label: Days of something
    unit: calendar_days
    values:
      - {from: 2000-01-01, first_day: enacted, value: 10, cite: "IRC 1", confidence: high}
      - {from: 2010-01-01, first_day: enacted, value: 30, cite: "IRC 2", confidence: high}
"""


def file(folder: Path, text: str, name: str = "one.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_each_value_holds_from_its_first_day_with_its_own_citation(tmp_path: Path) -> None:
    days = load([file(tmp_path, ONE)])["days"]
    on = {day: days.on(day) for day in (date(2000, 1, 1), date(2009, 12, 31), date(2010, 1, 1))}
    assert [(v.value, v.cite) for v in on.values() if v] == [(10, "IRC 1"), (10, "IRC 1"), (30, "IRC 2")]
    assert days.on(date(1999, 12, 31)) is None


def test_a_value_that_ended_answers_no_later_question(tmp_path: Path) -> None:
    ended = ONE.replace("{from: 2010-01-01,", "{from: 2010-01-01, until: 2012-06-30,")
    days = load([file(tmp_path, ended)])["days"]
    assert days.on(date(2012, 6, 30)) is not None
    assert days.on(date(2012, 7, 1)) is None


def test_a_question_before_the_first_day_in_force_is_an_error() -> None:
    assert in_force("notice_and_demand_days", date(1997, 1, 1)).value == 21
    with pytest.raises(NotInForce, match="notice_and_demand_days is not known to be in force on 1996-12-31"):
        in_force("notice_and_demand_days", date(1996, 12, 31))


@pytest.mark.parametrize("name", sorted(parameters()))
def test_every_parameter_has_its_first_day_and_nothing_before_it(name: str) -> None:
    first = parameters()[name].values[0].from_
    assert in_force(name, first).cite
    with pytest.raises(NotInForce):
        in_force(name, first - timedelta(days=1))


def test_the_large_demand_begins_at_a_hundred_thousand_dollars() -> None:
    assert in_force("notice_and_demand_large_from", date(2026, 1, 1)).value == Decimal("100000.00")
    with pytest.raises(ValueError, match="no window"):
        count_on("notice_and_demand_large_from", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("value: 30", "value: 30.5", "whole numbers"),
        ("value: 30", "value: 0", "greater than 0"),
        ("value: 30", "value: true", "values.1.value"),
        ("value: 30", 'value: "30"', "values.1.value"),
        ("from: 2010-01-01", "from: 2000-01-01", "overlaps"),
        ("from: 2010-01-01", "from: 2010", "written as"),
        ("from: 2010-01-01", "from: 2010-13-01", "values.1.from"),
        ('cite: "IRC 2"', 'cite: ""', "values.1.cite"),
        ("first_day: enacted, value: 30", "value: 30", "first_day"),
        ("confidence: high}\n      - ", "confidence: sure}\n      - ", "values.0.confidence"),
        ("unit: calendar_days", "unit: fortnights", "unit"),
        ("unit: calendar_days", "unit: calendar_days\n    unit: usd", "stands twice"),
        ("label: Days of something", "label: Days of something\n    note: x", "Extra inputs"),
        ("    values:", "    values: []\n    other:", "values"),
    ],
)
def test_a_wrong_parameter_file_is_refused_by_name_and_key(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    assert wrong in ONE
    with pytest.raises(InvalidData, match=r"one\.yaml") as raised:
        load([file(tmp_path, ONE.replace(wrong, right, 1))])
    assert said in str(raised.value)


def test_a_parameter_stands_in_one_file_only(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match=r"two\.yaml.*'days'"):
        load([file(tmp_path, ONE), file(tmp_path, ONE, "two.yaml")])
