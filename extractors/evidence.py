"""Evidence: what the record says of how a field was read, and the findings that follow from it."""

import re
from collections.abc import Iterable, Mapping

from schemas.notice import CRITICAL_FIELDS, FIELD_WORDS, FieldEvidence, FieldStatus, Finding, Severity
from schemas.privacy import mask_ein, mask_ssn, redact
from schemas.reading import PageReading

from .address import AddressBlock
from .candidate import Candidate, Place
from .choose import Choice
from .fields import Material
from .layout import Sheet
from .number_text import FoundTin
from .segment import Group
from .values_as_text import bbox_of, value_text


def evidence_of(name: str, choice: Choice) -> FieldEvidence:
    main = choice.main
    kept = choice.status in (FieldStatus.FOUND, FieldStatus.CONFLICTING)
    return FieldEvidence(
        value=value_text(choice.value) if kept else None,
        status=choice.status,
        confidence=round(choice.confidence(name) if kept else 0.0, 4),
        raw=_raw(name, main) if main else None,
        page=main.page if main else None,
        bbox=bbox_of(main.box) if main else None,
        readings=choice.readings,
        method=_method(choice),
    )


def _raw(name: str, main: Candidate) -> str:
    if name == "tin.last4" and isinstance(main.value, FoundTin) and main.value.digits:
        return mask_ein(main.value.digits[-4:]) if main.value.shape == "ein" else mask_ssn(main.value.digits[-4:])
    return redact(main.raw)


def _method(choice: Choice) -> str:
    if choice.main is None:
        return ""
    agree = choice.signs.places + choice.signs.named
    places = f"{choice.main.place.value}" + (f" and {agree - 1} more agree" if agree > 1 else "")
    return places + ("; read again alike" if choice.signs.confirmed else "")


def other_fields(material: Material, block: AddressBlock | None) -> dict[str, FieldEvidence]:
    result = {}
    for name, field in (("contact_phone", "phone"), ("caller_id", "caller_id")):
        found = sorted(material.of(field), key=lambda c: (c.place is not Place.HEADER, not c.label, c.page, c.box.y0))
        result[name] = (
            _simple(found[0]) if found else FieldEvidence(value=None, status=FieldStatus.ABSENT, confidence=0.0)
        )
    for name in ("taxpayer.name", "taxpayer.address"):
        if block is None:
            result[name] = FieldEvidence(value=None, status=FieldStatus.ABSENT, confidence=0.0)
            continue
        value = redact(block.name) if name.endswith("name") else tuple(map(redact, block.address))
        box = block.name_box if name.endswith("name") else block.box
        result[name] = FieldEvidence(
            value=value, status=FieldStatus.FOUND, confidence=round(0.97 * block.confidence, 3),
            raw=value if isinstance(value, str) else " / ".join(value), page=block.page, bbox=bbox_of(box),
            readings=1, method="address block",
        )  # fmt: skip
    return result


def _simple(candidate: Candidate) -> FieldEvidence:
    return FieldEvidence(
        value=str(candidate.value), status=FieldStatus.FOUND, confidence=round(0.97 * candidate.confidence, 3),
        raw=redact(candidate.raw), page=candidate.page, bbox=bbox_of(candidate.box), readings=1,
        method=f"label {candidate.label!r}",
    )  # fmt: skip


def reading_findings(group: Group, choices: Mapping[str, Choice]) -> list[Finding]:
    found = [f for name in CRITICAL_FIELDS for f in _field_findings(name, choices[name])]
    if group.missing:
        pages = ", ".join(map(str, group.missing))
        found.append(
            Finding(code="missing_page", severity=Severity.WARNING,
                    message=f"page {pages} of {group.of} is missing from the file")
        )  # fmt: skip
    elif goes_on(group.printed_order[-1].sheet):
        last = group.printed_order[-1].page
        message = f"page {last} of the file says that the notice goes on, and nothing follows"
        found.append(Finding(code="missing_page", severity=Severity.WARNING, message=message))
    if not group.in_order:
        found.append(
            Finding(code="pages_out_of_order", severity=Severity.INFO, message="the pages were scanned out of order")
        )
    return found


def goes_on(sheet: Sheet) -> bool:
    """The page says, at its foot or above its stub, that the notice continues behind it."""
    foot = (piece for piece in sheet.pieces if piece.box.cy > _LOWER * sheet.height)
    return any(len(p.run.plain) <= _PHRASE and _GOES_ON.search(p.run.plain) for p in foot)


_LOWER, _PHRASE = 0.5, 40  # share of the page height; letters of a line that says nothing else
_GOES_ON = re.compile(r"cont(?:inue[sd]|d)on(?:the)?(?:back|reverse|next|other|page|following)|continua(?:en|al)")


def covered_findings(pages: Iterable[PageReading]) -> list[Finding]:
    """Where the pages are covered: a person looks there first."""
    told = [
        (page.page, "one place" if len(page.covered) == 1 else "several places") for page in pages if page.covered
    ]
    return [
        Finding(code="part_covered", severity=Severity.INFO,
                message=f"page {page} of the file is covered in {places}: what is printed there can't be seen")
        for page, places in told
    ]  # fmt: skip


def _field_findings(name: str, choice: Choice) -> list[Finding]:
    if choice.status is FieldStatus.UNREADABLE:
        message = f"The {FIELD_WORDS[name]} is printed but could not be read for certain"
        return [Finding(code="field_unreadable", severity=Severity.ERROR, field=name, message=message)]
    if choice.status is FieldStatus.CONFLICTING:
        pages = sorted({c.page for c in choice.others})
        message = (
            f"The places that print the {FIELD_WORDS[name]} disagree (page {', '.join(map(str, pages))} of the file)"
        )
        return [Finding(code="places_disagree", severity=Severity.ERROR, field=name, message=message)]
    return []
