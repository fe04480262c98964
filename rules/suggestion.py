"""What the title of a notice suggests where no code was read: a desk to look at it, never a code to work by.

A title gives no right, no clock and no action; it gives the family that all its codes share, and a person the codes.
The wording gives less: it chooses the desk at which a person looks, and no family.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from schemas.catalog import CatalogEntry, lookup
from schemas.notice import Finding, NoticeFacts

FINDING = "code_suggested"
FAMILY_FINDING = "family_suggested"
_LIKE = "No code and no title could be read; the wording is like that of notices of the family "
_SAYS = "No code could be read; the title reads like "
_SAID = re.compile(re.escape(_SAYS) + r"(?:one of )?([A-Z0-9, ]+(?: or [A-Z0-9]+)?)(?: \(|$)")
_OR = re.compile(r", | or ")


def suggested(facts: NoticeFacts) -> tuple[CatalogEntry, ...]:
    """The catalogue's entries of the suggested codes; none where a code was read."""
    if facts.notice_code is not None:
        return ()
    found = (entry for code in facts.suggested_codes if (entry := lookup(code)))
    return tuple({entry.code: entry for entry in found}.values())


def shared_family(entries: Sequence[CatalogEntry]) -> str | None:
    """The family of all `entries`, None where they differ or there are none."""
    families = {entry.family for entry in entries}
    return families.pop() if len(families) == 1 else None


def shared_stage(entries: Sequence[CatalogEntry]) -> int | None:
    """The collection stage of all `entries`, None where they differ."""
    stages = {entry.stage for entry in entries}
    return stages.pop() if len(stages) == 1 else None


def sentence(entries: Sequence[CatalogEntry]) -> str:
    """What the finding says; `codes_told` reads it back."""
    *codes, last = (entry.code for entry in entries)
    if not codes:
        return f"{_SAYS}{last} ({entries[0].title})"
    return f"{_SAYS}{'one of ' if len(codes) > 1 else ''}{', '.join(codes)} or {last}"


def codes_told(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The codes that a record's finding names."""
    return tuple(_told(finding.message for finding in findings if finding.code == FINDING))


def _told(messages: Iterable[str]) -> Iterator[str]:
    for message in messages:
        if found := _SAID.match(message):
            yield from _OR.split(found[1])


def suggested_family(facts: NoticeFacts) -> str | None:
    """The family that the wording is like; None where a code was read or a title heard."""
    return None if facts.notice_code is not None or suggested(facts) else facts.suggested_family


def family_sentence(family: str) -> str:
    """What the finding says; `family_told` reads it back."""
    return _LIKE + family


def family_told(findings: Iterable[Finding]) -> str | None:
    """The family that a record's finding names."""
    said = [f.message for f in findings if f.code == FAMILY_FINDING and f.message.startswith(_LIKE)]
    return said[0].removeprefix(_LIKE) if said else None
