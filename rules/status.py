"""What the findings mean: accepted, needs a person, or rejected. Acceptance is earned, never the rest."""

from collections.abc import Iterable, Iterator, Sequence

from schemas.notice import CRITICAL_FIELDS, OTHER_FIELDS, Finding, Severity, Status

from .case import Case
from .validate.fields import has_value

_WORST_FIRST = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each thing once, worst first: the same code on the same field with the same words is the same thing."""
    kept: dict[tuple[str, str | None, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.code, finding.field, finding.message), finding)
    return tuple(sorted(kept.values(), key=lambda f: _WORST_FIRST[f.severity]))


def blocks(finding: Finding) -> bool:
    """True where the notice must not be worked before a person looked.

    An error always does; a warning unless it is about a field that neither money nor a deadline hangs on.
    """
    if finding.severity is Severity.ERROR:
        return True
    return finding.severity is Severity.WARNING and finding.field not in OTHER_FIELDS


def blocking(findings: Sequence[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if blocks(finding))


def status_of(case: Case, findings: Sequence[Finding]) -> Status:
    """`rejected` where nothing at all was read; `accepted` only without doubt about any critical field."""
    if not any(has_value(case.facts, field) for field in CRITICAL_FIELDS) and case.facts.taxpayer.name is None:
        return Status.REJECTED
    doubtful = any(case.doubtful(field) for field in CRITICAL_FIELDS)
    if doubtful or case.facts.notice_code is None or any(blocking(findings)):
        return Status.NEEDS_REVIEW
    return Status.ACCEPTED
