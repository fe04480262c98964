"""Family and collection stage, from the catalogue. Prose never classifies; without a known code it is `other`, unless
the title of the notice is one that all codes of a family share: that sends it to a desk, with little confidence."""

from schemas.notice import Classification, FieldStatus

from .case import Case
from .policy import policy
from .suggestion import shared_family, shared_stage, suggested


def classify(case: Case) -> Classification:
    """`confidence`: how surely the code was read, at most what the catalogue's own confidence is worth."""
    if case.facts.notice_code is None:
        return _by_title(case)
    found = case.evidence("notice_code")
    read = found.confidence if found and found.status is FieldStatus.FOUND else 0.0
    basis = case.facts.code_basis
    if case.entry is None:
        return Classification(family="other", collection_stage=None, confidence=0.0, basis=basis)
    cap = policy().catalogue_confidence[case.entry.confidence]
    return Classification(
        family=case.entry.family,
        collection_stage=case.entry.stage,
        confidence=round(min(read, cap), 4),
        basis=basis,
    )


def _by_title(case: Case) -> Classification:
    entries = suggested(case.facts)
    if not entries:
        return Classification(family="other", collection_stage=None, confidence=0.0, basis="none")
    family = shared_family(entries)
    return Classification(
        family=family or "other",
        collection_stage=shared_stage(entries),
        confidence=policy().title_confidence if family else 0.0,
        basis="title",
    )
