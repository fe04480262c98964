"""What the API takes and gives, besides the records that the exports have."""

from collections import Counter
from datetime import date
from typing import Annotated, Literal

from fastapi import Request
from pydantic import ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from schemas.desk import Attachment, Comment, Correction, Item, Move, OnTheDesk, Overruling, Role
from schemas.notice import Notice, Status
from schemas.privacy import redact
from schemas.queue_row import ItemState
from schemas.record import Record
from workqueue.columns import TABLES
from workqueue.desk import DeskFilter, Order, QueuePage

from .api_errors import Refused

_PLAIN = r"^[^\x00-\x1f\x7f]*$"
Line = Annotated[str, StringConstraints(max_length=200, pattern=_PLAIN)]
Words = Annotated[str, StringConstraints(max_length=5000, pattern=r"^[^\x00]*$")]
Said = Annotated[str, StringConstraints(max_length=5000, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$")]
Version = Annotated[int, Field(ge=0, lt=2**31, description="The item's version that you saw.")]
FieldName = Literal[
    "notice_code",
    "notice_date",
    "tax_periods",
    "tin.last4",
    "amount_due",
    "due_date",
    "taxpayer.name",
    "taxpayer.address",
    "contact_phone",
    "caller_id",
]
TableName = Literal["notices", "amounts", "periods", "deadlines", "findings", "pages"]
Coordinate = Annotated[float, Field(ge=0, lt=100_000)]


class Asked(Record):
    """What comes in: a name that is not known is refused, for a filter misspelt would show everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Nothing = SkipJsonSchema[None]
"""Left out: an address can't say null, so the description does not offer it."""


class Filters(Asked):
    """As on the queue page; what is left out does not filter."""

    queue: Line | Nothing = None
    state: list[ItemState] = Field(default=[], max_length=8)
    status: Status | Nothing = None
    due: Literal["overdue", "soon", "none"] | Nothing = None
    due_before: date | Nothing = None
    family: Line | Nothing = None
    code: Line | Nothing = None
    client: Line | Nothing = Field(None, description="The taxpayer's whole name.")
    assignee: Line | Nothing = None
    holder: Line | Nothing = None
    below: Annotated[float, Field(ge=0, le=1)] | Nothing = Field(
        None, description="Least confidence of a critical field below this."
    )
    text: Line | Nothing = Field(None, description="In code, taxpayer, last four digits, id. Never a whole number.")
    snoozed: bool = Field(False, description="Also what is put off to a later day.")
    open_only: bool = Field(True, description="Neither done nor rejected.")

    def wanted(self) -> DeskFilter:
        """Raises Refused for a taxpayer number: an address is seen by others on its way."""
        for one in (self.text, self.client, self.code, self.queue, self.family, self.assignee, self.holder):
            if one is not None and redact(one) != one:
                raise Refused(400, "a taxpayer number has no place in an address", "give its last four digits")
        values = {name: getattr(self, name) for name in DeskFilter.model_fields if name != "states"}
        code = self.code.replace(" ", "").replace("-", "").upper() if self.code else None
        open_only = self.open_only and not {ItemState.DONE, ItemState.REJECTED} & set(self.state)
        return DeskFilter(**(values | {"states": tuple(self.state), "code": code, "open_only": open_only}))


class QueueQuery(Filters):
    order: Order = "pressing"
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 50


class ExportQuery(Filters):
    """`tables` without any: all of them."""

    tables: list[TableName] = Field(default=[], max_length=len(TABLES))

    def names(self) -> tuple[str, ...]:
        return tuple(name for name in TABLES if name in self.tables) or TABLES


class CalendarQuery(Filters):
    """What is put off is due all the same."""

    snoozed: bool = True


MAY_REPEAT = frozenset({"state", "tables"})
"""What an address may name more than once."""


def once(request: Request) -> None:
    """Of two values for one filter either could be meant: neither is taken. Raises Refused."""
    named = Counter(name for name, _ in request.query_params.multi_items())
    twice = sorted(name for name, count in named.items() if count > 1 and name not in MAY_REPEAT)
    if twice:
        raise Refused(422, f"{twice[0][:40]} is named more than once", "name it once")


class MoveBody(Asked):
    """`to`: whom `assign` gives it to, nobody without it. `until`: the day of `snooze`."""

    move: Move
    version: Version
    why: Words = ""
    to: Line | None = None
    until: date | None = None


class Change(Asked):
    """A word on one field. `value` goes with `corrected`: money "9533.53", days 2018-01-29, periods as in
    `fields.tax_periods.value` or as people write them ("1040 2016"). `bbox` in points from the page's top left."""

    field: FieldName
    verdict: Literal["corrected", "confirmed", "absent", "unreadable"]
    value: Words | list[Words] | None = None
    page: Annotated[int, Field(ge=1, le=100_000)] | None = None
    bbox: tuple[Coordinate, Coordinate, Coordinate, Coordinate] | None = None
    why: Words = ""


class CorrectBody(Asked):
    version: Version
    changes: list[Change] = Field(min_length=1, max_length=20)


class OverruleBody(Asked):
    """`code` and `field` as in the finding."""

    version: Version
    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,79}$")]
    field: Line | None = None
    why: Said


class UndoBody(Asked):
    version: Version
    field: FieldName


class CommentBody(Asked):
    text: Said


class Me(Record):
    """Whom the token stands for."""

    name: str
    role: Role


class NoticeNow(Record):
    """`record` as exported, with the corrections in it; `item` where its work stands."""

    record: Notice
    item: Item
    corrections: tuple[Correction, ...]
    overruled: tuple[Overruling, ...]
    comments: tuple[Comment, ...]
    attachments: tuple[Attachment, ...]


def notice_now(desk: OnTheDesk) -> NoticeNow:
    """Without a taxpayer number in the name of the file."""
    source = desk.notice.source.model_copy(update={"file": redact(desk.notice.source.file)})
    same = {name: getattr(desk, name) for name in NoticeNow.model_fields if name != "record"}
    return NoticeNow(record=desk.notice.model_copy(update={"source": source}), **same)


def queue_page(page: QueuePage) -> QueuePage:
    """Without taxpayer numbers in the names of files."""
    rows = []
    for one in page.rows:
        source = one.row.source.model_copy(update={"file": redact(one.row.source.file)})
        rows.append(one.model_copy(update={"row": one.row.model_copy(update={"source": source})}))
    return page.model_copy(update={"rows": tuple(rows)})
