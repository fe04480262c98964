"""Rules on tax periods: possible for their form, possible for the notice's day and account."""

from calendar import monthrange
from collections.abc import Iterator

from rules.case import Case, error, info, warning
from rules.policy import FormGroup, group_of, policy
from schemas.notice import Finding, TaxPeriod

# Penalties on a person can rest on a business's form (the trust fund recovery penalty on Form 941).
FORMS_OF_OTHERS = ("penalty",)
_LAST_MONTH = 12


def period_after_notice(case: Case) -> Iterator[Finding]:
    """A notice on a period that has not ended. Some kinds of notice look ahead."""
    day = case.facts.notice_date
    ahead = case.entry is not None and case.entry.family in policy().looks_ahead
    if day is None or ahead:
        return
    for period in case.facts.tax_periods:
        if period.period_end > day:
            yield error(
                "period_after_notice",
                f"The period ending {period.period_end} ends after the notice date",
                "tax_periods",
            )


def period_very_old(case: Case) -> Iterator[Finding]:
    """So long before the notice that a misread year is likelier; sooner where the period stands on one reading."""
    day = case.facts.notice_date
    if day is None:
        return
    alone = case.stands_alone("tax_periods", policy().single_confidence)
    limit = policy().period_usual_years if alone else policy().period_old_years
    for period in case.facts.tax_periods:
        if day.year - period.period_end.year > limit:
            message = f"The period ending {period.period_end} is long past on the notice date"
            yield warning("period_very_old", message, "tax_periods")


def period_unlikely(case: Case) -> Iterator[Finding]:
    """A period ends with a month; a quarter with the quarter, a year of a calendar-year form with December."""
    for period in case.facts.tax_periods:
        reason = _unlikely(period, group_of(period.form))
        if reason:
            yield warning("period_unlikely", f"The period ending {period.period_end}: {reason}", "tax_periods")


def period_kind_unknown(case: Case) -> Iterator[Finding]:
    """Whether it is a year, a quarter or a month was not to be told: which return is meant, a person has to say. A
    civil penalty on a business is on no return, and its period usually ends with December."""
    penalty = case.entry is not None and case.entry.code in policy().on_no_return
    for period in case.facts.tax_periods:
        if period.kind == "unknown" and period.form is None:
            message = f"The period ending {period.period_end} may be a year's, a quarter's or a month's"
            usual = penalty and period.period_end.month == _LAST_MONTH
            yield (info if usual else warning)("period_kind_unknown", message, "tax_periods")


def _unlikely(period: TaxPeriod, group: FormGroup | None) -> str | None:
    end = period.period_end
    if group and group.name == "estate and gift tax":
        return None
    if end.day != monthrange(end.year, end.month)[1]:
        return "it is not the last day of a month"
    if period.kind == "quarter" and end.month % 3:
        return "it is not the end of a quarter"
    if group and group.ends and end.month not in group.ends:
        return f"Form {period.form} has no period that ends in this month"
    return None


def form_unexpected(case: Case) -> Iterator[Finding]:
    """A form of businesses on a notice to persons, or the other way round: code or form is misread."""
    entry = case.entry
    if entry is None or entry.account == "both" or entry.family in FORMS_OF_OTHERS:
        return
    for period in case.facts.tax_periods:
        group = group_of(period.form)
        if group and entry.account not in group.accounts:
            yield warning(
                "form_unexpected", f"Form {period.form} does not go with {case.facts.notice_code}", "tax_periods"
            )
