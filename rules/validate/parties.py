"""Rules on whom the notice is about: the number's kind, and an address abroad."""

from collections.abc import Iterator

from rules.abroad import looks_foreign
from rules.case import Case, error, info, warning
from rules.policy import group_of
from rules.rights import rights
from schemas.notice import Finding


def tin_impossible(case: Case) -> Iterator[Finding]:
    """The last four digits of a Social Security or individual number are never 0000."""
    if case.facts.tin.last4 == "0000" and case.facts.tin.type in ("ssn", "itin", "atin"):
        yield error("tin_impossible", "No number of a person ends in 0000", "tin.last4")


def tin_type_unexpected(case: Case) -> Iterator[Finding]:
    """A person's number on a business notice, or the other way round: code or number is misread."""
    kind = case.facts.tin.type
    if kind == "unknown" or case.facts.tin.last4 is None:
        return
    groups = [g for g in (group_of(p.form) for p in case.facts.tax_periods) if g]
    if groups:
        fits = any(kind in group.tins for group in groups) or _penalty(case)
    else:
        account = case.entry.account if case.entry else "both"
        fits = account == "both" or (account == "BMF") == (kind == "ein")
    if not fits:
        yield warning("tin_type_unexpected", f"A number of kind {kind} does not go with this notice", "tin.last4")


def _penalty(case: Case) -> bool:
    # The trust fund recovery penalty: a person's number, a business's form.
    return case.entry is not None and (case.entry.family == "penalty" or case.entry.account == "both")


def address_abroad(case: Case) -> Iterator[Finding]:
    """No American address: a longer window may hold. It is told, never used."""
    right = rights().get(case.entry.right) if case.entry and case.entry.right else None
    if right and right.abroad and looks_foreign(case.facts.taxpayer.address):
        yield info(
            "address_abroad",
            "The address looks foreign: a longer window may hold, the shorter one is used",
            "taxpayer.address",
        )
