"""What the rows of a summary table are, and which headings stand above summaries, by `templates/roles.yaml`."""

import re
from functools import cache

from schemas.errors import InvalidData
from schemas.notice import AmountRole
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .labels import all_labels
from .text import plain
from .values import find_dates


class RoleRule(Record):
    role: AmountRole
    patterns: tuple[str, ...]


class RoleFile(Record):
    roles: tuple[RoleRule, ...]
    summary_headings: tuple[str, ...]
    other_headings: tuple[str, ...]


@cache
def role_file() -> tuple[tuple[tuple[AmountRole, re.Pattern[str]], ...], frozenset[str], tuple[str, ...]]:
    """(roles in order, headings of summary tables, headings of other tables). Raises InvalidData."""
    source = load_model(package_file("extractors.templates", "roles.yaml"), RoleFile)
    try:
        roles = tuple((r.role, re.compile("|".join(f"(?:{p})" for p in r.patterns))) for r in source.roles)
    except re.error as error:
        raise InvalidData(f"roles.yaml: {error}", "correct the pattern") from None
    return roles, frozenset(source.summary_headings), source.other_headings


def role_of(label: str) -> AmountRole:
    """The role of a row by its printed label, `other` where no rule knows it. A label may stand there in two
    languages ("Amount payable / Importe a pagar"): either of them may be known."""
    one, *more = label.split("/")
    halves = (one, *more) if len(more) == 1 and all(_is_worded(half) for half in (one, *more)) else ()
    told = (role for text in (*halves, label) if (role := _role(text)) is not AmountRole.OTHER)
    return next(told, AmountRole.OTHER)


_HALF = 5  # letters that make half of a label


def _is_worded(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _HALF


def _role(label: str) -> AmountRole:
    text = plain(label)
    told = next((role for role, pattern in role_file()[0] if pattern.search(text)), AmountRole.OTHER)
    return AmountRole.AMOUNT_DUE if told is AmountRole.OTHER and _is_asked(label) else told


def _is_asked(label: str) -> bool:
    """A label of the amount due, with or without the day by which to pay it."""
    text = "".join(label.lower().split())  # as days are looked for: "10-19-2004" has its dashes
    days = find_dates(text)
    head = plain(text[: days[0].start] if days and days[0].end == len(text) else text)
    cut = [head.removesuffix(word) for word in ("by", "on", "before")] if days else []
    return any(asked in _asked() for asked in (head, *cut))


@cache
def _asked() -> frozenset[str]:
    return frozenset(label.plain for label in all_labels() if label.field == "amount_due")
