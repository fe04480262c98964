"""The payment machine's line beside what the notice prints: it bears a value out, or a person is shown both."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from schemas.money import format_money
from schemas.notice import Finding, Severity

from .candidate import Candidate
from .choose import Choice, choose
from .number_text import FoundTin
from .scanline import AccountType, ScanLine, account_types, part_of
from .verify import Voices

FINDING = "scan_line_disagrees"
FIELDS = {"tin": "tin.last4", "tax_period": "tax_periods", "amount_due": "amount_due"}
_CLEAN = 0.97  # confidence from which a line that nobody has heard again contradicts

Voiced = Mapping[Candidate, Voices]


def borne_out(name: str, candidates: Sequence[Candidate], lines: Sequence[Candidate]) -> list[Candidate]:
    """`candidates` (ranked, of field `name`), and behind them the lines that say what leads among them. A line is
    never the only place that speaks."""
    leading = choose(candidates, {}).value
    whole = {c.value.digits for c in candidates if isinstance(c.value, FoundTin) and c.value.digits}
    return [*candidates, *(p for line in lines if (p := _same(line, name, leading, whole)))]


def _same(line: Candidate, name: str, leading: Hashable, whole: set[str]) -> Candidate | None:
    said = line.value
    if not isinstance(said, ScanLine) or leading is None or _said(said, name) != leading:
        return None
    return part_of(line, name) if name != "tin" or whole <= {said.number} else None


def to_hear(fields: Mapping[str, Sequence[Candidate]], lines: Sequence[Candidate]) -> list[Candidate]:
    """The lines that say something else than what leads among the candidates of `fields`: to be read again."""
    leading = {name: choose(own, {}).value for name, own in fields.items()}
    return [line for line in lines if any(_differs(line.value, name, value) for name, value in leading.items())]


def scan_findings(
    lines: Sequence[Candidate], choices: Mapping[str, Choice], form: str | None, voices: Voiced
) -> Iterator[Finding]:
    """What contradicts a line, with both values. It holds a notice up only where the line was surely read: a line
    misread is likelier than a notice that contradicts itself."""
    for line in lines:
        heard = list(voices[line].heard.values()) if line in voices else []
        for name, field in FIELDS.items():
            kept = choices[field].value
            if _differs(line.value, name, kept) and not any(_agrees(v, name, kept) for v in heard):
                said = _said(line.value, name)
                sure = _sure(line, heard, partial(_says, name, said))
                yield _finding(field, f"says {_shown(said)}, the notice {_shown(kept)}", line, sure=sure)
        yield from _form_finding(line, form, heard)


def _form_finding(line: Candidate, form: str | None, heard: Sequence[Hashable]) -> Iterator[Finding]:
    known = _type(line.value)
    if known is None or form is None or form.startswith(known.forms):
        return
    if any((one := _type(v)) and form.startswith(one.forms) for v in heard):
        return
    sure = known.sure and _sure(line, heard, lambda v: _type(v) == known)
    words = f"names account type {known.mft}, which is form {' or '.join(known.forms)}, the notice form {form}"
    yield _finding("tax_periods", words, line, sure=sure)


def _sure(line: Candidate, heard: Sequence[Hashable], alike: Callable[[Hashable], bool]) -> bool:
    """A second reader reads it so too; where none made anything of it, the first was sure."""
    spoken = [value for value in heard if value is not None]
    return any(map(alike, spoken)) if spoken else not line.repaired and line.confidence >= _CLEAN


def _said(line: Hashable, name: str) -> Hashable | None:
    """What a line says of a field, as its candidates are compared."""
    if not isinstance(line, ScanLine):
        return None
    said: dict[str, Hashable] = {"tin": line.last4, "tax_period": (line.period_end,), "amount_due": line.amount}
    return said[name]


def _says(name: str, said: Hashable, line: Hashable) -> bool:
    return _said(line, name) == said


def _differs(line: Hashable, name: str, kept: Hashable) -> bool:
    return kept is not None and _said(line, name) is not None and not _agrees(line, name, kept)


def _agrees(line: Hashable, name: str, kept: Hashable) -> bool:
    """A line names one period of several."""
    if name == "tax_period" and isinstance(line, ScanLine) and isinstance(kept, tuple):
        return line.period_end in kept
    return _said(line, name) == kept


def _type(line: Hashable) -> AccountType | None:
    return account_types().get(line.mft) if isinstance(line, ScanLine) else None


def _finding(field: str, words: str, line: Candidate, *, sure: bool) -> Finding:
    doubt = "" if sure else "; the line could not be read for certain"
    message = f"the payment machine's line (page {line.page} of the file) {words}{doubt}"
    return Finding(code=FINDING, severity=Severity.WARNING if sure else Severity.INFO, field=field, message=message)


def _shown(value: Hashable) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"${format_money(value)}" if isinstance(value, Decimal) else str(value)
