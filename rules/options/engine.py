"""What can be done about a notice: every option that is spoken of there, with a verdict that rests on facts."""

from collections.abc import Mapping, Sequence
from string import Formatter

from rules.conditions import Answer, Sheet, fact_table
from rules.conditions.answers import shown
from rules.law import LawNotKnown, NotInForce

from .checklists import lines_of
from .records import AnsweredOption, Option


def options_of(options: Sequence[Option], sheet: Sheet, places: Mapping[str, str]) -> tuple[AnsweredOption, ...]:
    """In the order of the book. `places`: words for amount, balance, call, notice, today."""
    return tuple(
        _answered(one, sheet, places) for one in options if one.offered.ask(sheet).holds and _exists(one, sheet)
    )


def _exists(option: Option, sheet: Sheet) -> bool:
    """Before the first day of the law it rests on, nobody has the option."""
    for name in option.eligible.law:
        try:
            sheet.limits.at(name, sheet.day)
        except NotInForce:
            return False
        except LawNotKnown:
            continue
    return True


def _answered(option: Option, sheet: Sheet, places: Mapping[str, str]) -> AnsweredOption:
    answer = option.eligible.ask(sheet)
    words = _Places(sheet, places)
    if answer.holds is False:
        return _no(option, sheet, answer, words)
    needs = () if answer.holds else tuple(_needs(answer, sheet))
    return _made(option, words, answer, option.says, needs=needs)


def _no(option: Option, sheet: Sheet, answer: Answer, words: "_Places") -> AnsweredOption:
    """Near a threshold a no would be a guess: then it says what to check."""
    for check in option.check:
        if check.when.ask(sheet).holds:
            return _made(option, words, answer, check.say, needs=(_ask(check.need),))
    return _made(option, words, answer, option.otherwise or "", no=True)


def _ask(name: str) -> str:
    """What a person has to find out, with the name by which it is given back."""
    fact = fact_table()[name]
    return f"{fact.ask or fact.says} [{name}]"


def _needs(answer: Answer, sheet: Sheet) -> list[str]:
    facts = [_ask(name) for name in answer.missing]
    law = [f"the law of {sheet.day} on {name.replace('_', ' ')}, which is not known here" for name in answer.law]
    return list(dict.fromkeys([*facts, *law]))


def _made(
    option: Option, words: "_Places", answer: Answer, because: str, *, needs: tuple[str, ...] = (), no: bool = False
) -> AnsweredOption:
    cites = (*option.cites, *(u.cite for u in answer.used if u.cite))
    verdict = "not_eligible" if no else "needs" if needs else "eligible"
    return AnsweredOption.model_validate(
        {
            "id": option.id,
            "name": option.name,
            "verdict": verdict,
            "needs": needs,
            "because": words.fill(because),
            "form": option.form,
            "where": words.fill(option.where),
            "waiting": words.fill(option.waiting),
            "note": words.fill(option.note or ""),
            "at_hand": () if no else lines_of(option.checklists),
            "standing": option.standing,
            "cites": tuple(dict.fromkeys(cites)),
            "facts": tuple(u.line for u in answer.used),
        }
    )


class _Places(dict[str, str]):
    """Fills in places; a figure of the law as it stands on the day asked, in words where it is not known."""

    def __init__(self, sheet: Sheet, places: Mapping[str, str]) -> None:
        super().__init__(places)
        self._sheet = sheet

    def fill(self, text: str) -> str:
        return Formatter().vformat(text, (), self)

    def __missing__(self, name: str) -> str:
        try:
            figure = self._sheet.limits.at(name.removeprefix("law_"), self._sheet.day)
        except LawNotKnown:
            return "[to be looked up]"
        return shown(figure.value)
