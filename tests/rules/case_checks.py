"""What a case may expect: one function a name. A function asserts; its messages are read by a practitioner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from rules import identity, judge
from rules.why import Explanation, explain
from schemas.document import NoticeIdentity
from schemas.notice import Notice, NoticeFacts

from .case_runner import OneCase
from .clock_checks import CLOCK_CHECKS, Check, case_for
from .route_checks import ROUTE_CHECKS


@dataclass
class Outcome:
    """A case and what the rules made of it; each answer is asked for once."""

    one: OneCase
    facts: NoticeFacts = field(init=False)
    known: tuple[NoticeIdentity, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.facts = self.one.notice.facts()
        self.known = tuple(identity(other.facts(number)) for number, other in enumerate(self.one.known, start=1))

    @property
    def today(self) -> date:
        assert self.one.today is not None
        return self.one.today

    @cached_property
    def notice(self) -> Notice:
        return judge(self.facts, today=self.today, known=self.known)

    @cached_property
    def why(self) -> Explanation:
        return explain(self.notice, today=self.today, known=self.known, given=self.one.given)

    @property
    def said(self) -> str:
        work = self.notice.work_item
        return "\n".join((*work.actions, *work.reasons, *(f.message for f in self.notice.validation.findings)))


def _same(got: object, expected: object) -> None:
    wanted = None if expected == "none" else expected
    text = got.isoformat() if isinstance(got, date) else got
    assert (str(text) if isinstance(wanted, str) else text) == wanted


def _deadlines(o: Outcome, expected: Any) -> None:
    """Each expected deadline is there, with the parts that are told."""
    for wanted in expected:
        there = [d.model_dump(mode="json") for d in o.notice.deadlines]
        told = {k: v for k, v in wanted.items() if k != "cite"}
        cite = str(wanted.get("cite", ""))
        assert any(told.items() <= d.items() and cite in d["cite"] for d in there), (wanted, there)


def _no_deadlines(o: Outcome, expected: Any) -> None:
    assert {d.kind for d in o.notice.deadlines}.isdisjoint(expected)


def _findings(o: Outcome, expected: Any) -> None:
    assert set(expected) <= {f.code for f in o.notice.validation.findings}


def _no_findings(o: Outcome, expected: Any) -> None:
    assert {f.code for f in o.notice.validation.findings}.isdisjoint(expected)


def _next(o: Outcome, expected: Any) -> None:
    follows = o.notice.work_item.next_notice
    if expected == "none":
        assert follows is None
    else:
        assert follows is not None
        assert expected.items() <= follows.model_dump(mode="json").items()


def _says(o: Outcome, expected: Any) -> None:
    for words in expected:
        assert words.lower() in o.said.lower(), (words, o.said)


def _never_says(o: Outcome, expected: Any) -> None:
    for words in expected:
        assert words.lower() not in o.said.lower(), (words, o.said)


def _of_the_case(check: Check) -> Callable[[Outcome, Any], None]:
    return lambda o, expected: check(case_for(o.facts, o.today), expected)


CHECKS: Mapping[str, Callable[[Outcome, Any], None]] = {
    "queue": lambda o, e: _same(o.notice.work_item.queue, e),
    "family": lambda o, e: _same(o.notice.classification.family, e),
    "stage": lambda o, e: _same(o.notice.classification.collection_stage, e),
    "status": lambda o, e: _same(o.notice.validation.status.value, e),
    "act_by": lambda o, e: _same(o.notice.work_item.act_by, e),
    "deadlines": _deadlines,
    "no_deadlines": _no_deadlines,
    "findings": _findings,
    "no_findings": _no_findings,
    "next": _next,
    "says": _says,
    "never_says": _never_says,
    **ROUTE_CHECKS,
    **{name: _of_the_case(check) for name, check in CLOCK_CHECKS.items()},
}
