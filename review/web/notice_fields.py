"""The fields of a notice as the page shows them: those that need a person first, each with all its readings."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from review.evidence import field_name, fields_in_order, money_text, value_text
from rules.status import blocks
from schemas.desk import Correction, OnTheDesk
from schemas.notice import CRITICAL_FIELDS, BBox, FieldEvidence, FieldStatus, Finding, Heard, Notice, Severity
from schemas.queue_row import period_label
from schemas.record import Record

from .notice_values import EXAMPLES, as_typed, kind_of, period_of

READERS = {"first": "first reader", "tesseract": "Tesseract", "picture": "picture reader"}
STANDING = {
    FieldStatus.FOUND: "read",
    FieldStatus.ABSENT: "not printed",
    FieldStatus.UNREADABLE: "can't be read",
    FieldStatus.CONFLICTING: "places disagree",
}
SAID = {
    "corrected": "corrected",
    "confirmed": "confirmed",
    "absent": "said to be not printed",
    "unreadable": "said to be unreadable",
}


class ReadingView(Record):
    """One reading: what it comes to, what stands there, who read it where. `agrees` with the field's value now."""

    value: str
    typed: str
    raw: str
    by: str
    place: str
    page: int
    bbox: BBox
    agrees: bool


class ChangeView(Record):
    """A person's word on the field: `before` is what was read, "" where nothing was."""

    said: str
    before: str
    who: str
    at: datetime
    why: str


class FieldView(Record):
    """`standing`: open, weak, person, read or absent; says how the row looks. `open`: it stops accepting.

    `typed`: the value as a person would type it. `change`: the last word of a person, `changes` how many there were.
    `problems`: findings that ask for a look at it.
    """

    name: str
    label: str
    value: str
    typed: str
    raw: str
    kind: str
    example: str
    standing: str
    status: str
    sure: str
    method: str
    page: int | None
    bbox: BBox | None
    open: bool
    critical: bool
    problems: tuple[Finding, ...]
    readings: tuple[ReadingView, ...]
    change: ChangeView | None
    changes: int


def fields_of(desk: OnTheDesk) -> tuple[FieldView, ...]:
    """Open ones first, then those that a person settled or that are weak, then the rest in the contract's order. A
    field that was open and is settled keeps its place among the first: nothing jumps under the hand."""
    views = [_field(desk, name, evidence) for name, evidence in fields_in_order(desk.notice)]
    return tuple(sorted(views, key=_rank))


def _rank(view: FieldView) -> int:
    if view.open or view.change is not None:
        return 0
    return {"weak": 1, "read": 2, "person": 0}.get(view.standing, 3) if view.critical else 4


def unresolved(desk: OnTheDesk) -> tuple[Finding, ...]:
    """What stops accepting: findings that block and that nobody set aside."""
    aside = {(one.code, one.field) for one in desk.overruled}
    return tuple(f for f in desk.notice.validation.findings if blocks(f) and (f.code, f.field) not in aside)


def _field(desk: OnTheDesk, name: str, evidence: FieldEvidence) -> FieldView:
    notice = desk.notice
    problems = tuple(f for f in notice.validation.findings if f.field == name and f.severity is not Severity.INFO)
    blocking = any(f.field == name for f in unresolved(desk))
    mine = [one for one in desk.corrections if one.change.field == name]
    change = _change(name, mine[-1], notice) if mine else None
    standing = _standing(evidence, blocking, change)
    return FieldView(
        name=name,
        label=field_name(name),
        value=value_text(name, evidence, notice),
        typed=_typed(name, evidence, notice),
        raw=evidence.raw or "",
        kind=kind_of(name),
        example=EXAMPLES[kind_of(name)],
        standing=standing,
        status=STANDING[evidence.status],
        sure=f"{evidence.confidence:.1%}".replace("%", " %") if evidence.status is FieldStatus.FOUND else "",
        method=evidence.method,
        page=evidence.page,
        bbox=evidence.bbox,
        open=blocking,
        critical=name in CRITICAL_FIELDS,
        problems=problems,
        readings=tuple(_readings(name, evidence, desk)),
        change=change,
        changes=len(mine),
    )


def _standing(evidence: FieldEvidence, blocking: bool, change: ChangeView | None) -> str:
    if blocking:
        return "open"
    if change is not None:
        return "person"
    if evidence.status is FieldStatus.ABSENT:
        return "absent"
    return "read" if evidence.status is FieldStatus.FOUND and evidence.confidence >= 0.9 else "weak"


def _typed(name: str, evidence: FieldEvidence, notice: Notice) -> str:
    if evidence.value is None:
        return ""
    if name == "tax_periods" and notice.tax_periods:
        return "; ".join(period_label(one) for one in notice.tax_periods)
    return as_typed(name, evidence.value)


def _change(name: str, made: Correction, notice: Notice) -> ChangeView:
    before = "" if made.before is None else shown_value(name, made.before.value)
    return ChangeView(
        said=SAID.get(made.change.verdict, made.change.verdict),
        before="" if made.change.verdict == "confirmed" else before or "nothing read",
        who=made.who,
        at=made.at,
        why=made.change.why,
    )


def shown_value(name: str, value: str | Sequence[str] | None) -> str:
    """A kept value for people, without the notice it stands in."""
    if value is None or value == "":
        return ""
    if name == "tax_periods":
        parts = (value,) if isinstance(value, str) else tuple(value)
        return ", ".join(period_label(period_of(one)) for one in parts)
    if name == "amount_due" and isinstance(value, str):
        return money_text(value)
    if name == "tin.last4" and isinstance(value, str):
        return f"ends in {value}"
    return value if isinstance(value, str) else ", ".join(value)


def _readings(name: str, evidence: FieldEvidence, desk: OnTheDesk) -> Iterable[ReadingView]:
    facts = desk.as_read or desk.facts
    heard: Sequence[Heard] = facts.heard.get(name, ()) if facts is not None else ()
    for one in heard:
        yield ReadingView(
            value=_heard_value(name, one),
            typed=as_typed(name, one.value),
            raw=one.raw,
            by=READERS.get(one.by.split("-")[0], one.by),
            place=one.place.replace("_", " "),
            page=one.page,
            bbox=one.bbox,
            agrees=one.value is not None and one.value == evidence.value,
        )


def _heard_value(name: str, one: Heard) -> str:
    try:
        return shown_value(name, one.value)
    except ValueError:  # a period of a kind that only one of the readers made out
        return str(one.value)
