"""The facts of a case as conditions ask for them: from the notice, the catalogue, earlier notices, and a person."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from schemas.catalog import CatalogEntry, lookup
from schemas.document import NoticeIdentity
from schemas.errors import BadArguments
from schemas.notice import AmountRole, Deadline, Status

from .accounts import account_of, has_trust_fund
from .case import Case
from .conditions import UNKNOWN, FactKind, Sheet, fact_table
from .conditions.answers import Value
from .deadlines import act_by
from .recognise import identity, same_notice, same_number, same_taxpayer
from .rights import right_of
from .suggestion import suggested, suggested_family

Given = Mapping[str, bool | int | Decimal | date]
Fact = Value | Callable[[], Value]

PENALTIES = frozenset(
    {
        AmountRole.FAILURE_TO_FILE,
        AmountRole.FAILURE_TO_PAY,
        AmountRole.FAILURE_TO_DEPOSIT,
        AmountRole.ESTIMATED_TAX_PENALTY,
        AmountRole.OTHER_PENALTY,
    }
)
# Those that a first-time abatement is about: neither estimated tax nor accuracy.
LATE_PENALTIES = frozenset({AmountRole.FAILURE_TO_FILE, AmountRole.FAILURE_TO_PAY, AmountRole.FAILURE_TO_DEPOSIT})
EARLIER = ("stage_before", "stage_after", "default_before", "levy_or_lien_before", "other_periods")
# A right of this family is about payments already missed: from then on a default is on record.
DEFAULT_CODES = ("CP523", "CP523H", "L2975")
LIEN_CODES = ("668Y",)
LEVY_CODES = ("668A", "668W")


def sheet_of(case: Case, days: Sequence[Deadline], status: Status, given: Given | None = None) -> Sheet:
    """`given`: what a person found out, by the names of `conditions/facts.yaml`; raises BadArguments for others."""
    told = _checked(given or {})
    notice = _of_notice(case, days, status)
    values: dict[str, Fact] = {**_of_earlier(case), **_of_code(case), **notice, **told}
    return Sheet(values | _of_balance(case, {**notice, **told}), case.law, case.today)


def _of_code(case: Case) -> dict[str, Value]:
    entry, code = case.entry, case.facts.notice_code
    if entry is None:
        like = suggested(case.facts)
        return {
            "code": code,
            "code_read": code is not None,
            "code_known": False,
            "free_wording": False,
            "title_code": tuple(one.code for one in like) or None,
            "title_family": tuple(dict.fromkeys(one.family for one in like)) or None,
            "text_family": suggested_family(case.facts),
        } | dict.fromkeys(("confidence", "family", "stage", "right", "asks", "action"))
    return {
        "code": (entry.code, entry.english) if entry.english else entry.code,
        "code_read": True,
        "code_known": True,
        "title_code": None,
        "title_family": None,
        "text_family": None,
        "confidence": entry.confidence,
        "free_wording": entry.always_review,
        "family": entry.family,
        "stage": entry.stage,
        "right": entry.right,
        "asks": entry.asks,
        "action": entry.action,
    } | _told_by_code(entry)


def _told_by_code(entry: CatalogEntry) -> dict[str, Value]:
    """What the code itself says about liens and levies; of other codes that is not known."""
    told: dict[str, Value] = {}
    if entry.right == "cdp_lien" or entry.code in LIEN_CODES:
        told["lien_filed"] = True
    if entry.right in ("levy_hold", "cdp_after_levy") or entry.code in LEVY_CODES:
        told["levy_in_force"] = True
    return told


def _of_notice(case: Case, days: Sequence[Deadline], status: Status) -> dict[str, Value]:
    facts, act = case.facts, act_by(days)
    ends = [period.period_end.year for period in facts.tax_periods]
    trust_fund, account, checks = has_trust_fund(case), account_of(case), case.book.paper_check_accepted
    return {
        "account": UNKNOWN if account is None else account,
        "trust_fund": UNKNOWN if trust_fund is None else trust_fund,
        "amount_due": UNKNOWN if case.doubtful("amount_due") else facts.amount_due,
        "periods": len(facts.tax_periods),
        "period_year": max(ends) if ends else UNKNOWN,
        "penalty_charged": _penalty_charged(case),
        "late_penalty_charged": _late_penalty_charged(case),
        "table_read": bool(facts.amounts),
        "status": status.value,
        "copy": case.original is not None,
        "days_left": None if act is None else (act.date - case.today).days,
        "paper_check_accepted": UNKNOWN if checks is None else checks,
        "right_open": _still_open(case, days, fallback=False),
        "fallback_open": _still_open(case, days, fallback=True),
    }


def _penalty_charged(case: Case) -> Value:
    if case.entry and case.entry.family == "penalty" and case.entry.asks != "nothing":
        return True
    rows = case.facts.amounts
    return any(row.role in PENALTIES for row in rows) if rows else UNKNOWN


def _late_penalty_charged(case: Case) -> Value:
    """A penalty without a name can be of any kind; without a table nothing is known."""
    roles = {row.role for row in case.facts.amounts}
    if roles & LATE_PENALTIES:
        return True
    return False if roles and AmountRole.OTHER_PENALTY not in roles else UNKNOWN


def _still_open(case: Case, days: Sequence[Deadline], *, fallback: bool) -> Value:
    """Whether the first day of the right at stake, or of the one it falls back on, is still to come."""
    right = right_of(case.entry)
    if right is None:
        return None
    if fallback and right.fallback is None:
        return UNKNOWN
    act = right.fallback.act if fallback and right.fallback else right.act
    ends = [day.date for day in days if day.kind == act and day.earliest_supported]
    return min(ends) >= case.today if ends else UNKNOWN


def _of_earlier(case: Case) -> dict[str, Fact]:
    """Asked for only where a condition needs it: comparing names with all that the desk knows is dear."""
    found = cache(lambda: _earlier_facts(case))

    def fact(name: str) -> Callable[[], Value]:
        return lambda: found()[name]

    return {name: fact(name) for name in EARLIER}


def _earlier_facts(case: Case) -> dict[str, Value]:
    """From the other notices of the taxpayer; from later ones only whether one of the stream has come."""
    others, date = of_taxpayer(case), case.facts.notice_date
    day = date.isoformat() if date else "9999"
    before = [other for other in others if (other.notice_date or "") <= day]
    mine = {period.period_end.isoformat() for period in case.facts.tax_periods}
    entries = [(other, entry) for other in before if (entry := lookup(other.notice_code or ""))]
    same = [entry.stage for other, entry in entries if entry.stage and mine & set(other.periods)]
    return {
        "stage_before": max(same, default=None),
        "default_before": any((e.english or e.code) in DEFAULT_CODES for _, e in entries),
        "levy_or_lien_before": any(e.family == "levy_lien" for _, e in entries),
        "other_periods": len({end for other in before for end in other.periods} - mine),
        "stage_after": _stage_after([o for o in others if (o.notice_date or "") > day], mine),
    }


def _stage_after(later: Sequence[NoticeIdentity], mine: set[str]) -> int | None:
    entries = [lookup(other.notice_code or "") for other in later if mine and mine <= set(other.periods)]
    return max((entry.stage for entry in entries if entry and entry.stage), default=None)


def of_taxpayer(case: Case) -> tuple[NoticeIdentity, ...]:
    """Other notices of the same taxpayer: by the number where both print it whole, else by the last four digits,
    name and address; two people who share all of those can't be told apart."""
    last4, name = case.facts.tin.last4, case.facts.taxpayer.name
    candidates = [o for o in case.known if o.tin_last4 == last4] if last4 else []
    if not candidates:
        return ()
    mine = identity(case.facts)
    return tuple(
        other
        for other in candidates
        if other.notice_id != mine.notice_id
        and ((name and other.name) or same_number(mine.tin_key, other.tin_key))
        and not same_notice(mine, other)
        and same_taxpayer(mine, other)
    )


def _of_balance(case: Case, values: Mapping[str, Value]) -> dict[str, Fact]:
    """Of a bill the amount asked for stands for the balance until a person gives the assessed one. An instalment, a
    missed payment or a proposal says nothing about the balance."""
    assessed = values.get("assessed_balance", UNKNOWN)
    if assessed is not UNKNOWN:
        return {"balance": assessed, "balance_is_assessed": True}
    whole = case.entry is not None and case.entry.asks in ("pay_total", "may_ask")
    amount = values["amount_due"]
    return {"balance": amount if whole and amount is not None else UNKNOWN, "balance_is_assessed": False}


def _checked(given: Given) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, value in given.items():
        fact = fact_table().get(name)
        if fact is None or not fact.ask:
            raise BadArguments(f"{name!r} is nothing that a person can add", "see rules/conditions/facts.yaml")
        values[name] = _of_kind(name, fact.kind, value)
    return values


def _of_kind(name: str, kind: FactKind, value: bool | int | Decimal | date) -> Value:
    fits = {FactKind.FLAG: bool, FactKind.DAY: date}.get(kind)
    if isinstance(value, fits) if fits else not isinstance(value, bool | date):
        return Decimal(value) if kind is FactKind.MONEY and not isinstance(value, date) else value
    raise BadArguments(f"{name} can't be {value!r}", f"it is a {kind.value}")
