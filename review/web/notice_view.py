"""What the notice page shows beside its fields: what has to be done, by when, why, what was done, what may be."""

import re
from collections.abc import Sequence

from review.station import Station
from rules.status import blocks
from rules.why import Explanation, explain
from schemas.catalog import lookup
from schemas.desk import HistoryEntry, Item, OnTheDesk, Overruling, Permission, Person
from schemas.document import NoticeIdentity
from schemas.notice import Finding, Notice
from schemas.privacy import redact
from schemas.record import Record

from .notice_fields import FieldView, fields_of, unresolved
from .notice_moves import MoveView, moves_for

_NOTICE_ID = re.compile(r"\bn[0-9a-f]{16}\b")


class FindingView(Record):
    """`blocks`: accepting waits for it. `overruled`: who set it aside may be read in the history. `linked`: the
    notices it speaks of."""

    finding: Finding
    blocks: bool
    overruled: Overruling | None
    linked: tuple[str, ...]


class Relative(Record):
    """Another notice of the same last four digits. `words`: how it stands to this one."""

    notice_id: str
    code: str
    date: str
    words: str


class NoticeView(Record):
    """`mine`: the person holds it and may change it. `holder`: who does, where it is somebody else. `seen`: the
    latest entry of the history that the page shows. `pages`: of the file, in the notice's order."""

    notice: Notice
    item: Item
    title: str
    fields: tuple[FieldView, ...]
    findings: tuple[FindingView, ...]
    open: tuple[Finding, ...]
    mine: bool
    holder: str | None
    may_work: bool
    may_unmask: bool
    moves: tuple[MoveView, ...]
    why: Explanation
    history: tuple[HistoryEntry, ...]
    relatives: tuple[Relative, ...]
    desk: OnTheDesk
    seen: int

    @property
    def file_name(self) -> str:
        """A taxpayer number in a file's name is masked."""
        return redact(self.notice.source.file)

    @property
    def pages(self) -> tuple[int, ...]:
        return self.notice.source.pages


def view_of(station: Station, notice_id: str, who: Person) -> NoticeView:
    """Raises BadArguments where there is no such notice."""
    desk = station.desk.notice(notice_id)
    notice, item = desk.notice, desk.item
    known = _of_same_number(station, notice)
    history = tuple(station.desk.history(notice.notice_id, limit=60))
    held_by = holder_now(station, item)
    entry = lookup(notice.notice_code) if notice.notice_code else None
    return NoticeView(
        notice=notice,
        item=item,
        title=entry.title if entry else "",
        fields=fields_of(desk),
        findings=tuple(_findings(desk)),
        open=unresolved(desk),
        mine=held_by == who.name and who.may(Permission.WORK),
        holder=held_by if held_by != who.name else None,
        may_work=who.may(Permission.WORK),
        may_unmask=who.may(Permission.UNMASK),
        moves=moves_for(item, who, held_by),
        why=explain(
            notice,
            today=station.today(),
            known=known,
            law=station.law,
            book=station.book,
            tin_key=desk.facts.tin_key if desk.facts else None,
        ),
        history=history,
        relatives=tuple(_relatives(notice, known)),
        desk=desk,
        seen=history[0].number if history else 0,
    )


def holder_now(station: Station, item: Item) -> str | None:
    """Who works on it; a lease that has run out holds nothing."""
    if item.holder is None or (item.lease_until is not None and item.lease_until <= station.now()):
        return None
    return item.holder


def _findings(desk: OnTheDesk) -> Sequence[FindingView]:
    aside = {(one.code, one.field): one for one in desk.overruled}
    found = [
        FindingView(
            finding=one,
            blocks=blocks(one),
            overruled=aside.pop((one.code, one.field), None),
            linked=tuple(_NOTICE_ID.findall(one.message)),
        )
        for one in desk.notice.validation.findings
    ]
    return sorted(found, key=lambda f: (f.overruled is not None, not f.blocks))


def _of_same_number(station: Station, notice: Notice) -> list[NoticeIdentity]:
    if notice.tin.last4 is None:
        return []
    known = station.store.identities(tin_last4=notice.tin.last4)
    return [one for one in known if one.notice_id != notice.notice_id]


def _relatives(notice: Notice, known: Sequence[NoticeIdentity]) -> Sequence[Relative]:
    told = {found: one.code for one in notice.validation.findings for found in _NOTICE_ID.findall(one.message)}
    words = {"possible_duplicate": "the same notice", "spouse_copy": "the spouse's copy", "follow_up": "comes before"}
    found = [
        Relative(
            notice_id=one.notice_id,
            code=one.notice_code or "?",
            date=one.notice_date or "?",
            words=words.get(told.get(one.notice_id, ""), "same last four digits"),
        )
        for one in known
    ]
    return sorted(found, key=lambda one: (one.words == "same last four digits", one.date))[:12]
