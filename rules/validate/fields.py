"""Rules on the fields as such: the code, and whether each critical field was really read."""

from collections.abc import Iterator

from rules.case import Case, error, info, warning
from rules.clocks import act_of, clocks, ends
from rules.law import LawNotKnown
from rules.policy import policy
from rules.suggestion import FAMILY_FINDING, FINDING, family_sentence, sentence, suggested, suggested_family
from schemas.notice import CRITICAL_FIELDS, FIELD_WORDS, FieldStatus, Finding, NoticeFacts, Severity

DATES = ("notice_date", "due_date")
# Fields that a notice prints unless the catalogue says that its code leaves them out, with their findings.
ALWAYS_PRINTED = {"notice_date": "notice_date_missing", "tin.last4": "tin_missing", "tax_periods": "period_missing"}


# Money is asked for or proposed for some period, wherever it is named.
ASKS_FOR_A_PERIOD = ("pay_total", "pay_monthly", "pay_past_due", "proposes")


def has_value(facts: NoticeFacts, field: str) -> bool:
    """Whether the critical `field` has a value."""
    values = {
        "notice_code": facts.notice_code,
        "notice_date": facts.notice_date,
        "tax_periods": facts.tax_periods or None,
        "tin.last4": facts.tin.last4,
        "amount_due": facts.amount_due,
        "due_date": facts.due_date,
    }
    return values[field] is not None


def code_missing(case: Case) -> Iterator[Finding]:
    """Without its code nobody knows what a notice wants."""
    if case.facts.notice_code is None and not case.doubtful("notice_code"):
        yield error("code_missing", "No notice code was found", "notice_code")


def code_suggested(case: Case) -> Iterator[Finding]:
    """No code was read, but the title is one that the catalogue's codes bear: help for the person who looks."""
    entries = suggested(case.facts)
    if entries:
        yield warning(FINDING, sentence(entries), "notice_code")


def family_suggested(case: Case) -> Iterator[Finding]:
    """Neither code nor title was read, but the wording is like that of a family: help for the person who looks."""
    family = suggested_family(case.facts)
    if family:
        yield warning(FAMILY_FINDING, family_sentence(family), "notice_code")


def unknown_code(case: Case) -> Iterator[Finding]:
    """A code was read that the catalogue does not have: new, rare, or misread."""
    if case.facts.notice_code is not None and case.entry is None:
        yield warning("unknown_code", f"{case.facts.notice_code} is not in the catalogue of codes", "notice_code")


def low_confidence_code(case: Case) -> Iterator[Finding]:
    """The catalogue itself is not sure what the code means."""
    if case.entry and case.entry.confidence == "low":
        yield warning(
            "low_confidence_code", f"What {case.facts.notice_code} means is not well established", "notice_code"
        )


def free_wording(case: Case) -> Iterator[Finding]:
    """A letter whose content follows from no code."""
    if case.entry and case.entry.always_review:
        yield warning("free_wording", f"The content of {case.facts.notice_code} varies: read it", "notice_code")


def code_from_title(case: Case) -> Iterator[Finding]:
    """The code was concluded from the title: titles are shared by codes with other rights."""
    if case.facts.notice_code is not None and case.facts.code_basis == "title":
        yield warning("code_from_title", "The code was concluded from the title, not read", "notice_code")


def field_in_doubt(case: Case) -> Iterator[Finding]:
    """Each critical field that is unreadable or conflicting is named, whatever the reading said of it."""
    told = {f.field for f in case.facts.findings if f.severity is not Severity.INFO}
    for field in CRITICAL_FIELDS:
        status = case.status(field)
        if field in told:
            continue
        if status is FieldStatus.UNREADABLE:
            yield error(
                "field_unreadable", f"The {FIELD_WORDS[field]} is printed, but could not be read for certain", field
            )
        elif status is FieldStatus.CONFLICTING:
            yield error("places_disagree", f"Places that print the {FIELD_WORDS[field]} disagree", field)


def field_missing(case: Case) -> Iterator[Finding]:
    """A field that this notice prints was not found anywhere."""
    omits: tuple[str, ...] = case.entry.omits if case.entry else ()
    if case.entry and case.entry.asks in ASKS_FOR_A_PERIOD:
        omits = tuple(o for o in omits if o != "tax_periods")  # its header leaves the period out, its text names it
    for field, code in ALWAYS_PRINTED.items():
        if field not in omits and not has_value(case.facts, field) and not case.doubtful(field):
            yield warning(code, f"No {FIELD_WORDS[field]} was found", field)


def evidence_missing(case: Case) -> Iterator[Finding]:
    """A critical value that points to no place on the paper is not trusted."""
    for field in CRITICAL_FIELDS:
        if has_value(case.facts, field) and case.status(field) in (None, FieldStatus.ABSENT):
            yield warning("evidence_missing", f"The {FIELD_WORDS[field]} does not say where it was read", field)


def weak_reading(case: Case) -> Iterator[Finding]:
    """A critical value was read, but not surely enough: too little certainty, or one place and nothing beside it.

    What stands beside it: the other date for a date, the rows for an amount (told by `amount_unproven`). A day to act
    by that is to the day the one that the law counts from the notice date bears itself out: a misread one hardly ever
    would be. Not where an owner's error budget sets the threshold.
    """
    for field in CRITICAL_FIELDS:
        found = case.evidence(field)
        if found is None or found.status is not FieldStatus.FOUND:
            continue
        alone = field != "amount_due" and case.stands_alone(field, policy().single_confidence)
        if field == "due_date" and _is_lawful_day(case, found.confidence):
            continue
        if found.confidence < case.least(field) or (alone and not (field in DATES and dates_agree(case))):
            yield warning("weak_reading", f"The {FIELD_WORDS[field]} was read with little certainty", field)


def _is_lawful_day(case: Case, confidence: float) -> bool:
    told = case.evidence("notice_date")
    sure = told is not None and told.confidence >= policy().weak_confidence
    if case.thresholds or not sure or confidence < policy().lawful_confidence or case.facts.due_date is None:
        return False
    try:
        lawful = [clock for clock in clocks(case) if clock.basis == "statute" and clock.kind == act_of(case)]
    except LawNotKnown:
        return False
    return any(case.facts.due_date in ends(clock) for clock in lawful)


def dates_agree(case: Case) -> bool:
    """The due date lies where this code's due dates usually lie: each of the two dates bears the other out."""
    day, due = case.facts.notice_date, case.facts.due_date
    return bool(day and due and policy().printed_day_of(case.entry).is_usual((due - day).days))


def pages_missing(case: Case) -> Iterator[Finding]:
    """Fewer pages than the notice says it has, where the reading has not said so."""
    printed, here = case.facts.pages_printed, len(case.facts.source.pages)
    told = any(f.code == "missing_page" for f in case.facts.findings)
    if printed and here < printed and not told:
        yield warning("missing_page", f"{here} of {printed} pages are here")


def spanish_twin(case: Case) -> Iterator[Finding]:
    """What a Spanish notice means is taken from its English twin."""
    if case.entry and case.entry.english:
        yield info("spanish_twin", f"Judged by the rules of its English twin {case.entry.english}", "notice_code")
