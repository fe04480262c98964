"""What an explanation is made of."""

from datetime import date
from typing import Literal

from rules.cases.flags import Flag
from rules.options import AnsweredOption
from rules.priority import Part
from rules.standing import Standing
from schemas.record import Record

StepKind = Literal["catalogue", "finding", "deadline", "queue", "next", "reach", "lien", "money", "option", "flag"]


class Step(Record):
    """A rule that fired: its id, what it says, the facts it used, and what it rests on."""

    kind: StepKind
    rule: str
    says: str
    facts: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


class Explanation(Record):
    """Everything that was asked on `day` of the law `law` and the rules `book` by the code `code` (versions), and
    what they answered.

    `own`: what the owner's files set. `passed_over`: routes asked before the one that fits. `changed`: where the
    answer of today differs from the record in the store.
    """

    notice_id: str
    day: date
    law: str
    book: str
    code: str
    own: tuple[str, ...]
    steps: tuple[Step, ...]
    passed_over: tuple[str, ...]
    priority: int
    parts: tuple[Part, ...]
    standing: Standing
    options: tuple[AnsweredOption, ...]
    flags: tuple[Flag, ...]
    changed: tuple[str, ...] = ()
