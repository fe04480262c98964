"""What a case may expect of queue, options, standing, flags, priority and the taxpayer's other notices."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from rules import judge
from rules.book import standard_book
from rules.cases.join import case_file
from rules.cases.records import CaseFile
from schemas.money import format_money

if TYPE_CHECKING:
    from .case_checks import Outcome


def route(o: "Outcome", expected: Any) -> None:
    assert _routed(o) == expected


def not_route(o: "Outcome", expected: Any) -> None:
    assert set(expected) <= {r.id for r in standard_book().routes}, "no such route"
    assert _routed(o) not in expected


def _routed(o: "Outcome") -> str:
    return next(step.rule for step in o.why.steps if step.kind == "queue")


def options(o: "Outcome", expected: Any) -> None:
    """Verdict by option: `eligible`, `not eligible`, `needs`, `needs: WORDS`, or `absent`."""
    there = {one.id: one for one in o.why.options}
    assert set(expected) <= {one.id for one in standard_book().options}, "no such option"
    for name, verdict in expected.items():
        one = there.get(name)
        wanted, _, words = str(verdict).partition(": ")
        got = "absent" if one is None else one.verdict.replace("_", " ")
        assert got == wanted, (name, got, one.line if one else "", one.facts if one else ())
        assert words in "; ".join(one.needs if one else ()), (name, one)


def option_says(o: "Outcome", expected: Any) -> None:
    for name, words in expected.items():
        one = next(one for one in o.why.options if one.id == name)
        text = " ".join((one.because, one.where, one.waiting, one.note, one.form, *one.cites))
        assert words in text, (name, text)


def at_hand(o: "Outcome", expected: Any) -> None:
    """By option: words of the lists of what it takes to begin, or `nothing`."""
    for name, words in expected.items():
        one = next(one for one in o.why.options if one.id == name)
        text = "; ".join(one.at_hand)
        assert (text == "") if words == "nothing" else (words in text), (name, text)


def reach(o: "Outcome", expected: Any) -> None:
    """By what can be reached: `possible_now`, `by_law DAY`, `estimate DAY`, `overtaken DAY`, or `absent`."""
    there = {r.id: f"{r.since} {r.day}" if r.day else r.since for r in o.why.standing.reaches}
    assert {name: there.get(name, "absent") for name in expected} == expected


def lien(o: "Outcome", expected: Any) -> None:
    assert (o.why.standing.lien.risk if o.why.standing.lien else "absent") == expected


def may_follow(o: "Outcome", expected: Any) -> None:
    after = o.why.standing.next
    got = after.model_dump(mode="json", exclude={"cites"}) if after else {}
    assert {name: got.get(name) for name in expected} == expected


def flags(o: "Outcome", expected: Any) -> None:
    """Exactly these."""
    assert sorted(flag.id for flag in o.why.flags) == sorted(expected)


def parts(o: "Outcome", expected: Any) -> None:
    """Points by part of the priority, and `total`."""
    there = {part.name: part.points for part in o.why.parts} | {"total": o.why.priority}
    assert {name: there.get(name) for name in expected} == expected
    assert o.notice.work_item.priority == o.why.priority


def late_filing(o: "Outcome", expected: Any) -> None:
    """Words of the step on the failure-to-file penalty, its facts and citations among them, or `absent`."""
    steps = [step for step in o.why.steps if step.rule == "failure-to-file"]
    if expected == "absent":
        assert not steps
        return
    text = "\n".join(" ".join((step.says, *step.facts, *step.cites)) for step in steps)
    for words in expected:
        assert words in text, (words, text)


def changed(o: "Outcome", expected: Any) -> None:
    assert list(o.why.changed) == expected


def owed(o: "Outcome", expected: Any) -> None:
    """The total of the taxpayer's notices, `known` ones among them, or `not told`."""
    found = _file(o)
    got = "not told" if found.total is None else format_money(found.total)
    wanted = expected if isinstance(expected, str) else format_money(expected)
    assert got == wanted, (found.total_words, [(e.notice_code, e.words) for e in found.entries])


def owed_says(o: "Outcome", expected: Any) -> None:
    assert expected in _file(o).total_words


def places(o: "Outcome", expected: Any) -> None:
    """Code and role of each notice, in the order of the timeline: `CP14 superseded`."""
    assert [f"{e.notice_code} {e.role}" for e in _file(o).entries] == expected


def case_flags(o: "Outcome", expected: Any) -> None:
    assert set(expected) <= {flag.id for flag in _file(o).flags}


def keep(o: "Outcome", expected: Any) -> None:
    text = "; ".join(_file(o).keep)
    for words in expected:
        assert words in text, (words, text)


def first_day(o: "Outcome", expected: Any) -> None:
    found = _file(o)
    got = f"{found.act_by} {next((e.notice_code for e in found.entries if e.notice_id == found.act_on), '')}"
    assert got == expected


def _file(o: "Outcome") -> CaseFile:
    others = [judge(one.facts(number), today=o.today) for number, one in enumerate(o.one.known, start=1)]
    return case_file(o.notice.notice_id, [o.notice, *others], today=o.today)


ROUTE_CHECKS: Mapping[str, Callable[["Outcome", Any], None]] = {
    check.__name__: check
    for check in (
        route,
        not_route,
        options,
        option_says,
        at_hand,
        reach,
        lien,
        may_follow,
        flags,
        parts,
        late_filing,
        changed,
        owed,
        owed_says,
        places,
        case_flags,
        first_day,
        keep,
    )
}
