"""A notice code explained as to a colleague: what it is, what it asks, what hangs on it, how sure that is."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from rules.book import Rulebook
from rules.case import Case, case_of
from rules.deadlines import right_of
from rules.law import Law
from rules.options import options_of
from rules.queues import first_match
from rules.sheet import sheet_of
from rules.standing import stage_file, standing_of
from rules.wording import actions, places
from schemas.catalog import CatalogEntry, all_entries, known_codes, lookup, misreadings
from schemas.codes import canonical
from schemas.errors import BadArguments
from schemas.notice import FieldEvidence, FieldStatus, NoticeFacts, Source, Status, Taxpayer, Tin
from schemas.record import Record
from schemas.sources import source_words

ASKS = {
    "pay_total": "the amount due on it is owed now, all of it",
    "pay_monthly": "the amount on it is one instalment",
    "pay_past_due": "the amount on it is what was missed",
    "proposes": "amounts on it are proposals, no debt yet",
    "nothing": "it asks for no money",
    "may_ask": "money is asked for only if an amount due is printed",
}
ACCOUNTS = {"IMF": "individuals", "BMF": "businesses", "both": "individuals and businesses"}
UNITS = {"calendar_days": "days", "business_days": "business days", "calendar_years": "years"}
CONFIDENCE = {
    "high": "high: established from primary sources",
    "medium": "medium: the code is established, details are from knowledge",
    "low": "low: identity or meaning is not established, a person reads each such notice first",
}
LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2"})


class CodeSheet(Record):
    """`asked`: what was looked up; `read_as`: the code that this is a misreading or another print of, "" if it is
    the code itself. `lines`: (heading, text)."""

    asked: str
    code: str
    read_as: str
    title: str
    lines: tuple[tuple[str, str], ...]


def code_sheet(asked: str, *, today: date, law: Law | None = None, book: Rulebook | None = None) -> CodeSheet:
    """Raises BadArguments for a code that nobody knows, with the nearest ones."""
    entry, read_as = _found(asked)
    case = case_of(_bare(entry), today, (), law, book)
    return CodeSheet(
        asked=asked, code=entry.code, read_as=read_as, title=entry.title, lines=tuple(_lines(entry, case))
    )


def _found(asked: str) -> tuple[CatalogEntry, str]:
    entry, code = lookup(asked), canonical(asked)
    if entry:
        if code == entry.code or code in ("L" + code, entry.code.removeprefix("L")):
            return entry, ""
        return entry, f"{asked.strip()} is printed for the same as {entry.code}"
    meant = misreadings().get(code) or _looks_like(code)
    if meant and (entry := lookup(meant)):
        return entry, f"{asked.strip()} is no code; it is what a scan may make of {meant}"
    word = asked.strip().lower()
    about = [one.code for one in all_entries() if len(word) > 2 and word in one.title.lower()][:8]
    if about:
        raise BadArguments(f"{asked.strip()[:20]!r} is no code", f"codes that are about it: {', '.join(about)}")
    near = get_close_matches(code, sorted(known_codes()), n=3, cutoff=0.6)
    advice = f"did you mean {', '.join(near)}?" if near else "`noticedesk catalog` lists all codes"
    raise BadArguments(f"the catalogue has no code {asked.strip()[:20]!r}", advice)


def _looks_like(code: str) -> str | None:
    """The only known code that looks the same to a scanner; None for none or several."""
    wanted = code.translate(LOOKS_LIKE)
    found = {
        entry.code for known in known_codes() if known.translate(LOOKS_LIKE) == wanted and (entry := lookup(known))
    }
    return found.pop() if len(found) == 1 else None


def _bare(entry: CatalogEntry) -> NoticeFacts:
    """A notice of which only the code is known; an amount that it always asks for stands there unread."""
    code = entry.code
    fields = {"notice_code": FieldEvidence(value=code, status=FieldStatus.FOUND, confidence=1.0, readings=1)}
    if entry.asks.startswith("pay"):
        fields["amount_due"] = FieldEvidence(value=None, status=FieldStatus.UNREADABLE, confidence=0.0)
    return NoticeFacts(
        notice_id="",
        source=Source(file="", sha256="", pages=()),
        notice_code=code,
        notice_date=None,
        tax_periods=(),
        tin=Tin(type="unknown", last4=None, masked=None),
        taxpayer=Taxpayer(name=None),
        amount_due=None,
        due_date=None,
        amounts=(),
        contact_phone=None,
        caller_id=None,
        fields=fields,
        code_basis="code",
    )


def _lines(entry: CatalogEntry, case: Case) -> Iterator[tuple[str, str]]:
    yield "what it is", _what(entry)
    yield from _other_prints(entry)
    yield "money", ASKS[entry.asks]
    yield "deadline", _deadline(entry)
    right = right_of(entry)
    if right:
        yield "at stake", right.why
        yield "if missed", f"{right.gone}. {right.left}"
    yield from (("to do", line) for line in actions(case, None, Status.ACCEPTED))
    sheet = sheet_of(case, (), Status.ACCEPTED)
    routed = first_match(case.book.routes, sheet)
    yield "queue", f"{routed.route.queue} (rule {routed.route.id}): {routed.route.because}"
    standing = standing_of(case, sheet)
    if entry.next:
        yield "what may follow", _next(entry)
    yield from (("can be reached", reach.line) for reach in standing.reaches)
    if standing.lien:
        yield "lien", f"{standing.lien.risk}: {standing.lien.says}"
    yield from (("option", one.line) for one in options_of(case.book.options, sheet, places(case, None)))
    if entry.note:
        yield "note", entry.note
    yield "how sure", CONFIDENCE[entry.confidence]
    yield from (("source", f"{tag}: {words}" if (words := source_words(tag)) else tag) for tag in entry.sources)
    if entry.citation:
        yield "law", entry.citation


def _what(entry: CatalogEntry) -> str:
    stage = stage_file().stages.get(entry.stage) if entry.stage else None
    where = f", collection stage {entry.stage} of 6 ({stage.name})" if stage else ""
    return f"{entry.kind} to {ACCOUNTS[entry.account]}, family {entry.family.replace('_', ' ')}{where}"


def _other_prints(entry: CatalogEntry) -> Iterator[tuple[str, str]]:
    if entry.english:
        yield "Spanish", f"the Spanish print of {entry.english}, with its facts"
    if entry.spanish:
        sure = {
            "verified": "verified",
            "pattern": "by the pattern of the numbers, not verified",
            "weak": "a weak guess",
        }
        yield "Spanish", f"{entry.spanish} ({sure[entry.spanish_map or 'weak']})"
    if entry.variants:
        yield "variants", ", ".join(entry.variants)
    if entry.misread_as:
        yield "misread as", ", ".join(entry.misread_as)


def _deadline(entry: CatalogEntry) -> str:
    usual = f"; usually {entry.admin_days} days, which is no law" if entry.admin_days else ""
    if entry.basis == "statute" and entry.window and entry.unit:
        clock = (entry.clock or "").replace("_", " ")
        counted = f"{entry.window} {UNITS[entry.unit]} from the {clock} by law ({entry.citation})"
        return f"{counted}; a printed day comes first{usual}"
    if entry.basis == "printed":
        return f"the day printed on it; no law sets one{usual}"
    return "none"


def _next(entry: CatalogEntry) -> str:
    others = f" (or {', '.join(entry.next[1:])})" if entry.next[1:] else ""
    pace = f", some {entry.weeks} weeks later" if entry.weeks else ""
    return f"{entry.next[0]}{others}{pace}: an estimate, steps are skipped"
