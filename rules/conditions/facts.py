"""The facts that conditions may ask about, from `facts.yaml`: name, kind, words, and what a person is asked."""

from collections.abc import Callable, Collection
from enum import StrEnum
from functools import cache
from typing import Annotated, Self, get_args

from pydantic import Field, model_validator

from rules.rights import rights
from schemas.catalog import Asks, Family, known_codes
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file


class FactKind(StrEnum):
    WORD = "word"
    FLAG = "flag"
    COUNT = "count"
    MONEY = "money"
    DAY = "day"


class Fact(Record):
    """`says`: what it means; `ask`: what is needed where nobody knows it; `words`: what a word may be."""

    kind: FactKind
    says: Annotated[str, Field(min_length=5)]
    ask: str = ""
    words: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _words_for_words(self) -> Self:
        if (self.kind is FactKind.WORD) != bool(self.words):
            raise ValueError("a fact of kind word, and no other, lists its words")
        return self

    @property
    def allowed(self) -> frozenset[str]:
        return frozenset(w for word in self.words for w in _listed(word))


def _listed(word: str) -> Collection[str]:
    """The words that a name in angle brackets stands for; any other word stands for itself."""
    lists: dict[str, Callable[[], Collection[str]]] = {
        "<codes>": known_codes,
        "<families>": lambda: get_args(Family),
        "<rights>": rights,
        "<asks>": lambda: get_args(Asks),
    }
    return lists[word]() if word in lists else (word,)


class _FactsFile(Record):
    facts: dict[Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")], Fact]


@cache
def fact_table() -> dict[str, Fact]:
    """By name, in the order of the file."""
    return load_model(package_file("rules.conditions", "facts.yaml"), _FactsFile).facts
