"""Conditions as written in YAML, made into objects that can be asked.

    when:
      family: [balance_due, levy_lien]        a word: one of these
      returns_filed: true                     a flag
      stage: {at_least: 4}                    a count: at_least, at_most, more_than, less_than
      balance: {at_most: {law: NAME}}         money, against a figure of the law on the day asked
      any: [{...}, {...}]                     one of these; `not: {...}` the contrary
      right: known                            there is one (or `absent`)

All lines of a condition must hold; the empty condition always does. What is not known is neither yes nor no.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Protocol

from pydantic import BeforeValidator, InstanceOf

from schemas.errors import NoticedeskError

from .answers import UNKNOWN, Answer, Sheet, Used, all_of, any_of, shown
from .facts import Fact, FactKind, fact_table

COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "at_least": lambda value, limit: value >= limit,
    "at_most": lambda value, limit: value <= limit,
    "more_than": lambda value, limit: value > limit,
    "less_than": lambda value, limit: value < limit,
}


class Asked(Protocol):
    """Something that answers about a sheet."""

    def ask(self, sheet: Sheet) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Condition:
    """All `parts` must hold. `facts` and `law` name everything it can ask for."""

    parts: tuple[Asked, ...]
    facts: frozenset[str]
    law: frozenset[str]

    def ask(self, sheet: Sheet) -> Answer:
        return all_of(part.ask(sheet) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _OneOf:
    fact: str
    words: tuple[str, ...]

    def ask(self, sheet: Sheet) -> Answer:
        value = sheet.value(self.fact)
        used = (Used(self.fact, shown(value), f"one of {', '.join(self.words)}"),)
        if value is UNKNOWN:
            return Answer(None, used, (self.fact,))
        there = value if isinstance(value, tuple) else (value,)
        return Answer(any(word in self.words for word in there), used)


@dataclass(frozen=True, slots=True)
class _Is:
    fact: str
    flag: bool

    def ask(self, sheet: Sheet) -> Answer:
        value = sheet.value(self.fact)
        used = (Used(self.fact, shown(value), "yes" if self.flag else "no"),)
        return Answer(None, used, (self.fact,)) if value is UNKNOWN else Answer(bool(value) is self.flag, used)


@dataclass(frozen=True, slots=True)
class _There:
    fact: str
    there: bool

    def ask(self, sheet: Sheet) -> Answer:
        value = sheet.value(self.fact)
        used = (Used(self.fact, shown(value), "known" if self.there else "absent"),)
        known = value is not None and value is not UNKNOWN
        if not self.there and value is UNKNOWN:
            return Answer(None, used, (self.fact,))
        return Answer(known is self.there, used)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A number against a number, or against the figure `law` of the day asked. An absent number meets no bound."""

    fact: str
    how: str
    limit: Decimal | None
    law: str | None

    def ask(self, sheet: Sheet) -> Answer:
        value, limit, cite, words = sheet.value(self.fact), self.limit, "", self.how.replace("_", " ")
        if self.law is not None:
            try:
                figure = sheet.limits.at(self.law, sheet.day)
            except NoticedeskError:
                return Answer(None, (Used(self.fact, shown(value), f"{words} {self.law}"),), (), (self.law,))
            limit, cite = Decimal(figure.value), figure.cite
        assert limit is not None
        money = fact_table()[self.fact].kind is FactKind.MONEY
        used = (Used(self.fact, shown(value), f"{words} {shown(limit) if money else limit}", cite),)
        if value is UNKNOWN:
            return Answer(None, used, (self.fact,))
        if not isinstance(value, int | Decimal):
            return Answer(False, used)
        return Answer(COMPARE[self.how](Decimal(value), limit), used)


@dataclass(frozen=True, slots=True)
class _AnyOf:
    parts: tuple[Condition, ...]

    def ask(self, sheet: Sheet) -> Answer:
        return any_of(part.ask(sheet) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Not:
    part: Condition

    def ask(self, sheet: Sheet) -> Answer:
        answer = self.part.ask(sheet)
        holds = None if answer.holds is None else not answer.holds
        used = tuple(replace(u, test=f"not {u.test}") for u in answer.used)
        return Answer(holds, used, answer.missing, answer.law)


def parse(written: object) -> Condition:
    """The condition as written; raises ValueError that says what is wrong and what is allowed."""
    if isinstance(written, Condition):
        return written
    if not isinstance(written, Mapping):
        raise ValueError("a condition is a list of `fact: test`")
    parts: list[Asked] = []
    facts: set[str] = set()
    law: set[str] = set()
    for name, test in written.items():
        if name in ("any", "not"):
            inner = _several(name, test)
            parts.append(_AnyOf(inner) if name == "any" else _Not(inner[0]))
            facts.update(f for part in inner for f in part.facts)
            law.update(figure for part in inner for figure in part.law)
            continue
        tests = _tests(str(name), test)
        parts += tests
        facts.add(str(name))
        law.update(t.law for t in tests if isinstance(t, _Bound) and t.law)
    return Condition(tuple(parts), frozenset(facts), frozenset(law))


def _several(name: str, test: object) -> tuple[Condition, ...]:
    if name == "not":
        return (parse(test),)
    if not isinstance(test, Sequence) or isinstance(test, str) or not test:
        raise ValueError("any: takes a list of conditions")
    return tuple(parse(one) for one in test)


def _tests(name: str, test: object) -> list[Asked]:
    fact = fact_table().get(name)
    if fact is None:
        raise ValueError(f"{name!r} is no fact; known are {', '.join(fact_table())}")
    if test in ("known", "absent"):
        return [_There(name, test == "known")]
    if fact.kind is FactKind.WORD:
        return [_OneOf(name, _words(name, fact, test))]
    if fact.kind is FactKind.FLAG:
        if not isinstance(test, bool):
            raise ValueError(f"{name}: is a flag, ask for true or false")
        return [_Is(name, test)]
    if fact.kind is FactKind.DAY:
        raise ValueError(f"{name}: is a day, ask whether it is known or absent")
    if not isinstance(test, Mapping) or not test:
        raise ValueError(f"{name}: is a number, ask with {', '.join(COMPARE)}")
    return [_bound(name, fact, str(how), limit) for how, limit in test.items()]


def _words(name: str, fact: Fact, test: object) -> tuple[str, ...]:
    if not isinstance(test, Sequence) or isinstance(test, str) or not test:
        raise ValueError(f"{name}: takes a list of words")
    allowed = fact.allowed
    for word in test:
        if word not in allowed:
            listed = ", ".join(sorted(allowed)) if len(allowed) <= 40 else "the codes of the catalogue"
            raise ValueError(f"{name}: {word!r} is none of its words; allowed: {listed}")
    return tuple(str(word) for word in test)


def _bound(name: str, fact: Fact, how: str, limit: object) -> _Bound:
    if how not in COMPARE:
        raise ValueError(f"{name}: {how!r} is no comparison; allowed: {', '.join(COMPARE)}")
    if isinstance(limit, Mapping):
        if set(limit) != {"law"} or not isinstance(limit["law"], str):
            raise ValueError(f"{name}: a limit is a number or {{law: NAME}}")
        return _Bound(name, how, None, limit["law"])
    whole = isinstance(limit, int) and not isinstance(limit, bool)
    if not whole and not (fact.kind is FactKind.MONEY and isinstance(limit, Decimal)):
        raise ValueError(f"{name}: {limit!r} is no {'amount' if fact.kind is FactKind.MONEY else 'whole number'}")
    return _Bound(name, how, Decimal(str(limit)), None)


When = Annotated[InstanceOf[Condition], BeforeValidator(parse)]
"""The field of a rule that holds a condition."""
