"""The second look: boxes of candidates read again by independent readers, understood by the same typed parsers."""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.geometry import Box

from . import codeword
from .candidate import Candidate
from .kinds import Ask, Kind, Reread
from .number_text import FoundTin, find_periods, find_tin
from .scanline import SCAN_LINE, read_line
from .text import fold
from .values import find_dates, find_money

# Reads boxes again: (boxes, whether to look closer) -> the voices for each box.
Look = Callable[[Sequence[Ask], bool], list[tuple[Reread, ...]]]

_EXPECT: dict[str, Kind] = {
    "notice_code": "code",
    "notice_date": "date",
    "due_date": "date",
    "tin": "tin",
    "tax_period": "date",
    "amount_due": "money",
    "row": "money",
    "past_due": "money",
    "monthly_payment": "money",
}


# Engines of the first reader's family: trained on the same pages, they err alike.
KIN = "ppocr"


@dataclass(frozen=True, slots=True)
class Voices:
    """What the other readers made of a candidate's box: engine -> typed value, None where nothing typed was read.
    `texts`: engine -> what it read, as it stands."""

    heard: Mapping[str, Hashable | None]
    texts: Mapping[str, str] = field(default_factory=dict)

    def agreeing(self, value: Hashable) -> int:
        return sum(1 for v in self.heard.values() if v == value)

    @property
    def spoke(self) -> bool:
        """False where no voice made anything of the box: then nobody has contradicted the first reading."""
        return any(v is not None for v in self.heard.values())

    def independent(self, value: Hashable) -> int:
        """Voices for `value` that share nothing with the first reader: no model of its family."""
        return sum(1 for engine, v in self.heard.items() if v == value and not engine.startswith(KIN))

    def united_against(self, value: Hashable) -> Hashable | None:
        """The other value that two or more voices read alike; None when there is none."""
        others = [v for v in self.heard.values() if v is not None and v != value]
        return others[0] if len(others) >= 2 and len(set(others)) == 1 else None


def comparable(candidate: Candidate) -> Hashable:
    """The part of a candidate's value that a second reading must agree with."""
    if candidate.field == "tin":
        return getattr(candidate.value, "last4", None)
    if candidate.field == "tax_period" and isinstance(candidate.value, tuple):
        return tuple(p[0] for p in candidate.value)
    return candidate.value


def understand(field: str, text: str) -> Hashable | None:
    """`text` as a value of `field`, None where it holds none or more than one."""
    if field == SCAN_LINE:
        return read_line(text)
    tight = fold("".join(text.split()))
    if field == "notice_code":
        words = text.replace(":", " ").lstrip("-–—.,'|_ ").split()
        found = codeword.read_code(words) or codeword.read_code(words, letter=True)
        return found.code if found else None
    if field == "tin":
        tin = find_tin(tight)
        return tin.last4 if tin else None
    if field == "tax_period":
        return tuple(dict.fromkeys(p.period_end for p in find_periods(tight))) or None
    if field.endswith("date"):
        return _only({d.value for d in find_dates(tight)})
    return _only({m.value for m in find_money(tight, whole_dollars=True)})


def _only(values: set[Hashable]) -> Hashable | None:
    return values.pop() if len(values) == 1 else None


def second_look(candidates: Sequence[Candidate], look: Look) -> dict[Candidate, Voices]:
    """Each candidate's voices. One voice that agrees is enough; where it does not, or where the reading was mended,
    the others are asked. All of a file's candidates go into one call: starting an engine costs as much as many boxes.
    """
    own = list(dict.fromkeys(candidates))
    answers = dict(_answers(own, look, closer=False))
    unsettled = [c for c in own if c.repaired or comparable(c) not in _understood(c, answers[c]).values()]
    for candidate, answer in _answers(unsettled, look, closer=True):
        answers[candidate] += answer
    return {c: Voices(_understood(c, answer), {r.engine: r.text for r in answer}) for c, answer in answers.items()}


def _answers(own: Sequence[Candidate], look: Look, *, closer: bool) -> Iterator[tuple[Candidate, tuple[Reread, ...]]]:
    """A value that goes over a line's end is read line by line."""
    asks = [Ask(c.page, _aired(box), _EXPECT.get(c.field, "text")) for c in own for box in c.lines or (c.box,)]
    said = iter(look(asks, closer))
    return ((c, _joined([next(said) for _ in c.lines or (c.box,)])) for c in own)


def _joined(lines: Sequence[tuple[Reread, ...]]) -> tuple[Reread, ...]:
    """Each voice's lines as one text; a voice that was silent on one of them has not read the value."""
    if len(lines) == 1:
        return lines[0]
    return tuple(
        Reread(said[0].engine, " ".join(r.text for r in said) if all(r.text for r in said) else "",
               min(r.confidence for r in said))
        for said in zip(*lines, strict=False)
    )  # fmt: skip


def _understood(candidate: Candidate, answer: tuple[Reread, ...]) -> dict[str, Hashable | None]:
    return {reading.engine: _heard(candidate, reading) for reading in answer}


def _heard(candidate: Candidate, reading: Reread) -> Hashable | None:
    heard = understand(candidate.field, reading.text) if reading.text else None
    if heard is None and _is_masked(candidate) and _LAST_FOUR.fullmatch(reading.text.strip(_AROUND)):
        return reading.text.strip(_AROUND)  # a voice that was shown what stands behind the mask
    if candidate.below and isinstance(heard, tuple):
        whole = comparable(candidate)
        return heard + whole[-candidate.below :] if isinstance(whole, tuple) else heard
    return heard


# What a mask's last hyphen and the edge of the cut may look like.
_AROUND = " -–—.*'|_"
_LAST_FOUR = re.compile(r"[0-9]{4}")


def _is_masked(candidate: Candidate) -> bool:
    return isinstance(candidate.value, FoundTin) and candidate.value.masked


def _aired(box: Box) -> Box:
    """A little wider: a value cut out of a longer word may lose the edge of its first character."""
    return Box(box.x0 - 2.0, box.y0, box.x1 + 2.0, box.y1)
