"""Flags that lift a case to someone more experienced (`flags.yaml`)."""

from functools import cache
from typing import Annotated

from pydantic import Field

from rules.conditions import Sheet, When
from rules.queues import Cites, RuleId
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file


class FlagRule(Record):
    id: RuleId
    when: When
    says: Annotated[str, Field(min_length=10)]
    cites: Cites
    quiet: bool = False


class _FlagFile(Record):
    flags: Annotated[tuple[FlagRule, ...], Field(min_length=1)]


class Flag(Record):
    """A flag that is up, with the facts it rests on, as "fact: value (asked: test)"."""

    id: str
    says: str
    cites: tuple[str, ...]
    quiet: bool
    facts: tuple[str, ...]


@cache
def flag_rules() -> tuple[FlagRule, ...]:
    return load_model(package_file("rules.cases", "flags.yaml"), _FlagFile).flags


def flags_of(sheet: Sheet) -> tuple[Flag, ...]:
    """The flags that are up, in the order of the file; one that can't be told is down."""
    found = []
    for rule in flag_rules():
        answer = rule.when.ask(sheet)
        if answer.holds:
            facts = tuple(u.line for u in answer.used)
            found.append(Flag(id=rule.id, says=rule.says, cites=rule.cites, quiet=rule.quiet, facts=facts))
    return tuple(found)
