"""The desk where people work the queue: who they are, what they may do to a work item, what is kept of it."""

from datetime import date, datetime
from enum import StrEnum

from .notice import FieldEvidence, Notice, NoticeFacts
from .queue_row import ItemState
from .record import Record


class Role(StrEnum):
    """`intake` brings files in and looks; `analyst` works items and corrects; `lead` also assigns, reopens, exports
    and looks at quality; `admin` also keeps accounts, settings, keys and disposal."""

    INTAKE = "intake"
    ANALYST = "analyst"
    LEAD = "lead"
    ADMIN = "admin"


class Permission(StrEnum):
    """What a request may need; `schemas.desk.MAY` says which role has it."""

    LOOK = "look"
    UPLOAD = "upload"
    WORK = "work"  # claim, correct, confirm, decide, comment, pages
    UNMASK = "unmask"  # see a whole taxpayer number; leaves a trace
    ASSIGN = "assign"  # give items to others, in bulk too; take an item from its holder
    REOPEN = "reopen"
    EXPORT = "export"
    QUALITY = "quality"  # the dashboard's corrections and quality samples
    ACCOUNTS = "accounts"


_INTAKE = frozenset({Permission.LOOK, Permission.UPLOAD})
_ANALYST = _INTAKE | {Permission.WORK, Permission.UNMASK, Permission.EXPORT}
_LEAD = _ANALYST | {Permission.ASSIGN, Permission.REOPEN, Permission.QUALITY}
MAY: dict[Role, frozenset[Permission]] = {
    Role.INTAKE: _INTAKE,
    Role.ANALYST: _ANALYST,
    Role.LEAD: _LEAD,
    Role.ADMIN: _LEAD | {Permission.ACCOUNTS},
}


class Person(Record):
    """Who acts. `name` is the account's sign-in name, shown and kept in the history."""

    name: str
    role: Role

    def may(self, what: Permission) -> bool:
        return what in MAY[self.role]


class Move(StrEnum):
    """What can be done to a work item's state (see `workqueue.moves.TABLE`)."""

    CLAIM = "claim"
    RELEASE = "release"
    START = "start"
    WAIT_CLIENT = "wait_client"
    WAIT_IRS = "wait_irs"
    RESUME = "resume"
    FINISH = "finish"
    REOPEN = "reopen"
    ACCEPT = "accept"  # the reading is right: review -> in progress with the same holder, or new
    REJECT = "reject"  # not a notice after all
    RESTORE = "restore"  # rejected -> review
    ASSIGN = "assign"
    SNOOZE = "snooze"
    WAKE = "wake"


class Item(Record):
    """A work item as it stands. `version` counts up with every change: who writes names the one he saw.

    `holder` works on it until `lease_until` (renewed by working); `assignee` ought to. Snoozed items are out of the
    way until the day `snoozed_until`.
    """

    notice_id: str
    state: ItemState
    version: int
    holder: str | None = None
    lease_until: datetime | None = None
    assignee: str | None = None
    snoozed_until: date | None = None


class FieldChange(Record):
    """A person's word on one field. `value`: as `FieldEvidence.value` holds it (money "9533.53", ISO days, periods as
    "FORM|2016-12-31|year"), None with `verdict` "absent" or "unreadable". `confirmed` keeps the value that was read.

    `page`, `bbox`: where the person saw it, if they drew a box. `why` in their words.
    """

    field: str
    verdict: str  # corrected, confirmed, absent, unreadable
    value: str | tuple[str, ...] | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    why: str = ""


class Overruling(Record):
    """A finding that a person has looked at and set aside; `field` as in the finding. `message`: what it said then,
    which the desk fills in; what the same rule says of another value is open again."""

    code: str
    field: str | None
    why: str
    message: str = ""


class Correction(Record):
    """A change as kept: `before` is the evidence as it was read, which stays visible."""

    change: FieldChange
    before: FieldEvidence | None
    who: str
    at: datetime


class HistoryEntry(Record):
    """One link of the chain. `hash` covers the entry and the hash of the one before: what was changed or taken out
    later shows. `what` is a stable word (claim, correct, view_tin, export, sign_in ...), `details` a JSON object
    without taxpayer numbers."""

    number: int
    at: datetime
    who: str
    what: str
    notice_id: str | None
    details: dict[str, str | int | float | bool | None]
    hash: str


class Comment(Record):
    comment_id: int
    notice_id: str
    who: str
    at: datetime
    text: str


class Attachment(Record):
    """A file that somebody added to an item; the bytes lie sealed in the attachments folder under `sha256`."""

    attachment_id: int
    notice_id: str
    name: str
    sha256: str
    size: int
    who: str
    at: datetime


class OnTheDesk(Record):
    """Everything the notice page needs. `facts` are those with the corrections in them; `as_read` those without."""

    notice: Notice
    facts: NoticeFacts | None
    as_read: NoticeFacts | None
    item: Item
    corrections: tuple[Correction, ...] = ()
    overruled: tuple[Overruling, ...] = ()
    comments: tuple[Comment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
