"""Every rule that fired for a notice on a day, with the facts it used and its citation. The same day, law and rules
give the same answer."""

from collections.abc import Iterator, Sequence
from datetime import date

from rules.book import Rulebook
from rules.case import Case, case_of
from rules.cases.flags import flags_of
from rules.classify import classify
from rules.conditions import Sheet, Used
from rules.deadlines import act_by, deadlines
from rules.law import Law
from rules.money import late_filing
from rules.options import AnsweredOption, options_of
from rules.pedigree import known_clocks
from rules.priority import priority_parts, total
from rules.queues import Routed, first_match
from rules.sheet import Given, sheet_of
from rules.standing import Standing, standing_of
from rules.version import code_version
from rules.wording import places
from schemas.document import NoticeIdentity
from schemas.notice import Notice

from .paper import facts_of
from .records import Explanation, Step


def explain(
    notice: Notice,
    *,
    today: date,
    known: Sequence[NoticeIdentity] = (),
    given: Given | None = None,
    law: Law | None = None,
    book: Rulebook | None = None,
    tin_key: str | None = None,
) -> Explanation:
    """`known`: other notices of the desk; `tin_key`: what this one's number is matched with theirs by. `given`: what
    a person found out (`conditions/facts.yaml`). Raises BadArguments for what nobody can give."""
    case = case_of(facts_of(notice, tin_key), today, tuple(known), law, book)
    days, status = deadlines(case)[0], notice.validation.status
    sheet = sheet_of(case, days, status, given)
    routed, standing, flags = first_match(case.book.routes, sheet), standing_of(case, sheet), flags_of(sheet)
    options = options_of(case.book.options, sheet, places(case, act_by(days)))
    parts = priority_parts(case, case.book.weights, days, status, notice.classification)
    steps = (
        *_catalogue(case),
        *_findings(notice),
        *_deadlines(case),
        _queue(routed),
        *_standing(standing),
        *_late_filing(case, sheet),
        *_options(options),
        *(Step(kind="flag", rule=f.id, says=f.says, facts=f.facts, cites=f.cites) for f in flags),
    )
    return Explanation(
        notice_id=notice.notice_id,
        day=today,
        law=case.law.version,
        book=case.book.version,
        code=code_version(),
        own=tuple(sorted({*case.law.own, *case.book.own})),
        steps=steps,
        passed_over=tuple(f"{route.id}: {_why_not(answer.used)}" for route, answer in routed.passed_over),
        priority=total(parts),
        parts=parts,
        standing=standing,
        options=options,
        flags=flags,
        changed=tuple(_changed(notice, case, routed, total(parts))),
    )


def _why_not(used: Sequence[Used]) -> str:
    return used[0].line if used else "never fits"


def _catalogue(case: Case) -> Iterator[Step]:
    entry, found = case.entry, classify(case)
    if entry is None:
        words = (
            "no notice code was read" if case.facts.notice_code is None else "the catalogue does not know the code"
        )
        yield Step(
            kind="catalogue", rule="catalogue", says=words, facts=(f"code: {case.facts.notice_code or 'none'}",)
        )
        return
    stage = f", collection stage {entry.stage}" if entry.stage else ""
    facts = (
        f"code: {case.facts.notice_code} (found by {case.facts.code_basis})",
        f"confidence: {found.confidence:.0%}, at most what the catalogue's own is worth ({entry.confidence})",
    )
    cites = (*entry.sources, *((entry.citation,) if entry.citation else ()))
    yield Step(
        kind="catalogue",
        rule=f"catalogue {entry.code}",
        says=f"{entry.title}: family {entry.family}{stage}",
        facts=facts,
        cites=cites,
    )


def _findings(notice: Notice) -> Iterator[Step]:
    for finding in notice.validation.findings:
        facts = (f"field: {finding.field}",) if finding.field else ()
        yield Step(
            kind="finding",
            rule=finding.code,
            says=finding.message,
            facts=(*facts, f"severity: {finding.severity.value}"),
        )


def _deadlines(case: Case) -> Iterator[Step]:
    for clock in known_clocks(case):
        first = ", the first day that counts for it" if clock.earliest else ""
        facts = [f"basis: {clock.basis}"]
        facts += [f"counted: {clock.count}"] if clock.count else []
        facts += [f"only: {clock.only_if}"] if clock.only_if else []
        says = f"{clock.kind.replace('_', ' ')} {clock.date}{first}"
        yield Step(kind="deadline", rule=clock.kind, says=says, facts=tuple(facts), cites=(clock.cite,))


def _queue(routed: Routed) -> Step:
    route = routed.route
    return Step(
        kind="queue",
        rule=route.id,
        says=f"queue {route.queue}: {route.because}",
        facts=tuple(u.line for u in routed.answer.used),
        cites=route.cites,
    )


def _standing(standing: Standing) -> Iterator[Step]:
    if standing.next:
        after, day = standing.next, standing.next.earliest
        when = f" around {day}" if day else ""
        late = f", at the latest by {after.latest}" if after.latest else ""
        says = f"{' or '.join(after.codes)} may follow{when}{late}: an estimate"
        yield Step(kind="next", rule="next notice", says=says, cites=after.cites)
    for reach in standing.reaches:
        yield Step(kind="reach", rule=reach.id, says=reach.line, facts=(f"tier: {reach.tier}",), cites=reach.cites)
    if standing.lien:
        lien = standing.lien
        yield Step(kind="lien", rule=lien.id, says=f"lien risk {lien.risk}: {lien.says}", cites=lien.cites)


def _late_filing(case: Case, sheet: Sheet) -> Iterator[Step]:
    found = late_filing(case, sheet)
    if found:
        needs = f"; needs {'; '.join(found.needs)}" if found.needs else ""
        yield Step(
            kind="money", rule="failure-to-file", says=found.says + needs, facts=found.facts, cites=found.cites
        )


def _options(options: Sequence[AnsweredOption]) -> Iterator[Step]:
    for one in options:
        yield Step(kind="option", rule=one.id, says=one.line, facts=one.facts, cites=one.cites)


def _changed(notice: Notice, case: Case, routed: Routed, priority: int) -> Iterator[str]:
    """The record was made on another day, or by other rules: then both are told."""
    work, act = notice.work_item, act_by(deadlines(case)[0])
    today = {"queue": routed.route.queue, "priority": priority, "act by": act.date if act else None}
    stored = {"queue": work.queue, "priority": work.priority, "act by": work.act_by}
    for name, value in today.items():
        if value != stored[name]:
            yield f"{name}: {value} as asked now, {stored[name]} in the store"
