"""The whole taxpayer number, where the paper prints it whole and it was read twice alike. It leaves reading sealed.

A number misread in its first digits would part one taxpayer into two, so one reading is not enough: two places, or a
place and another reader, have to say the same nine digits, and none may say others.
"""

from collections.abc import Iterator, Mapping, Sequence

from schemas.notice import FieldEvidence, FieldStatus
from schemas.sealing import Sealer, tin_context

from .candidate import Candidate
from .number_text import FoundTin, find_tin
from .text import fold
from .verify import Voices

_ENOUGH = 2
_SURE = 0.98  # of the last four digits


def whole_number(
    candidates: Sequence[Candidate], voices: Mapping[Candidate, Voices], last4: FieldEvidence
) -> str | None:
    """The nine digits; None where they are masked, unsure, or read in two ways. `last4`: the field as read."""
    if last4.status is not FieldStatus.FOUND or last4.confidence < _SURE:
        return None
    said = [number for c in candidates for number in _said(c, voices) if number[-4:] == last4.value]
    return said[0] if len(said) >= _ENOUGH and len(set(said)) == 1 else None


def _said(candidate: Candidate, voices: Mapping[Candidate, Voices]) -> Iterator[str]:
    """Every reading of the place that is a whole number."""
    if isinstance(candidate.value, FoundTin) and candidate.value.digits:
        yield candidate.value.digits
    for text in voices.get(candidate, Voices({})).texts.values():
        found = find_tin(fold("".join(text.split())))
        if found is not None and found.digits:
            yield found.digits


def kept(number: str | None, notice_id: str, sealer: Sealer | None) -> dict[str, str | None]:
    """`tin_sealed` and `tin_key` of the notice."""
    if number is None or sealer is None:
        return {"tin_sealed": None, "tin_key": None}
    return {"tin_sealed": sealer.seal_text(number, tin_context(notice_id)), "tin_key": sealer.keyed_hash(number)}
