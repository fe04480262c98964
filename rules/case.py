"""One notice on the judge's table: what the paper says, what the catalogue says, the day, what came before."""

from dataclasses import dataclass, field
from datetime import date

from schemas.catalog import CatalogEntry, lookup
from schemas.document import NoticeIdentity
from schemas.notice import FieldEvidence, FieldStatus, Finding, NoticeFacts, Severity
from schemas.thresholds import Thresholds

from .book import Rulebook, standard_book
from .copies import original_of
from .law import Law, standard_law
from .policy import policy
from .recognise import identity

# Notices have no dates outside these years.
FIRST_YEAR, LAST_YEAR = 1950, 2100


@dataclass(frozen=True, slots=True)
class Case:
    """`entry`: the catalogue's entry of the code, None where there is no code or nobody knows it; `law`: what holds,
    with the owner's own figures; `book`: queues, routes, weights and options, with the owner's own ones;
    `thresholds`: how sure each critical value must be, None for the house's own; `original`: the known notice of
    which this one surely is only another scan."""

    facts: NoticeFacts
    entry: CatalogEntry | None
    today: date
    known: tuple[NoticeIdentity, ...] = ()
    law: Law = field(default_factory=standard_law)
    book: Rulebook = field(default_factory=standard_book)
    thresholds: Thresholds | None = None
    original: NoticeIdentity | None = None

    @property
    def start(self) -> date | None:
        """The notice date where days can be counted from it: a misread year must not end the count in an error."""
        day = self.facts.notice_date
        return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None

    def evidence(self, field: str) -> FieldEvidence | None:
        return self.facts.fields.get(field)

    def status(self, field: str) -> FieldStatus | None:
        """None where the reading left no evidence for the field."""
        found = self.evidence(field)
        return found.status if found else None

    def least(self, field: str) -> float:
        """The confidence from which on the critical `field` is sure enough."""
        return self.thresholds.least[field] if self.thresholds else policy().weak_confidence

    def doubtful(self, field: str) -> bool:
        """Printed, but unreadable or contradicted: its absence proves nothing and is already told."""
        return self.status(field) in (FieldStatus.UNREADABLE, FieldStatus.CONFLICTING)

    def stands_alone(self, field: str, confidence: float) -> bool:
        """Read in one place only, with less than `confidence`."""
        found = self.evidence(field)
        return found is None or (found.readings < 2 and found.confidence < confidence)


def case_of(
    facts: NoticeFacts,
    today: date,
    known: tuple[NoticeIdentity, ...] = (),
    law: Law | None = None,
    book: Rulebook | None = None,
    *,
    thresholds: Thresholds | None = None,
) -> Case:
    """`law`, `book`, `thresholds`: None takes what comes with the package."""
    entry = lookup(facts.notice_code) if facts.notice_code else None
    return Case(
        facts=facts,
        entry=entry,
        today=today,
        known=known,
        law=law or standard_law(),
        book=book or standard_book(),
        thresholds=thresholds,
        original=original_of(identity(facts), known),
    )


def error(code: str, message: str, field: str | None = None) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, field=field, message=message)


def warning(code: str, message: str, field: str | None = None) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, field=field, message=message)


def info(code: str, message: str, field: str | None = None) -> Finding:
    return Finding(code=code, severity=Severity.INFO, field=field, message=message)
