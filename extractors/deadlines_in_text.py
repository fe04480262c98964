"""Last days that sentences name: "... mail Form 12153 so that it is postmarked by April 15, 2026."

Wordings differ from notice to notice, so a sentence is understood by what it is about, not by its pattern: a
date behind "by" or "no later than" is the last day for the act whose words the sentence holds.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from schemas.errors import InvalidData
from schemas.geometry import Box, overlaps
from schemas.strict_yaml import load_model, package_file

from .candidate import Candidate, Place, candidate_at
from .layout import Sheet
from .prose import ProseFile
from .stamps import stamp_boxes
from .text import Run
from .values import Found, FoundDate, find_dates, find_money

SENTENCE = "sentence"  # the label of what a sentence about a payment names
_LOOK_BACK = 22  # characters before a date in which "by" must stand


def days_ahead(sheet: Sheet, after: date, within: int, listed: Iterable[Box] = ()) -> list[date]:
    """Every day that a sentence names, at most `within` days after `after`, but for days when a refund lapses, from
    which something is counted, of an office's stamp, and those inside `listed` (a list of payments)."""
    long = [run for run in sheet.paragraphs if len(run.words) > 4]
    elsewhere = [*stamp_boxes(sheet), *listed]
    named = [(run, d) for run in long for d in find_dates(run.tight) if not _lapses(run, d) and not _begins(run, d)]
    found = [d.value for run, d in named if not any(overlaps(run.span_box(d.start, d.end), b) for b in elsewhere)]
    return [day for day in found if 0 < (day - after).days <= within]


def spoilt_days(sheet: Sheet) -> list[str]:
    """What stands where a sentence about paying or answering names its last day, and is no date: one that wear
    spoilt ("no later than 03-28-200,7i")."""
    long = [run for run in sheet.paragraphs if len(run.words) > 4]
    return [said for run in long for said in _spoilt_in(run)]


def _spoilt_in(run: Run) -> Iterator[str]:
    dates = find_dates(run.tight)
    for firm in _rules().firm_anywhere.finditer(run.tight):
        match = _SPOILT.match(run.tight, firm.end())
        if match is None or any(d.start < match.end() and d.end > match.start() for d in dates):
            continue
        start, _ = _sentence(run, Found(match.start(), match.end(), repaired=True))
        if _act(run.tight[start : match.end()], run.tight[max(0, match.start() - _LOOK_BACK) : match.start()]):
            yield run.span_text(match.start(), match.end())


_DIGIT = "[0-9oilsbz]"
_SPOILT = re.compile(
    rf"{_DIGIT}{{1,2}}[-/.:]{_DIGIT}{{1,2}}[-/.:][0-9oilsbz,.'-]{{3,6}}"
    rf"|(?:19|20){_DIGIT}{{2}}[-/.:]{_DIGIT}{{1,2}}[-/.:]{_DIGIT}{{1,2}}"
    rf"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]{{0,7}}\.?{_DIGIT}{{1,2}},{_DIGIT}{{3,5}}"
)


def _begins(run: Run, found: FoundDate) -> bool:
    """ "The three years that the law gives, counted from April 15, 2011": a day by which nothing is wanted."""
    return bool(_FROM.search(run.tight[: found.start]))


# "30 days from May 3" counts what somebody has to act in.
_FROM = re.compile(r"(?<!days)(?<!dias)(?:from|since|contad[oa]s?(?:desde|apartirde)(?:el)?)$")


def _lapses(run: Run, found: FoundDate) -> bool:
    start, end = _sentence(run, found)
    return bool(_rules().lapse.search(run.tight[start:end]))


@dataclass(frozen=True, slots=True)
class _Rules:
    last: re.Pattern[str]
    firm: re.Pattern[str]
    firm_anywhere: re.Pattern[str]
    acts: tuple[tuple[str, re.Pattern[str]], ...]
    lapse: re.Pattern[str]
    never: re.Pattern[str]


@cache
def _rules() -> _Rules:
    """Raises InvalidData for a broken file."""
    source = load_model(package_file("extractors.templates", "prose.yaml"), ProseFile).sentences
    try:
        acts = tuple((a.kind, re.compile(a.words)) for a in source.acts)
        return _Rules(
            last=re.compile(source.last),
            firm=re.compile(source.firm),
            firm_anywhere=re.compile(source.firm.removesuffix("$")),
            acts=acts,
            lapse=re.compile(source.lapse),
            never=re.compile(source.never),
        )
    except re.error as error:
        raise InvalidData(f"prose.yaml: sentences: {error}", "correct the pattern") from None


def sentence_dates(sheet: Sheet) -> list[Candidate]:
    """The last days named in the sentences of `sheet`."""
    return [c for run in sheet.paragraphs if len(run.words) > 4 for c in _in_paragraph(sheet, run)]


def _in_paragraph(sheet: Sheet, run: Run) -> Iterator[Candidate]:
    for found in find_dates(run.tight):
        start, end = _sentence(run, found)
        sentence = run.tight[start:end]
        kind = _act(sentence, run.tight[max(0, found.start - _LOOK_BACK) : found.start])
        if not kind:
            continue
        named = find_money(sentence)
        made = _candidate(sheet, run, "due_date", found, found.value)
        yield replace(made, kind=kind, beside=tuple(m.value for m in named))
        if kind == "pay_by" and len(named) == 1:
            money = named[0]
            placed = Found(start + money.start, start + money.end, money.repaired)
            asked = _candidate(sheet, run, "amount_due", placed, money.value)
            yield replace(asked, kind=found.value.isoformat())


def _candidate(sheet: Sheet, run: Run, field: str, found: Found, value: Hashable) -> Candidate:
    span = (found.start, found.end)
    return candidate_at(
        sheet, run, field, span, value=value, repaired=found.repaired, place=Place.PROSE, label=SENTENCE
    )


def _act(sentence: str, before: str) -> str:
    rules = _rules()
    firm = rules.firm.search(before) or (before.endswith(("is", "es", ":")) and rules.last.search(sentence))
    if not firm or rules.never.search(sentence):
        return ""
    told = next((kind for kind, words in rules.acts if words.search(sentence)), "")
    return told or ("pay_by" if find_money(sentence) else "")


def _sentence(run: Run, found: Found) -> tuple[int, int]:
    """The sentence around the date: from the last full stop, semicolon or bullet before it to the next behind it."""
    start = next((i + 1 for i in range(found.start - 1, -1, -1) if _ends(run, i)), 0)
    end = next((i for i in range(found.end, len(run.tight)) if _ends(run, i)), len(run.tight))
    return start, end


def _ends(run: Run, index: int) -> bool:
    if run.tight[index] in "*;":
        return True
    if run.tight[index] not in ".!?":
        return False
    if index + 1 >= len(run.tight):
        return True
    number = run.word_at(index + 1)
    word, inside = run.words[number].text, index + 1 - run.starts[number]
    if inside:  # "2021.Later": the space was not seen
        return word[inside : inside + 1].isupper() and word[inside + 1 : inside + 2].islower()
    return word[:1].isupper() or not word[:1].isalnum()
