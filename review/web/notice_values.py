"""What a person types into a field, understood: `FieldChange.value`, how it is shown, or what is wrong with it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches

from rules.why.code_sheet import LOOKS_LIKE
from schemas.catalog import known_codes, lookup, misreadings
from schemas.codes import canonical
from schemas.money import format_money
from schemas.notice import TaxPeriod
from schemas.privacy import redact
from schemas.queue_row import period_label
from schemas.record import Record

Value = str | tuple[str, ...]


class Typed(Record):
    """`value` None: not understood, and `says` tells why. Else `shown` is how people read it; `says` may still warn.

    `suggestions`: values that may be meant.
    """

    value: Value | None
    shown: str = ""
    says: str = ""
    suggestions: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return self.value is not None


def typed(field: str, text: str, *, today: date) -> Typed:
    """What `text` means in `field`. Never repeats what was typed: it may be a taxpayer number."""
    text = text.strip()
    if not text:
        return Typed(value=None, says="nothing is typed; press n for not printed, u for can't be read")
    return _READERS.get(field, _free)(text, today)


def kind_of(field: str) -> str:
    """money, date, code, periods, last4, lines or text: what the page asks for."""
    return _KINDS.get(field, "text")


def as_typed(field: str, value: Value | None) -> str:
    """A kept value as a person would type it."""
    if value is None:
        return ""
    if field == "tax_periods":
        parts = (value,) if isinstance(value, str) else value
        return "; ".join(_period_typed(one) for one in parts)
    return value if isinstance(value, str) else "\n".join(value)


_MONEY = re.compile(
    r"(?P<minus>[-−–(]?)\s*\$?\s*(?P<minus2>[-−–]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<cents>\d{2}))?\)?"
)


def _money(text: str, _: date) -> Typed:
    match = _MONEY.fullmatch(text)
    if match is None:
        return Typed(value=None, says="write an amount like 9,533.53")
    amount = Decimal(match["whole"].replace(",", "") + "." + (match["cents"] or "00"))
    if match["minus"] or match["minus2"]:
        amount = -amount
    says = "" if amount > 0 else "nobody is asked to pay nothing or less" if amount < 0 else "zero: is that printed?"
    return Typed(value=format_money(amount), shown=f"{'−' if amount < 0 else ''}${abs(amount):,.2f}", says=says)


_FORMS = (
    "%Y-%m-%d",
    "%m/%d/%Y",
    "%m-%d-%Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%d %B %Y",
    "%d %b %Y",
)


def day_of(text: str) -> date | None:
    """A day as people write it in the US, or as ISO; None for anything else."""
    plain = re.sub(r"\s+", " ", text.replace(".", " ")).strip()
    plain = re.sub(r"\s*,\s*", ", ", plain)
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None


def _day(text: str, today: date) -> Typed:
    day = day_of(text)
    if day is None or not 1950 <= day.year <= 2100:
        return Typed(value=None, says="write a day like 2018-01-29 or 1/29/2018")
    far = abs((day - today).days) > 20 * 366
    return Typed(value=day.isoformat(), shown=f"{day:%B} {day.day}, {day.year}", says="far from today" if far else "")


def _code(text: str, _: date) -> Typed:
    code = canonical(text)
    if not 2 <= len(code) <= 12 or not re.search(r"\d", code):
        return Typed(value=None, says="write a code like CP503, Letter 1058 or LT11", suggestions=_near(code))
    entry = lookup(code)
    if entry is not None:
        found = code if code in known_codes() else entry.code
        return Typed(value=found, shown=f"{found}: {entry.title}")
    meant = misreadings().get(code)
    near = (meant,) if meant else _near(code)
    return Typed(value=code, shown=code, says="the catalogue has no such code", suggestions=near)


def _near(code: str) -> tuple[str, ...]:
    """Codes that a scanner takes for the same, that begin so, or are nearly so."""
    same = sorted(one for one in known_codes() if code and one.translate(LOOKS_LIKE) == code.translate(LOOKS_LIKE))
    begins = sorted(one for one in known_codes() if len(code) > 1 and one.startswith(code))[:6]
    return tuple(dict.fromkeys([*same, *begins, *get_close_matches(code, sorted(known_codes()), n=4, cutoff=0.6)]))[
        :6
    ]


def _last4(text: str, _: date) -> Typed:
    digits = re.sub(r"[\s*Xx-]", "", text)
    if re.fullmatch(r"\d{4}", digits):
        return Typed(value=digits, shown=f"ends in {digits}")
    says = "only the last four digits" if len(digits) > 4 else "the last four digits, all of them"
    return Typed(value=None, says=says)


_YEAR = re.compile(r"(19|20)\d\d")
_QUARTER = re.compile(r"((?:19|20)\d\d)\s*-?Q([1-4])|Q([1-4])\s*-?((?:19|20)\d\d)", re.IGNORECASE)
_FORM = re.compile(r"(?:form\s+)?(?P<form>[A-Z]{0,2}-?\d{3,4}[A-Z-]{0,4})\s+(?P<rest>\S.*)", re.IGNORECASE)
_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
_HINT = "write 1040 2016; a quarter as 941 2017 Q4; a year that ends otherwise as 1120 2017-06-30; several with ;"


def _periods(text: str, _: date) -> Typed:
    found = [_period(part.strip()) for part in re.split(r"[;\n]", text) if part.strip()]
    if not found or None in found:
        return Typed(value=None, says=_HINT)
    periods = [one for one in found if one is not None]
    value = tuple(f"{p.form or ''}|{p.period_end.isoformat()}|{p.kind}" for p in periods)
    return Typed(value=value, shown=", ".join(map(period_label, periods)))


def _period(text: str) -> TaxPeriod | None:
    match = _FORM.fullmatch(text)
    form, rest = (match["form"].upper(), match["rest"].strip()) if match else (None, text)
    rest = re.sub(r"^year to\s+", "", rest)
    if _YEAR.fullmatch(rest):
        return TaxPeriod(form=form, period_end=date(int(rest), 12, 31), kind="year")
    if quarter := _QUARTER.fullmatch(rest):
        year, number = int(quarter[1] or quarter[4]), int(quarter[2] or quarter[3])
        return TaxPeriod(form=form, period_end=_month_end(year, 3 * number), kind="quarter")
    if month := _MONTH.fullmatch(rest):
        return TaxPeriod(form=form, period_end=_month_end(int(month[1]), int(month[2])), kind="month")
    day = day_of(rest)
    if day is None:
        return None
    quarterly = bool(form and form.startswith(("941", "720")))
    return TaxPeriod(form=form, period_end=day, kind="quarter" if quarterly else "year")


def _month_end(year: int, month: int) -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def period_of(kept: str) -> TaxPeriod:
    """A period as `FieldChange.value` holds it: "FORM|2016-12-31|year", or its last day alone."""
    if "|" not in kept:
        return TaxPeriod(form=None, period_end=date.fromisoformat(kept), kind="unknown")
    form, end, kind = kept.split("|")
    return TaxPeriod.model_validate({"form": form or None, "period_end": end, "kind": kind})


def _period_typed(kept: str) -> str:
    try:
        return period_label(period_of(kept))
    except ValueError:
        return kept


def _phone(text: str, _: date) -> Typed:
    digits = re.sub(r"\D", "", text)
    if not 7 <= len(digits) <= 15 or re.search(r"[^\d\s()+.x-]", text):
        return Typed(value=None, says="write a number like 1-800-829-0922")
    return Typed(value=text, shown=text)


def _caller(text: str, _: date) -> Typed:
    if not re.fullmatch(r"\d{3,10}", text):
        return Typed(value=None, says="a caller ID is a few digits")
    return Typed(value=text, shown=text)


def _lines(text: str, _: date) -> Typed:
    lines = tuple(redact(part.strip()) for part in text.splitlines() if part.strip())
    return Typed(value=lines, shown=", ".join(lines))


def _free(text: str, _: date) -> Typed:
    """A number that somebody types into a free text is masked as one that is read there."""
    return Typed(value=redact(text), shown=redact(text))


_READERS: dict[str, Callable[[str, date], Typed]] = {
    "amount_due": _money,
    "notice_date": _day,
    "due_date": _day,
    "notice_code": _code,
    "tax_periods": _periods,
    "tin.last4": _last4,
    "contact_phone": _phone,
    "caller_id": _caller,
    "taxpayer.address": _lines,
}
_KINDS = {
    "amount_due": "money",
    "notice_date": "date",
    "due_date": "date",
    "notice_code": "code",
    "tax_periods": "periods",
    "tin.last4": "last4",
    "taxpayer.address": "lines",
}
EXAMPLES = {
    "money": "9,533.53",
    "date": "2018-01-29 or 1/29/2018",
    "code": "CP503, Letter 1058",
    "periods": "1040 2016; 941 2017 Q4",
    "last4": "1234",
    "lines": "one line of the address a line",
    "text": "",
}
