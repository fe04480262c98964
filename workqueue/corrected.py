"""What persons said of a notice's fields, laid over the facts as they were read. Pure."""

from collections.abc import Iterable, Sequence

from schemas.desk import Correction, FieldChange, Overruling
from schemas.errors import BadArguments
from schemas.notice import (
    CRITICAL_FIELDS,
    FieldEvidence,
    FieldStatus,
    Finding,
    Notice,
    NoticeFacts,
    Severity,
)

from .cleaning import safe
from .typed_field import entries, kept_value, value_as_read

_STATUS = {
    "corrected": FieldStatus.FOUND,
    "confirmed": FieldStatus.FOUND,
    "absent": FieldStatus.ABSENT,
    "unreadable": FieldStatus.UNREADABLE,
}
_UNREAD = FieldEvidence(value=None, status=FieldStatus.ABSENT, confidence=0.0)


def corrected(facts: NoticeFacts, corrections: Iterable[Correction]) -> NoticeFacts:
    """`facts` with every correction in turn; the last word on a field holds."""
    for one in corrections:
        facts = _changed(facts, one.change, one.who)
    return facts


def checked(facts: NoticeFacts, change: FieldChange) -> FieldChange:
    """The change with its value in its one form. Raises BadArguments naming the field whose value can't be one."""
    if change.verdict not in _STATUS:
        raise BadArguments(f"{safe(change.verdict)!r} is no verdict", f"choose one of {', '.join(_STATUS)}")
    if change.verdict == "confirmed":
        return _confirmed(facts, change)
    value = change.value if change.verdict == "corrected" else None
    if change.verdict == "corrected" and value in (None, "", ()):
        raise BadArguments(f"{safe(change.field)}: no value was given", "type it, or say that it is not printed")
    made = entries(facts, change.field, value)
    return change.model_copy(update={"value": kept_value(change.field, made, value)})


def _confirmed(facts: NoticeFacts, change: FieldChange) -> FieldChange:
    """What was read is right; where nothing was found, that nothing is printed."""
    old = facts.fields.get(change.field, _UNREAD)
    if old.status is FieldStatus.ABSENT:
        entries(facts, change.field, None)
        return change.model_copy(update={"verdict": "absent", "value": None})
    if old.value is None:
        raise BadArguments(f"{safe(change.field)} has no value that could be confirmed", "type what stands there")
    entries(facts, change.field, old.value)
    return change.model_copy(update={"value": old.value})


def overruled(notice: Notice, overrulings: Sequence[Overruling]) -> Notice:
    """The notice with the findings that a person set aside told as information."""
    findings = tuple(_set_aside(finding, overrulings) for finding in notice.validation.findings)
    return notice.model_copy(update={"validation": notice.validation.model_copy(update={"findings": findings})})


_IN_DOUBT = {FieldStatus.UNREADABLE: "field_unreadable", FieldStatus.CONFLICTING: "places_disagree"}


def blockers(
    notice: Notice, corrections: Iterable[Correction], set_aside: Iterable[Overruling] = ()
) -> list[tuple[str, str | None]]:
    """What still keeps a person from accepting the notice, as (code, field): each error that nobody set aside, and
    each critical field in doubt of which nobody has said anything.

    `set_aside`: what holds of what people set aside. It settles which of two readings is right, never what could not
    be read."""
    found = [
        (finding.code, finding.field) for finding in notice.validation.findings if finding.severity is Severity.ERROR
    ]
    said, settled = {one.change.field for one in corrections}, {one.field for one in set_aside}
    for field in CRITICAL_FIELDS:
        evidence = notice.fields.get(field)
        code = _IN_DOUBT.get(evidence.status) if evidence and field not in said else None
        if evidence and evidence.status is FieldStatus.CONFLICTING and field in settled:
            code = None
        if code and (code, field) not in found:
            found.append((code, field))
    return found


def _set_aside(finding: Finding, overrulings: Sequence[Overruling]) -> Finding:
    # As kept: keeping a notice masks what could be a taxpayer number in it.
    said = safe(finding.message)
    mine = [one for one in overrulings if (one.code, one.field) == (finding.code, finding.field)]
    why = next((one.why for one in reversed(mine) if one.message in ("", said)), None)
    if why is None or finding.severity is Severity.INFO:
        return finding
    return finding.model_copy(update={"severity": Severity.INFO, "message": f"{said} (set aside: {why})"})


def _changed(facts: NoticeFacts, change: FieldChange, who: str) -> NoticeFacts:
    old, made = facts.fields.get(change.field, _UNREAD), entries(facts, change.field, change.value)
    status = _STATUS[change.verdict]
    new = old.model_copy(
        update={
            "value": value_as_read(change.field, made, change.value),
            "status": status,
            "confidence": 0.0 if status is FieldStatus.UNREADABLE else 1.0,
            "readings": max(old.readings, 1),
            "method": f"{change.verdict} by {who}",
            "page": change.page or old.page,
            "bbox": change.bbox or old.bbox,
        }
    )
    # What the reading said against the field has been answered; the rules speak again of the new value.
    findings = tuple(one for one in facts.findings if one.field != change.field)
    return facts.model_copy(update={"fields": facts.fields | {change.field: new}, "findings": findings} | made)
