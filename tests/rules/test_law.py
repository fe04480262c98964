"""The law as data: in force from its first day, an error outside its days, strict in every detail of its files."""

import re
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rules import judge
from rules.law import LawNotKnown, NotInForce, Parameter, Value, open_law, standard_law
from rules.law.files import read
from schemas.errors import InvalidData

from .make import facts

LAW = standard_law()
ONE_DAY = timedelta(days=1)
FILES = sorted(f.name for f in resources.files("rules.law").iterdir() if f.name.endswith(".yaml"))


def as_written() -> dict[str, Any]:
    """Every parameter as another YAML reader sees it: what the loader made of it is not asked."""
    found: dict[str, Any] = {}
    for name in FILES:
        text = resources.files("rules.law").joinpath(name).read_text(encoding="utf-8")
        found |= yaml.load(text, Loader=yaml.SafeLoader)["parameters"]
    return found


WRITTEN = as_written()
BEGINNINGS = [(name, n) for name, p in WRITTEN.items() for n in range(len(p["values"]))]
ENDS = [(name, n) for name, n in BEGINNINGS if "to" in WRITTEN[name]["values"][n]]


def named(pairs: list[tuple[str, int]]) -> list[str]:
    return [f"{name}-{WRITTEN[name]['values'][n]['from']}" for name, n in pairs]


def value_or_none(name: str, day: date) -> float | None:
    try:
        return float(LAW.at(name, day).value)
    except LawNotKnown as unknown:
        assert (unknown.name, unknown.day) == (name, day)
        assert name in unknown.what
        assert str(day) in unknown.what
        return None


def on_the_day_before(name: str, n: int) -> float | None:
    """What is written for the day before value `n` begins."""
    values = WRITTEN[name]["values"]
    before = values[n]["from"] - ONE_DAY
    earlier = [v for v in values[:n] if v.get("to", before) >= before]
    return float(earlier[-1]["value"]) if earlier else None


def test_every_parameter_that_is_written_is_known_and_no_other() -> None:
    assert LAW.names() == tuple(sorted(WRITTEN))


@pytest.mark.parametrize(("name", "n"), BEGINNINGS, ids=named(BEGINNINGS))
def test_a_value_holds_on_its_first_day_and_the_day_after_but_not_on_the_day_before(name: str, n: int) -> None:
    value = WRITTEN[name]["values"][n]
    assert value_or_none(name, value["from"] - ONE_DAY) == on_the_day_before(name, n)
    assert value_or_none(name, value["from"]) == float(value["value"])
    assert value_or_none(name, value["from"] + ONE_DAY) == float(value["value"])
    assert LAW.at(name, value["from"]).cite == value["cite"]


@pytest.mark.parametrize(("name", "n"), ENDS, ids=named(ENDS))
def test_a_value_holds_to_its_last_day_and_answers_no_later_question(name: str, n: int) -> None:
    values = WRITTEN[name]["values"]
    last = values[n]["to"]
    assert value_or_none(name, last - ONE_DAY) == value_or_none(name, last) == float(values[n]["value"])
    follower = values[n + 1] if n + 1 < len(values) else None
    expected = float(follower["value"]) if follower and follower["from"] == last + ONE_DAY else None
    assert value_or_none(name, last + ONE_DAY) == expected


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_every_value_has_its_own_citation_standing_and_unit(name: str) -> None:
    for value in LAW.parameters[name].values:
        assert len(value.cite) >= 5
        assert value.status in ("primary", "qualified", "unverified")
    assert LAW.parameters[name].unit


def test_before_the_law_was_made_it_was_not_in_force() -> None:
    with pytest.raises(NotInForce, match="notice_and_demand_days was not in force on 1996-12-31"):
        LAW.at("notice_and_demand_days", date(1996, 12, 31))


def test_before_the_days_that_were_looked_up_the_law_is_not_known() -> None:
    with pytest.raises(LawNotKnown, match=r"math_error_days is not known for 1999-12-31") as raised:
        LAW.at("math_error_days", date(1999, 12, 31))
    assert not isinstance(raised.value, NotInForce)


def test_a_quarter_without_a_rate_is_not_guessed_and_says_what_to_configure() -> None:
    assert LAW.at("underpayment_rate", date(2026, 3, 31)).value == 7
    with pytest.raises(LawNotKnown, match="underpayment_rate") as raised:
        LAW.at("underpayment_rate", date(2026, 4, 1))
    assert "2026-04-01" in raised.value.what
    assert "revenue ruling of the quarter" in raised.value.advice
    assert "NOTICEDESK_LAW" in raised.value.advice
    assert "parameters.underpayment_rate" in raised.value.advice


def test_the_figures_that_have_run_out_are_named_with_their_last_day() -> None:
    assert "underpayment_rate" not in LAW.unknown_on(date(2026, 3, 31))
    assert LAW.unknown_on(date(2026, 4, 1)) == {
        "passport_debt_above": date(2025, 12, 31),
        "underpayment_rate": date(2026, 3, 31),
    }


def test_an_indexed_amount_is_not_carried_into_the_next_year() -> None:
    assert LAW.at("failure_to_file_least", date(2026, 12, 31)).value == Decimal("525.00")
    with pytest.raises(LawNotKnown, match="failure_to_file_least is not known for 2027-01-01"):
        LAW.at("failure_to_file_least", date(2027, 1, 1))


def test_the_large_demand_begins_at_a_hundred_thousand_dollars_and_is_no_window() -> None:
    assert LAW.at("notice_and_demand_large_from", date(2026, 1, 1)).value == Decimal("100000.00")
    with pytest.raises(ValueError, match="no window"):
        LAW.count("notice_and_demand_large_from", date(2026, 1, 1))


ONE = """parameters:
  days:
    label: Days of something
    unit: calendar_days
    values:
      - {from: 2000-01-01, first_day: enacted, value: 10, cite: "IRC 1", status: primary}
      - {from: 2010-01-01, first_day: enacted, value: 30, cite: "IRC 2", status: qualified}
"""


def file(folder: Path, text: str, name: str = "one.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# (what is changed, into what, line, words that help)
WRONG = [
    ("value: 30", "value: 30.5", 2, "whole numbers"),
    ("value: 30", "value: 0", 7, "greater than 0"),
    ("value: 30", "value: -5", 7, "greater than 0"),
    ("value: 30", "value: true", 7, "value"),
    ("value: 30", 'value: "30"', 7, "value"),
    ("value: 30", "value: 3e1", 7, "value"),
    ("value: 30, ", "", 7, "Field required"),
    ("from: 2010-01-01", "from: 2000-01-01", 2, "overlaps or precedes"),
    ("from: 2010-01-01", "from: 1999-01-01", 2, "overlaps or precedes"),
    ("from: 2000-01-01", "from: 2000-01-01, to: 2010-01-01", 2, "overlaps or precedes"),
    ("from: 2010-01-01", "from: 2010-01-01, to: 2009-01-01", 7, "ends before it begins"),
    ("from: 2010-01-01", "from: 2010", 7, "written as 2026-11-23"),
    ("from: 2010-01-01", "from: 2010-13-01", 7, "from"),
    ("from: 2010-01-01", "from: 01/01/2010", 7, "from"),
    ("from: 2010-01-01, ", "", 7, "Field required"),
    ("from: 2010-01-01", "since: 2010-01-01", 7, "allowed here: cite, first_day, from, status, to, value"),
    ('cite: "IRC 2", ', "", 7, "Field required"),
    ('cite: "IRC 2"', 'cite: ""', 7, "at least 5"),
    ("first_day: enacted, value: 30", "value: 30", 7, "Field required"),
    ("first_day: enacted, value: 30", "first_day: maybe, value: 30", 7, "enacted"),
    ("status: qualified", "status: sure", 7, "primary"),
    ("unit: calendar_days", "unit: fortnights", 4, "calendar_days"),
    ("unit: calendar_days", "unit: calendar_days\n    unit: usd", 5, "stands twice"),
    ("  days:\n", "  days: &x\n", None, "anchors, aliases and tags"),
    ("label: Days of something", "label: Days of something\n    note: x", 4, "allowed here: added, label"),
    ("label: Days of something\n    ", "", 2, "label: Field required"),
    ("    values:", "    values: []\n    other:", 6, "allowed here"),
    ("parameters:", "parameter:", 1, "allowed here: parameters"),
    ("    unit: calendar_days\n", "   unit: calendar_days\n", 5, "mapping values"),
    ("  days:\n    label: Days of something\n", "  days: {label: x\n", None, "expected"),
]


@pytest.mark.parametrize(("wrong", "right", "line", "said"), WRONG)
def test_a_wrong_law_file_is_refused_with_file_line_and_words(
    tmp_path: Path, wrong: str, right: str, line: int | None, said: str
) -> None:
    assert wrong in ONE
    position = ONE.rindex(wrong) if wrong in ONE.splitlines()[-1] else ONE.index(wrong)
    text = ONE[:position] + right + ONE[position + len(wrong) :]
    with pytest.raises(InvalidData, match=r"^one\.yaml" if line is None else rf"^one\.yaml:{line}: ") as raised:
        read([file(tmp_path, text)])
    assert said in str(raised.value)
    assert raised.value.advice


def test_a_figure_without_values_has_to_say_where_to_look_it_up(tmp_path: Path) -> None:
    head = ONE[: ONE.index("    values:")]
    with pytest.raises(InvalidData, match=r"one\.yaml:2: .*look_up"):
        read([file(tmp_path, head + "    values: []\n")])
    assert read([file(tmp_path, head + "    look_up: in the code\n    values: []\n")])["days"].values == ()


def test_money_has_cents_and_no_more(tmp_path: Path) -> None:
    text = ONE.replace("unit: calendar_days", "unit: usd").replace("value: 10", "value: 10.005")
    with pytest.raises(InvalidData, match="two decimal places"):
        read([file(tmp_path, text)])


def test_a_parameter_stands_in_one_file_only(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match=r"two\.yaml:2: .*'days'"):
        read([file(tmp_path, ONE), file(tmp_path, ONE, "two.yaml")])


# The owner's own file.

RATE = """parameters:
  underpayment_rate:
    label: Interest as my firm looked it up
    unit: percent_a_year
    values:
      - {from: 2026-04-01, to: 2026-06-30, first_day: enacted, value: 9, cite: "my ruling", status: unverified}
"""


def test_an_owner_adds_the_next_quarter_and_keeps_the_others(tmp_path: Path) -> None:
    law = open_law(file(tmp_path, RATE, "mine.yaml"))
    days = (date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30))
    assert [law.at("underpayment_rate", day).value for day in days] == [7, 9, 9]
    assert (law.own, law.own_file) == (("underpayment_rate",), "mine.yaml")
    with pytest.raises(LawNotKnown):
        law.at("underpayment_rate", date(2026, 7, 1))
    assert law.version != LAW.version
    assert law.at("math_error_days", date(2026, 1, 1)) == LAW.at("math_error_days", date(2026, 1, 1))


def test_an_owner_overrides_days_in_the_middle_of_a_value(tmp_path: Path) -> None:
    text = RATE.replace("from: 2026-04-01, to: 2026-06-30", "from: 2019-08-01, to: 2019-08-31")
    law = open_law(file(tmp_path, text))
    on = {day: law.at("underpayment_rate", day).value for day in (date(2019, 7, 31), date(2019, 9, 1))}
    assert on == {date(2019, 7, 31): 5, date(2019, 9, 1): 5}
    assert law.at("underpayment_rate", date(2019, 8, 15)).cite == "my ruling"


def test_the_judgement_uses_the_owners_law(tmp_path: Path) -> None:
    text = """parameters:
  notice_and_demand_days:
    label: A window that nobody has
    unit: calendar_days
    values:
      - {from: 2018-01-01, first_day: at_latest, value: 25, cite: "own law", status: unverified}
"""
    law = open_law(file(tmp_path, text))
    day = {"notice_code": "CP14", "notice_date": date(2018, 1, 8), "due_date": None}
    (counted,) = judge(facts(**day), today=date(2018, 2, 5), law=law).deadlines
    assert (counted.date, counted.cite) == (date(2018, 2, 2), "own law: 25 calendar days from 2018-01-08")
    (ours,) = judge(facts(**day), today=date(2018, 2, 5)).deadlines
    assert ours.date == date(2018, 1, 29)


def test_without_a_file_of_the_owners_the_law_is_ours() -> None:
    assert open_law(None) == LAW
    assert LAW.own == ()


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        (
            "underpayment_rate",
            "underpayment_rates",
            r"own\.yaml:2: no rule asks .*: underpayment_rate",
        ),
        ("unit: percent_a_year", "unit: percent", r"own\.yaml:4: .*counted in percent_a_year"),
        ("value: 9", "value: nine", r"own\.yaml:6: "),
        ("to: 2026-06-30", "to: 2026-03-31", r"own\.yaml:6: .*ends before it begins"),
    ],
)
def test_a_wrong_file_of_the_owners_is_refused_with_its_line(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    with pytest.raises(InvalidData) as raised:
        open_law(file(tmp_path, RATE.replace(wrong, right, 1), "own.yaml"))
    assert re.search(said, str(raised.value)), str(raised.value)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match=r"none\.yaml: the law file can't be read: No such file"):
        open_law(tmp_path / "none.yaml")


def test_an_owner_may_add_a_figure_for_rules_of_the_owners_own(tmp_path: Path) -> None:
    text = RATE.replace("underpayment_rate:", "our_fee:").replace(
        "unit: percent_a_year", "unit: percent_a_year\n    added: true"
    )
    law = open_law(file(tmp_path, text))
    assert law.at("our_fee", date(2026, 4, 1)).value == 9


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2010, 12, 31))


def values(spans: list[tuple[date, int, bool]], number: int) -> tuple[Value, ...]:
    """Values out of (first day, length, open end), those that overlap an earlier one left out."""
    found: list[Value] = []
    for first, length, open_end in sorted(spans):
        if found and (found[-1].to is None or first <= found[-1].to):
            continue
        to = None if open_end else first + timedelta(days=length)
        found.append(Value.model_validate({"from": first, "to": to, "first_day": "enacted", "value": number,
                                           "cite": "IRC 1", "status": "primary"}))  # fmt: skip
    return tuple(found)


SPANS = st.lists(st.tuples(DAYS, st.integers(min_value=0, max_value=900), st.booleans()), min_size=1, max_size=4)


@given(ours=SPANS, own=SPANS, day=DAYS)
def test_of_any_two_laws_the_owners_holds_where_it_speaks_and_ours_everywhere_else(
    ours: list[tuple[date, int, bool]], own: list[tuple[date, int, bool]], day: date
) -> None:
    one, other = (
        Parameter(label="Something", unit="count", values=values(spans, n)) for spans, n in ((ours, 1), (own, 2))
    )
    laid = one.laid_over(other)
    expected = other.on(day) or one.on(day)
    found = laid.on(day)
    assert (found and found.value) == (expected and expected.value)
