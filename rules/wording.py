"""What an analyst reads: what to do and why it stands where it stands, in plain words from `rules/actions.yaml`."""

from collections.abc import Sequence
from functools import cache
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field

from schemas.catalog import Asks, lookup
from schemas.notice import Deadline, FieldStatus, Finding, NextNotice, Status
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .case import Case
from .copies import told
from .money import waiting
from .pedigree import mailing, passed
from .priority import days_left
from .rights import right_of
from .status import blocking
from .validate.amounts import money

PLACES = frozenset({"amount", "act_by", "call", "response", "original"})
MOST_FINDINGS = 6
AT_ONCE = "It asks for payment at once"


def _sentence(text: str) -> str:
    named = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    if not named <= PLACES:
        raise ValueError(f"only {', '.join(sorted(PLACES))} can be filled in")
    return text


Sentence = Annotated[str, Field(min_length=5), AfterValidator(_sentence)]
Sentences = Annotated[tuple[Sentence, ...], Field(min_length=1)]


class ActionFile(Record):
    """Sentences by right, by what is asked, by action. Placeholders: PLACES."""

    rights: dict[str, Sentences]
    asks: dict[Asks, Sentences]
    actions: dict[str, Sentences]
    copy_of_known: Sentence
    review: Sentence
    unknown: Sentence
    represent: Sentence
    respond_with: Sentence


@cache
def action_file() -> ActionFile:
    return load_model(package_file("rules", "actions.yaml"), ActionFile)


def actions(case: Case, act: Deadline | None, status: Status) -> tuple[str, ...]:
    """What to do, in order. Something to settle comes first."""
    words = action_file()
    if case.original is not None and status is Status.ACCEPTED:
        return (words.copy_of_known.format(**places(case, act)),)
    lines: list[str] = [words.review] if status is not Status.ACCEPTED else []
    if case.entry is None:
        return (*lines, words.unknown)
    said = _sentences(case)
    lines += said
    if case.entry.response:
        lines.append(words.respond_with)
    if any("{call}" in line for line in said):
        lines.append(words.represent)
    return tuple(line.format(**places(case, act)) for line in lines)


def _sentences(case: Case) -> Sequence[str]:
    """By the right at stake, else by what is asked, else by what has to be done."""
    assert case.entry is not None
    words, entry = action_file(), case.entry
    nothing_owed = entry.right == "notice_and_demand" and entry.asks == "may_ask" and case.facts.amount_due is None
    if entry.right and not nothing_owed:
        return words.rights[entry.right]
    if entry.asks != "nothing" and entry.action != "none":
        return words.asks[entry.asks]
    return words.actions[entry.action]


def places(case: Case, act: Deadline | None) -> dict[str, str]:
    """Words for what a sentence may leave open."""
    amount, phone = case.facts.amount_due, case.facts.contact_phone
    return {
        "amount": "the amount asked for" if amount is None else money(amount),
        "act_by": _day(case, act),
        "call": f"call the number printed on the notice{f' ({phone})' if phone else ''}",
        "response": case.entry.response if case.entry else "",
        "original": case.original.notice_id if case.original else "the first scan",
        "balance": "the balance" if amount is None else money(amount),
        "notice": case.facts.notice_code or "the notice",
        "today": case.today.isoformat(),
    }


def _day(case: Case, act: Deadline | None) -> str:
    if act is None:
        nothing_usable = case.facts.due_date is not None or case.status("due_date") is FieldStatus.ABSENT
        return "a day that you set (no usable one is printed)" if nothing_usable else "the day printed on the notice"
    return f"{act.date}, which has passed" if act.date < case.today else act.date.isoformat()


def reasons(
    case: Case,
    act: Deadline | None,
    findings: Sequence[Finding],
    next_notice: NextNotice | None,
    because: Sequence[str],
) -> tuple[str, ...]:
    """Why it waits and why now: first what a person has to settle, then what it is, time, right, queue, amount,
    sequel. `because`: the words of the rule that chose the queue, and of the flags that are up."""
    lines = [finding.message for finding in list(blocking(findings))[:MOST_FINDINGS]]
    if case.original is not None and not lines:
        lines.append(told(case.original))
    if case.entry:
        lines.append(f"{case.facts.notice_code}: {case.entry.title}")
    over, right = passed(case), right_of(case.entry)
    lines += [_time(case, act), *over, *mailing(case)]
    gone = bool(over) and act is not None and right is not None and act.kind == right.act
    if right and not gone:
        lines.append(right.why)
    lines += because
    if case.facts.amount_due is not None and case.book.weights.for_amount(case.facts.amount_due):
        lines.append(f"{money(case.facts.amount_due)} are asked for")
    if next_notice:
        sequel = lookup(next_notice.code)
        title = f" ({sequel.title})" if sequel else ""
        lines.append(f"{next_notice.code}{title} {_when(case, next_notice)}")
        cost = waiting(case, next_notice.expected_by)
        lines += [cost] if cost else []
    return tuple(lines)


def _when(case: Case, after: NextNotice) -> str:
    if after.expected_by < case.today:
        return f"may have been sent since around {after.expected_by}, an estimate: look in the transcript"
    return f"may follow around {after.expected_by}: an estimate"


def _time(case: Case, act: Deadline | None) -> str:
    left = days_left(case, act)
    if act is None or left is None:
        at_once = case.facts.pay_immediately
        return AT_ONCE if at_once else f"No day to act by: {_why_no_day(case)}"
    act_words = act.kind.replace("_", " ")
    return f"{act.date} ({act_words}, {act.basis}) {case.book.weights.for_days(left).words}"


def _why_no_day(case: Case) -> str:
    """A queue without a day has to say what keeps it from having one."""
    entry, right = case.entry, right_of(case.entry)
    if entry is None:
        return "none is printed, and without a known code no law tells one"
    if case.doubtful("due_date"):
        return "the printed one can't be read for certain"
    if case.facts.due_date is not None:
        return f"the printed one, {case.facts.due_date}, lies before the notice"
    if right and right.days is None:
        return "none is printed, and its clock does not start with the notice"
    if case.start is None and entry.basis == "statute":
        return "without the notice date none can be counted"
    if entry.action == "none":
        return "it asks for nothing"
    return "none is printed, and no law sets one"
