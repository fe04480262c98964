"""The rules a notice is held against, in one list. Each is a small generator: a case in, its findings out.

A new rule is a function in the module it belongs to and a line here. Rules don't know each other and change
nothing; what a finding means for the notice is decided in `rules.status`.
"""

from collections.abc import Callable, Iterator

from rules.case import Case
from schemas.notice import Finding

from . import amounts, dates, fields, known, parties, periods

Rule = Callable[[Case], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    fields.code_missing,
    fields.code_suggested,
    fields.family_suggested,
    fields.unknown_code,
    fields.low_confidence_code,
    fields.free_wording,
    fields.code_from_title,
    fields.field_in_doubt,
    fields.field_missing,
    fields.evidence_missing,
    fields.weak_reading,
    fields.pages_missing,
    fields.spanish_twin,
    dates.notice_date_future,
    dates.notice_date_old,
    dates.due_before_notice,
    dates.due_date_far,
    dates.due_date_unusual,
    dates.due_dates_contradict,
    dates.days_contradict_date,
    dates.due_date_missing,
    dates.due_date_unexpected,
    periods.period_after_notice,
    periods.period_very_old,
    periods.period_unlikely,
    periods.period_kind_unknown,
    periods.form_unexpected,
    parties.tin_impossible,
    parties.tin_type_unexpected,
    parties.address_abroad,
    amounts.rows_do_not_sum,
    amounts.amount_not_in_table,
    amounts.amount_missing,
    amounts.amount_unexpected,
    amounts.amount_not_positive,
    amounts.amount_unproven,
    known.possible_duplicate,
    known.follow_up,
)


def validate(case: Case) -> tuple[Finding, ...]:
    """What the rules find, in the order of the list."""
    return tuple(finding for rule in RULES for finding in rule(case))
