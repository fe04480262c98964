"""Where a debt stands in collection: its stage, what comes next, what can be reached from when, the risk of a lien.

Data in `stages.yaml`. Days that the law sets are called so; everything that rests on the IRS's usual pace is an
estimate and never a deadline.
"""

from datetime import date, timedelta
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .case import Case
from .conditions import Sheet, When
from .law import LawNotKnown
from .queues import Cites, RuleId
from .route import next_notice

# A levy is possible on the day after the wait has passed.
ONE_DAY = timedelta(days=1)
Since = Literal["possible_now", "by_law", "estimate", "overtaken", "not_known"]
Risk = Literal["none", "low", "elevated", "filed", "unknown"]


class Stage(Record):
    name: str
    says: str


class ReachRule(Record):
    id: RuleId
    tier: Annotated[int, Field(ge=0, le=2)]
    when: When
    stage: Annotated[int, Field(ge=1, le=6)]
    wait: str | None
    what: str
    cites: Cites


class LienRule(Record):
    id: RuleId
    when: When
    risk: Risk
    says: Annotated[str, Field(min_length=10)]
    cites: Cites


class StageFile(Record):
    stages: dict[Annotated[int, Field(ge=1, le=6)], Stage]
    hops: dict[Annotated[int, Field(ge=1, le=5)], str]
    latest_hop: str
    hop_cites: Cites
    reaches: tuple[ReachRule, ...]
    liens: tuple[LienRule, ...]


class Reach(Record):
    """`since`: possible_now; by_law from `day` on, not earlier; estimate: not before a further notice, `day` at the
    earliest if the usual pace holds; overtaken: that day has passed without the further notice; not_known."""

    id: str
    tier: int
    what: str
    since: Since
    day: date | None
    cites: tuple[str, ...]

    @property
    def line(self) -> str:
        sent = "only after a further notice, which by the usual pace may have been sent: look in the transcript"
        law = f"not before {self.day} by law" if self.day else "not before the days that the law makes the IRS wait"
        words = {
            "possible_now": "can be reached now",
            "by_law": law,
            "estimate": f"only after a further notice; an estimate: not before {self.day}",
            "overtaken": sent,
            "not_known": "only after a further notice; no day can be told",
        }
        return f"{self.what[0].upper()}{self.what[1:]}: {words[self.since]}"


class Lien(Record):
    id: str
    risk: Risk
    says: str
    cites: tuple[str, ...]


class Next(Record):
    """`codes`: likeliest first. `earliest` and `latest` are estimates from the usual pace."""

    codes: tuple[str, ...]
    earliest: date | None
    latest: date | None
    cites: tuple[str, ...]


class Standing(Record):
    """`stage` None: not in the stream of bills and levies. `earliest_levy`: the first day of tier 1 or 2."""

    stage: int | None
    name: str
    says: str
    reaches: tuple[Reach, ...]
    lien: Lien | None
    next: Next | None

    @property
    def earliest_levy(self) -> Reach | None:
        levies = [r for r in self.reaches if r.tier > 0 and r.since != "not_known"]
        return min(levies, key=lambda r: (r.since != "possible_now", r.day or date.max, r.tier), default=None)


@cache
def stage_file() -> StageFile:
    return load_model(package_file("rules", "stages.yaml"), StageFile)


def standing_of(case: Case, sheet: Sheet) -> Standing:
    """The standing on the day of the case."""
    stage = case.entry.stage if case.entry else None
    known = stage_file().stages.get(stage) if stage else None
    return Standing(
        stage=stage,
        name=known.name if known else "Not in the stream of bills and levies",
        says=known.says if known else "",
        reaches=tuple(_reach(case, rule) for rule in stage_file().reaches if rule.when.ask(sheet).holds),
        lien=next((_lien(rule) for rule in stage_file().liens if rule.when.ask(sheet).holds), None),
        next=_next(case),
    )


def _lien(rule: LienRule) -> Lien:
    return Lien(id=rule.id, risk=rule.risk, says=rule.says, cites=rule.cites)


def _reach(case: Case, rule: ReachRule) -> Reach:
    since, day = _since(case, rule)
    return Reach(id=rule.id, tier=rule.tier, what=rule.what, since=since, day=day, cites=rule.cites)


def _since(case: Case, rule: ReachRule) -> tuple[Since, date | None]:
    """A stage before: an estimate. At the stage: its wait, by law. Beyond it, or once the wait is over: now."""
    stage, day = case.entry.stage if case.entry else None, case.start
    if stage is None:
        return "not_known", None
    if stage > rule.stage or (stage == rule.stage and rule.wait is None):
        return "possible_now", None
    if day is None:
        return "by_law" if stage == rule.stage else "not_known", None
    try:
        hops = [stage_file().hops[step] for step in range(stage, rule.stage)]
        wait = [rule.wait] if rule.wait else []
        days = sum(int(case.law.at(name, day).value) for name in (*hops, *wait))
    except LawNotKnown:
        return "not_known", None
    first = day + timedelta(days=days) + ONE_DAY
    if hops:
        return ("estimate" if first > case.today else "overtaken"), first
    return ("possible_now", None) if first <= case.today else ("by_law", first)


def _next(case: Case) -> Next | None:
    """The codes that may follow; a day only where the stream has a usual pace."""
    entry, day = case.entry, case.start
    if entry is None or not entry.next:
        return None
    follows = next_notice(case)
    latest = None
    if follows and day and entry.stage and entry.stage < 4:
        try:
            latest = day + timedelta(days=int(case.law.at(stage_file().latest_hop, day).value))
        except LawNotKnown:
            latest = None
    earliest = follows.expected_by if follows else None
    return Next(codes=entry.next, earliest=earliest, latest=latest, cites=stage_file().hop_cites)
