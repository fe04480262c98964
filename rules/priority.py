"""How urgent a notice is: one number from 0 to 100, as the sum of parts that can be shown (`rules/priority.yaml`)."""

from collections.abc import Sequence

from schemas.notice import Classification, Deadline, Status
from schemas.record import Record

from .case import Case
from .deadlines import act_by, right_of
from .weights import MOST, Weights


class Part(Record):
    """Some of the points, and what they are for."""

    name: str
    points: int
    because: str


def days_left(case: Case, act: Deadline | None) -> int | None:
    """Days from today to the first day that counts, negative once it has passed; None without one."""
    return None if act is None else (act.date - case.today).days


def total(parts: Sequence[Part]) -> int:
    return sum(part.points for part in parts)


def priority_parts(
    case: Case, weights: Weights, days: Sequence[Deadline], status: Status, classification: Classification
) -> tuple[Part, ...]:
    """The parts, in the order in which they are told; their sum lies between 0 and 100."""
    act = act_by(days)
    if status is Status.ACCEPTED and case.original is not None:
        return (Part(name="nothing to do", points=weights.nothing_to_do, because="another scan of it is worked"),)
    idle = case.entry is not None and case.entry.action == "none"
    if status is Status.ACCEPTED and idle and act is None:
        return (Part(name="nothing to do", points=weights.nothing_to_do, because="it asks for nothing"),)
    parts = [
        _time(case, weights, act),
        _right(case, days),
        Part(name="amount", points=weights.for_amount(case.facts.amount_due), because="amount asked for"),
        _stage(weights, classification),
        _age(case, weights, idle),
        _doubt(weights, status, classification),
    ]
    parts += _raised(case, weights, days, sum(part.points for part in parts))
    over = sum(part.points for part in parts) - MOST
    if over > 0:
        parts.append(Part(name="most", points=-over, because=f"a priority is at most {MOST}"))
    return tuple(parts)


def _time(case: Case, weights: Weights, act: Deadline | None) -> Part:
    left = days_left(case, act)
    if act is not None and left is not None:
        step = weights.for_days(left)
        return Part(name="days left", points=step.points, because=f"{act.date} {step.words}")
    if case.facts.pay_immediately:
        return Part(name="days left", points=weights.immediately, because='it says "immediately"')
    return Part(name="days left", points=weights.no_day, because="no day is known")


def _right(case: Case, days: Sequence[Deadline]) -> Part:
    """A right counts while it can be kept: one whose day is not known, or that is not lost with its day, always."""
    right = right_of(case.entry)
    if right is None:
        return Part(name="right at stake", points=0, because="none")
    left = days_left(case, act_by([d for d in days if d.kind == right.act]))
    act = right.act.replace("_", " ")
    if right.lost and left is not None and left < 0:
        return Part(name="right at stake", points=0, because=f"{act}: its day has passed")
    return Part(name="right at stake", points=right.weight, because=act)


def _stage(weights: Weights, classification: Classification) -> Part:
    stage = classification.collection_stage
    points = weights.stage.get(stage, 0) if stage else 0
    return Part(name="stage", points=points, because=f"collection stage {stage}" if stage else "no collection stage")


def _age(case: Case, weights: Weights, idle: bool) -> Part:
    if case.start is None or idle:
        return Part(name="age", points=0, because="asks for nothing" if idle else "the notice date is not known")
    days = max((case.today - case.start).days, 0)
    return Part(name="age", points=weights.for_age(days), because=f"{days} days since the notice date")


def _doubt(weights: Weights, status: Status, classification: Classification) -> Part:
    if status is not Status.ACCEPTED:
        return Part(name="confidence", points=weights.needs_review, because="a person has to look first")
    points = weights.for_confidence(classification.confidence)
    return Part(name="confidence", points=points, because=f"the code is read with {classification.confidence:.0%}")


def _raised(case: Case, weights: Weights, days: Sequence[Deadline], points: int) -> list[Part]:
    """What is missing to the top for a right that is about to be lost."""
    right = right_of(case.entry)
    left = days_left(case, act_by([d for d in days if right and d.kind == right.act]))
    if right is None or not right.lost or left is None or not 0 <= left <= weights.urgent.within_days:
        return []
    missing = weights.urgent.at_least - points
    words = f"{right.act.replace('_', ' ')}: {left} days left, then the right is lost"
    return [Part(name="last days of a right", points=missing, because=words)] if missing > 0 else []
