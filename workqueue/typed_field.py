"""A field as persons give it: its one form, and what it makes of the record's own entries. Pure."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from schemas.codes import canonical
from schemas.errors import BadArguments
from schemas.money import format_money
from schemas.notice import NoticeFacts, TaxPeriod
from schemas.privacy import mask_ein, mask_ssn

from .cleaning import safe

Value = str | tuple[str, ...] | None


def entries(facts: NoticeFacts, field: str, value: Value) -> dict[str, Any]:
    """The entries of `NoticeFacts` that the value makes, None being a field without one.

    `value` as `FieldChange.value`. Raises BadArguments naming the field: an unknown one, or no value for it.
    """
    if field not in _READERS:
        raise BadArguments(f"{safe(field)!r} is no field of a notice", "see the notice's fields")
    try:
        made: dict[str, Any] = _READERS[field](facts, value)
    except (ValueError, InvalidOperation, TypeError):
        raise BadArguments(f"{field}: {safe(str(value))!r} is no value for it", "look at the format") from None
    return made


def _text(value: Value) -> str | None:
    if isinstance(value, tuple):
        raise TypeError
    return value


def _code(_: NoticeFacts, value: Value) -> dict[str, Any]:
    code = canonical(_text(value) or "") or None
    if code is not None and not re.fullmatch(r"(?=.*[0-9])(?=.*[A-Z])[A-Z0-9]{2,12}", code):
        raise ValueError
    return {"notice_code": code, "code_basis": "code" if code else "none", "suggested_codes": ()}


def _day(text: str | None) -> date | None:
    """A day that a notice can bear; a year of five digits or of the Middle Ages is a slip of the keys."""
    day = None if text is None else date.fromisoformat(text)
    if day is not None and not 1950 <= day.year <= 2100:
        raise ValueError
    return day


def _notice_date(_: NoticeFacts, value: Value) -> dict[str, Any]:
    return {"notice_date": _day(_text(value))}


def _due_date(facts: NoticeFacts, value: Value) -> dict[str, Any]:
    """The day stands among the printed dates as well, misread there in the same way."""
    day = _day(_text(value))
    others = (one for one in facts.printed_dates if one.date != facts.due_date)
    same = (one.model_copy(update={"date": day}) for one in facts.printed_dates if one.date == facts.due_date)
    return {"due_date": day, "printed_dates": (*others, *(same if day else ()))}


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
    return lambda _, value: {name: safe(_text(value) or "") or None}


def _name(facts: NoticeFacts, value: Value) -> dict[str, Any]:
    return {"taxpayer": facts.taxpayer.model_copy(update={"name": safe(_text(value) or "") or None})}


def _address(facts: NoticeFacts, value: Value) -> dict[str, Any]:
    lines = () if value is None else tuple(value.splitlines()) if isinstance(value, str) else value
    return {"taxpayer": facts.taxpayer.model_copy(update={"address": tuple(map(safe, lines))})}


_READERS: dict[str, Any] = {
    "notice_code": _code,
    "notice_date": _notice_date,
    "due_date": _due_date,
    "amount_due": _amount,
    "tin.last4": _last4,
    "tax_periods": _periods,
    "contact_phone": _plain("contact_phone"),
    "caller_id": _plain("caller_id"),
    "taxpayer.name": _name,
    "taxpayer.address": _address,
}


def _period_text(period: TaxPeriod) -> str:
    return f"{period.form or ''}|{period.period_end.isoformat()}|{period.kind}"


# A typed value in its one form, out of the record's entries for the field.
_KEPT: dict[str, Callable[[dict[str, Any], Value], Value]] = {
    "notice_code": lambda made, _: made["notice_code"],
    "notice_date": lambda made, _: made["notice_date"].isoformat(),
    "due_date": lambda made, _: made["due_date"].isoformat(),
    "amount_due": lambda made, _: format_money(made["amount_due"]),
    "tin.last4": lambda made, _: made["tin"].last4,
    "tax_periods": lambda made, _: tuple(map(_period_text, made["tax_periods"])),
    "contact_phone": lambda made, _: made["contact_phone"],
    "caller_id": lambda made, _: made["caller_id"],
    "taxpayer.name": lambda made, _: made["taxpayer"].name,
    "taxpayer.address": lambda made, _: made["taxpayer"].address,
}


def kept_value(field: str, made: dict[str, Any], value: Value) -> Value:
    """A typed value in its one form, out of the entries it made."""
    return None if value is None else _KEPT[field](made, value)


def value_as_read(field: str, made: dict[str, Any], value: Value) -> Value:
    """As the evidence of a reading would have it: of periods their last days."""
    if field == "tax_periods" and value is not None:
        return tuple(dict.fromkeys(period.period_end.isoformat() for period in made["tax_periods"]))
    return value
