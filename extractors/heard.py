"""All readings of a field for the person who looks: every place that prints it, by every reader that read it."""

from collections.abc import Iterator, Mapping, Sequence

from schemas.notice import CRITICAL_FIELDS, Heard
from schemas.privacy import mask_ein, mask_ssn, redact

from .ballots import Ballot
from .candidate import Candidate
from .number_text import FoundTin
from .values_as_text import bbox_of, value_text
from .verify import Voices, comparable

MOST = 12  # readings of one field: a person looks at no more


def heard_of(ballot: Ballot, voices: Mapping[Candidate, Voices]) -> dict[str, tuple[Heard, ...]]:
    """Critical field -> its readings, the main place's first; places whose value nobody could read at the end."""
    own = {
        "notice_code": (ballot.code, "notice_code"),
        "notice_date": (ballot.day, "notice_date"),
        "tax_periods": (ballot.periods, "tax_period"),
        "tin.last4": (ballot.tin, "tin"),
        "amount_due": (ballot.amount, "amount_due"),
        "due_date": (ballot.due, "due_date"),
    }
    found = {}
    for name in CRITICAL_FIELDS:
        candidates, field = own[name]
        places = [*candidates, *ballot.material.unread(field)]
        readings = tuple(_readings(list(dict.fromkeys(places)), voices))[:MOST]
        if readings:
            found[name] = readings
    return found


def _readings(candidates: Sequence[Candidate], voices: Mapping[Candidate, Voices]) -> Iterator[Heard]:
    for candidate in candidates:
        yield _heard(candidate, value_text(comparable(candidate)), _raw(candidate), "first")
        spoken = voices.get(candidate, Voices({}))
        for engine, value in spoken.heard.items():
            raw = spoken.texts.get(engine, "")
            yield _heard(candidate, value_text(value), _masked(candidate, raw, str(value or "")), engine)


def _heard(candidate: Candidate, value: str | tuple[str, ...] | None, raw: str, by: str) -> Heard:
    return Heard(
        value=value, raw=raw, by=by, place=candidate.place.value, page=candidate.page, bbox=bbox_of(candidate.box)
    )


def _raw(candidate: Candidate) -> str:
    """A label that stands without a readable value shows its label."""
    return _masked(candidate, candidate.raw or candidate.label, str(comparable(candidate) or ""))


def _masked(candidate: Candidate, raw: str, last4: str) -> str:
    """Of a taxpayer number that was misread no pattern tells where it begins: only its last digits are shown."""
    if candidate.field != "tin":
        return redact(raw)
    shape = candidate.value.shape if isinstance(candidate.value, FoundTin) else "ssn"
    return (mask_ein(last4) if shape == "ein" else mask_ssn(last4)) if last4 else "(not readable)"
