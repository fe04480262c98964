"""What persons said of a notice's fields, laid over the facts as they were read. Pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from schemas.codes import canonical
from schemas.desk import Correction, FieldChange, Overruling
from schemas.errors import BadArguments
from schemas.notice import FieldEvidence, FieldStatus, Finding, Notice, NoticeFacts, Severity, TaxPeriod
from schemas.privacy import mask_ein, mask_ssn, redact

_STATUS = {
    "corrected": FieldStatus.FOUND,
    "confirmed": FieldStatus.FOUND,
    "absent": FieldStatus.ABSENT,
    "unreadable": FieldStatus.UNREADABLE,
}
_UNREAD = FieldEvidence(value=None, status=FieldStatus.ABSENT, confidence=0.0)
Value = str | tuple[str, ...] | None


def corrected(facts: NoticeFacts, corrections: Iterable[Correction]) -> NoticeFacts:
    """`facts` with every correction in turn; the last word on a field holds."""
    for one in corrections:
        facts = _changed(facts, one.change, one.who)
    return facts


def checked(facts: NoticeFacts, change: FieldChange) -> FieldChange:
    """The change with its value in its one form. Raises BadArguments naming the field whose value can't be one."""
    if change.verdict not in _STATUS:
        raise BadArguments(f"{change.verdict!r} is no verdict", f"choose one of {', '.join(_STATUS)}")
    if change.verdict == "confirmed":
        old = facts.fields.get(change.field, _UNREAD)
        if old.status is FieldStatus.ABSENT:
            return change.model_copy(update={"verdict": "absent", "value": None})
        if old.value is None:
            raise BadArguments(f"{change.field} has no value that could be confirmed", "type what stands there")
        return change.model_copy(update={"value": old.value})
    value = change.value if change.verdict == "corrected" else None
    if change.verdict == "corrected" and value in (None, "", ()):
        raise BadArguments(f"{change.field}: no value was given", "type it, or say that it is not printed")
    _typed(facts, change.field, value)
    return change.model_copy(update={"value": value})


def overruled(notice: Notice, overrulings: Sequence[Overruling]) -> Notice:
    """The notice with the findings that a person set aside told as information."""
    why = {(one.code, one.field): one.why for one in overrulings}
    findings = tuple(_set_aside(finding, why.get((finding.code, finding.field))) for finding in _of(notice))
    return notice.model_copy(update={"validation": notice.validation.model_copy(update={"findings": findings})})


def open_errors(notice: Notice) -> list[tuple[str, str | None]]:
    """What still keeps a person from accepting it: (code, field) of each error."""
    return [(finding.code, finding.field) for finding in _of(notice) if finding.severity is Severity.ERROR]


def _of(notice: Notice) -> tuple[Finding, ...]:
    return notice.validation.findings


def _set_aside(finding: Finding, why: str | None) -> Finding:
    if why is None:
        return finding
    return finding.model_copy(update={"severity": Severity.INFO, "message": f"{finding.message} (set aside: {why})"})


def _changed(facts: NoticeFacts, change: FieldChange, who: str) -> NoticeFacts:
    old = facts.fields.get(change.field, _UNREAD)
    new = old.model_copy(
        update={
            "value": change.value,
            "status": _STATUS[change.verdict],
            "confidence": 1.0,
            "readings": max(old.readings, 1),
            "method": f"{change.verdict} by {who}",
            "page": change.page or old.page,
            "bbox": change.bbox or old.bbox,
        }
    )
    return facts.model_copy(
        update={
            "fields": facts.fields | {change.field: new},
            "findings": tuple(f for f in facts.findings if f.field != change.field),
            **_typed(facts, change.field, change.value),
        }
    )


def _typed(facts: NoticeFacts, field: str, value: Value) -> dict[str, Any]:
    """The record's own entries for the field."""
    try:
        made: dict[str, Any] = _READERS[field](facts, value)
    except KeyError:
        raise BadArguments(f"{field!r} is no field of a notice", "see the notice's fields") from None
    except (ValueError, InvalidOperation, TypeError):
        raise BadArguments(f"{field}: {redact(str(value))!r} is no value for it", "look at the format") from None
    return made


def _text(value: Value) -> str | None:
    if isinstance(value, tuple):
        raise TypeError
    return value


def _code(_: NoticeFacts, value: Value) -> dict[str, Any]:
    code = canonical(_text(value) or "") or None
    if code is not None and not re.fullmatch(r"[A-Z]{1,3}[0-9]{1,4}[A-Z]{0,3}", code):
        raise ValueError
    return {"notice_code": code, "code_basis": "code" if code else "none", "suggested_codes": ()}


def _day(field: str) -> Any:
    def read(_: NoticeFacts, value: Value) -> dict[str, Any]:
        text = _text(value)
        return {field: None if text is None else date.fromisoformat(text)}

    return read


def _amount(_: NoticeFacts, value: Value) -> dict[str, Any]:
    text = _text(value)
    if text is not None and not re.fullmatch(r"-?[0-9]{1,12}\.[0-9]{2}", text):
        raise ValueError
    return {"amount_due": None if text is None else Decimal(text)}


def _last4(facts: NoticeFacts, value: Value) -> dict[str, Any]:
    text = _text(value)
    if text is not None and not re.fullmatch(r"[0-9]{4}", text):
        raise ValueError
    mask = mask_ein if facts.tin.type == "ein" else mask_ssn
    tin = facts.tin.model_copy(update={"last4": text, "masked": mask(text) if text else None})
    same = text == facts.tin.last4
    return {"tin": tin} | ({} if same else {"tin_key": None, "tin_sealed": None})


def _periods(facts: NoticeFacts, value: Value) -> dict[str, Any]:
    texts = () if value is None else (value,) if isinstance(value, str) else value
    return {"tax_periods": tuple(_period(facts, text) for text in texts)}


def _period(facts: NoticeFacts, text: str) -> TaxPeriod:
    """ "1040|2016-12-31|year", or the day alone of a period that was read."""
    if "|" not in text:
        known = {p.period_end.isoformat(): p for p in facts.tax_periods}
        return known.get(text) or TaxPeriod(form=None, period_end=date.fromisoformat(text), kind="unknown")
    form, end, kind = text.split("|")
    return TaxPeriod.model_validate({"form": form or None, "period_end": end, "kind": kind or "unknown"})


def _plain(name: str) -> Any:
    return lambda _, value: {name: _text(value)}


def _name(facts: NoticeFacts, value: Value) -> dict[str, Any]:
    return {"taxpayer": facts.taxpayer.model_copy(update={"name": redact(_text(value) or "") or None})}


def _address(facts: NoticeFacts, value: Value) -> dict[str, Any]:
    lines = () if value is None else tuple(value.splitlines()) if isinstance(value, str) else value
    return {"taxpayer": facts.taxpayer.model_copy(update={"address": tuple(map(redact, lines))})}


_READERS: dict[str, Any] = {
    "notice_code": _code,
    "notice_date": _day("notice_date"),
    "due_date": _day("due_date"),
    "amount_due": _amount,
    "tin.last4": _last4,
    "tax_periods": _periods,
    "contact_phone": _plain("contact_phone"),
    "caller_id": _plain("caller_id"),
    "taxpayer.name": _name,
    "taxpayer.address": _address,
}
