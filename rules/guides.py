"""What common guides say, row by row, and what became of it: a place in the rules, or a refusal with its reason.

From `guides.yaml`. `missing_places` holds every place against the rules; the patterns of `never` are for the tests.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, field_validator, model_validator

from schemas.catalog import lookup
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .book import standard_book
from .cases.flags import flag_rules
from .cases.records import Role
from .law import standard_law
from .options.checklists import checklists
from .rights import rights
from .standing import stage_file
from .wording import action_file

Verdict = Literal["confirmed", "qualified", "superseded", "contradicted", "unsupported", "gap", "practice"]


class Never(Record):
    """`pattern`: a regular expression, letters of either case; `wrong`: a sentence that it catches."""

    pattern: str
    wrong: str

    @model_validator(mode="after")
    def _catches(self) -> Self:
        if not re.search(self.pattern, self.wrong, re.IGNORECASE):
            raise ValueError(f"{self.pattern!r} does not catch {self.wrong!r}")
        return self


class Claim(Record):
    """`n`: its number among the checked statements. Either `found` or `refused` says something, or both do."""

    n: Annotated[int, Field(ge=1)]
    claim: Annotated[str, Field(min_length=5)]
    verdict: Verdict
    truth: Annotated[str, Field(min_length=5)]
    found: tuple[str, ...] = ()
    refused: str = ""
    never: tuple[Never, ...] = ()

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if not self.found and not self.refused:
            raise ValueError("a claim is found somewhere, or refused with a reason")
        return self


class _GuidesFile(Record):
    claims: tuple[Claim, ...]

    @field_validator("claims")
    @classmethod
    def _in_order(cls, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        if [claim.n for claim in claims] != list(range(1, len(claims) + 1)):
            raise ValueError("the claims are numbered from 1 on, none left out")
        return claims


@cache
def claims() -> tuple[Claim, ...]:
    return load_model(package_file("rules", "guides.yaml"), _GuidesFile).claims


def missing_places() -> Iterator[str]:
    """Places named in `found` that are not there; findings are checked by a test, for they stand in code."""
    known = _places()
    for claim in claims():
        for place in claim.found:
            kind, _, name = place.partition(":")
            if kind == "catalogue":
                there = lookup(name) is not None
            elif kind == "finding":
                continue
            else:
                there = name in known.get(kind, ())
            if not there:
                yield f"{claim.n}: {place}"


def _places() -> dict[str, set[str]]:
    book, stages, words = standard_book(), stage_file(), action_file()
    return {
        "route": {route.id for route in book.routes},
        "option": {option.id for option in book.options},
        "flag": {flag.id for flag in flag_rules()},
        "stage": {str(number) for number in stages.stages},
        "reach": {reach.id for reach in stages.reaches},
        "lien": {lien.id for lien in stages.liens},
        "law": set(standard_law().names()),
        "right": set(rights()),
        "case": set(get_args(Role)),
        "checklist": set(checklists()),
        "action": {"represent", *(f"asks.{key}" for key in words.asks)},
    }
