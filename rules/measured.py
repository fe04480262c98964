"""What was measured of the reader on mail whose truth is known: the figures that an error budget is held against.

`measured.json` holds a row for each notice. No row was seen by the weights that its confidences were computed with:
rows of a seed that weights were fitted on come from weights fitted on the other seeds.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from schemas.errors import InvalidData
from schemas.notice import CRITICAL_FIELDS, Notice, Severity, Status
from schemas.record import Record
from schemas.strict_yaml import package_file

from .status import blocks

WEAK = "weak_reading"  # the finding that a threshold decides on (`rules.validate.fields`)
Layouts = Literal["open", "held_out", "own"]


class Claim(Record):
    """What was said of one field: with which confidence (None: that the notice prints none), and was it right."""

    sure: Annotated[float, Field(ge=0.0, le=1.0)] | None
    right: bool


class Checked(Record):
    """One notice held against its truth. `layouts`: those that reading was tuned on, others, or the firm's own mail.
    `blocked`: it waits for a person for another reason than a weak reading; `forbidden`: it has to. `claims` in the
    order of CRITICAL_FIELDS; None for a field that was left open, which makes the notice wait in any case."""

    layouts: Layouts
    wear: str
    blocked: bool
    forbidden: bool = False
    claims: tuple[Claim | None, ...]

    @model_validator(mode="after")
    def _one_for_each_field(self) -> Self:
        if len(self.claims) != len(CRITICAL_FIELDS):
            raise ValueError(f"a notice has {len(CRITICAL_FIELDS)} critical fields")
        return self

    @property
    def waits(self) -> bool:
        return self.blocked or None in self.claims


class Measured(Record):
    """`seeds` the mail was generated from; `extraction`: the version of what reads fields that was measured."""

    day: date
    command: str
    seeds: tuple[int, ...]
    extraction: str
    rows: tuple[Checked, ...]


@cache
def measured() -> Measured:
    """The figures that come with the package; raises InvalidData where the file is wrong."""
    try:
        return Measured.model_validate_json(package_file("rules", "measured.json").read_text(encoding="utf-8"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InvalidData(f"measured.json: {where}: {first['msg']}", "correct the file") from None


def of_layouts(rows: Sequence[Checked], layouts: Layouts) -> list[Checked]:
    return [row for row in rows if row.layouts == layouts]


def otherwise_blocked(notice: Notice) -> bool:
    """A person has to look for another reason than a weak reading."""
    if notice.validation.status is Status.REJECTED:
        return True
    others = [f for f in notice.validation.findings if not (f.code == WEAK and f.severity is Severity.WARNING)]
    return any(map(blocks, others))
