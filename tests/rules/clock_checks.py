"""What a case may expect of clocks and money: one function a name, called by `case_checks.CHECKS`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from rules.case import Case, case_of
from rules.money import Projection, Refused, project, waiting
from rules.pedigree import earliest_levy, mailing, passed
from schemas.notice import NoticeFacts

Check = Callable[[Case, Any], None]


def case_for(facts: NoticeFacts, today: date) -> Case:
    return case_of(facts, today)


def _all_said(lines: Sequence[str], expected: Any) -> None:
    """Each of the words stands in one of the lines; "none": there are no lines."""
    if expected == "none":
        assert not lines
        return
    text = "\n".join(lines)
    for words in expected:
        assert words.lower() in text.lower(), (words, text)


def _earliest_levy(case: Case, expected: Any) -> None:
    found = earliest_levy(case)
    if expected == "none":
        assert found is None
        return
    assert found is not None
    assert {"day": str(found.day), "waits_to": str(found.waits_to), "reach": found.reach} == expected


def _balance(case: Case, expected: Any) -> None:
    for wanted in expected:
        found = project(case, date.fromisoformat(wanted["on"]))
        assert isinstance(found, Projection), found
        assert (found.low, found.high) == (wanted["low"], wanted["high"])


def _refused(case: Case, expected: Any) -> None:
    for wanted in expected:
        found = project(case, date.fromisoformat(wanted["on"]))
        assert isinstance(found, Refused), found
        assert wanted["says"] in f"{found.why}. {found.advice}"


def _assumes(case: Case, expected: Any) -> None:
    for wanted in expected:
        found = project(case, date.fromisoformat(wanted["on"]))
        assert isinstance(found, Projection), found
        assert wanted["says"] in "; ".join(found.assumes)


def _waiting(case: Case, expected: Any) -> None:
    for wanted in expected:
        line = waiting(case, date.fromisoformat(wanted["until"]))
        assert wanted["says"] in (line or "none"), line


CLOCK_CHECKS: Mapping[str, Check] = {
    "passed": lambda case, expected: _all_said(passed(case), expected),
    "mailing": lambda case, expected: _all_said(mailing(case), expected),
    "earliest_levy": _earliest_levy,
    "balance": _balance,
    "refused": _refused,
    "assumes": _assumes,
    "waiting": _waiting,
}
