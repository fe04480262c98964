"""What a case is made of."""

from datetime import date
from typing import Literal

from pydantic import Field

from rules.options.checklists import to_keep
from schemas.money import Money
from schemas.notice import Status
from schemas.record import Record

from .flags import Flag

Role = Literal["current", "superseded", "copy", "not_counted"]


class Entry(Record):
    """A notice in its place. `role`: `current`: the last word on its periods; `superseded` by a later notice;
    `copy` of another one (a spouse's, or the same again); `not_counted`: asks for no balance. `words` say it."""

    notice_id: str
    notice_code: str | None
    notice_date: date | None
    title: str
    stage: int | None
    periods: tuple[str, ...]
    amount: Money | None
    act_by: date | None
    queue: str
    priority: int
    status: Status
    role: Role
    words: str


class Balance(Record):
    """What one set of periods comes to by its latest notice; `amount` None where it can't be told, then `words` say
    why. `sure`: the notice was accepted without a person."""

    periods: tuple[str, ...]
    notice_id: str
    amount: Money | None
    sure: bool
    words: str


class CaseFile(Record):
    """The notices of one taxpayer, in order of their dates (those without one last).

    `total`: the balances of different periods summed, as printed, each up to its own printed day; None where one of
    them can't be told. `joined_by` says how the notices were recognised. `act_by`: the first day among the notices
    that are not superseded, with the notice it belongs to; `open_by`: the first one that has not passed.
    `keep`: what belongs in the file.
    """

    entries: tuple[Entry, ...]
    balances: tuple[Balance, ...]
    total: Money | None
    total_words: str
    flags: tuple[Flag, ...]
    joined_by: str
    act_by: date | None
    act_on: str | None
    open_by: date | None
    open_on: str | None
    keep: tuple[str, ...] = Field(default_factory=to_keep)
