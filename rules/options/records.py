"""An option as it stands in `options.yaml`, and as it is answered for a notice."""

from string import Formatter
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from rules.conditions import When
from rules.queues import Cites, RuleId
from schemas.record import Record

PLACES = frozenset({"amount", "balance", "call", "notice", "today"})
Verdict = Literal["eligible", "not_eligible", "needs"]
# How well the option as told here is established: see README, "What it promises".
Standing = Literal["primary", "qualified", "unverified"]


def _sentence(text: str) -> str:
    for _, name, _, _ in Formatter().parse(text):
        if name is not None and name not in PLACES and not name.startswith("law_"):
            raise ValueError(f"only {', '.join(sorted(PLACES))} and law_NAME can be filled in, not {name!r}")
    return text


Words = Annotated[str, Field(min_length=10), AfterValidator(_sentence)]


class Check(Record):
    """Near a threshold: what to find out (`need`, a fact) instead of a no."""

    when: When
    need: str
    say: Words


class Option(Record):
    """`offered`: where it is spoken of at all. `eligible`: who gets it. `otherwise`: why not. `form`: the form to
    send, "" for none. `where`: how it is asked for. `waiting`: what waiting costs. `note`: what is often missed.
    `checklists`: what to have at hand, by the names of `checklists.yaml`."""

    id: RuleId
    name: Annotated[str, Field(min_length=5)]
    offered: When
    eligible: When
    check: tuple[Check, ...] = ()
    otherwise: Words | None = None
    says: Words
    form: str
    where: Words
    waiting: Words
    note: Words | None = None
    checklists: tuple[str, ...] = ()
    standing: Standing
    cites: Cites

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if self.eligible.parts and self.otherwise is None:
            raise ValueError("an option that not everybody gets says in `otherwise` why not")
        return self


class OptionFile(Record):
    options: Annotated[tuple[Option, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        ids = [option.id for option in self.options]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        if twice:
            raise ValueError(f"the option {twice!r} stands twice")
        return self


class AnsweredOption(Record):
    """`verdict` with what it rests on: `needs` lists what has to be found out first, in words. `at_hand`: what
    it takes to begin. `facts`: what was used, as "fact: value (test)"."""

    id: str
    name: str
    verdict: Verdict
    needs: tuple[str, ...] = ()
    because: str
    form: str
    where: str
    waiting: str
    note: str = ""
    at_hand: tuple[str, ...] = ()
    standing: Standing
    cites: tuple[str, ...]
    facts: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """`Simple payment plan: needs whether all required returns are filed`."""
        words = {"eligible": "eligible", "not_eligible": f"not eligible: {self.because}"}
        return f"{self.name}: {words.get(self.verdict) or 'needs ' + '; '.join(self.needs)}"
