"""Rules on what is already known: a rescan, the copy of the other spouse, the notice that came before."""

from collections.abc import Iterator

from rules.case import Case, info, warning
from rules.copies import surely_the_same, told
from rules.recognise import identity, nearly_same_notice, same_notice, same_recipient, same_taxpayer
from schemas.catalog import lookup
from schemas.document import NoticeIdentity
from schemas.notice import Finding


def possible_duplicate(case: Case) -> Iterator[Finding]:
    """The same notice under another id: linked, never dropped. Joint filers each get a copy. Where it surely is only
    another scan, the first one is worked and this one waits for nobody."""
    mine = identity(case.facts)
    for other in case.known:
        if other.notice_code != mine.notice_code:
            continue  # nearly all of them: the rest is asked only of the same code
        exactly = same_notice(mine, other)
        if not exactly and not nearly_same_notice(mine, other):
            continue
        if exactly and not same_recipient(mine, other):
            message = f"The same notice to another name or address is known as {other.notice_id}"
            yield info("spouse_copy", message)
        elif other.copy_of == mine.notice_id:
            yield info("possible_duplicate", f"{other.notice_id} is another scan of it")
        elif case.original is not None and surely_the_same(mine, other):
            first = other is case.original
            yield info("possible_duplicate", told(other) if first else f"{other.notice_id} is one more scan of it")
        else:
            word = "The same notice" if exactly else "What looks like the same notice"
            yield warning("possible_duplicate", f"{word} is already known as {other.notice_id}")


def follow_up(case: Case) -> Iterator[Finding]:
    """An earlier notice of the same taxpayer and period that this one follows: a sequence, no duplicate."""
    mine = identity(case.facts)
    of_number = [other for other in case.known if other.tin_last4 == mine.tin_last4]
    for other in of_number:
        if _follows(mine, other):
            message = f"Follows {other.notice_code} of {other.notice_date}, known as {other.notice_id}"
            yield info("follow_up", message)


def _follows(mine: NoticeIdentity, other: NoticeIdentity) -> bool:
    if mine.tin_last4 is None or mine.tin_last4 != other.tin_last4 or not set(mine.periods) & set(other.periods):
        return False
    if not (mine.notice_date and other.notice_date) or other.notice_date >= mine.notice_date:
        return False
    before, now = lookup(other.notice_code or ""), lookup(mine.notice_code or "")
    return before is not None and now is not None and now.code in before.next and same_taxpayer(mine, other)
