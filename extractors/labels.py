"""Finding printed labels in runs of words: the longest that fits, one misread character in eight forgiven."""

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import product
from typing import Literal

from rapidfuzz.distance import Levenshtein

from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .glyphs import REMEMBERED
from .text import Run, plain

# Shorter labels are matched to the letter: "Date", "Year" and "Call" are one slip from many words.
FUZZY_FROM = 8
LETTERS_PER_SLIP = 8
LONG_FROM = 7
HEADER_FIELDS = ("tax_period", "form", "notice_date")


class LabelGroup(Record):
    """Spellings of the labels of one field, see `spelt`. `kind` tells which act a date is for."""

    field: str
    texts: tuple[str, ...]
    kind: Literal["pay_by", "respond_by", "request_hearing_by", "petition_by", ""] = ""


class LabelFile(Record):
    labels: tuple[LabelGroup, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """`plain` is the folded text without spaces. A label that is not `long` counts in a page's header only:
    "Period" and "Year" head many tables."""

    plain: str
    field: str
    kind: str

    @property
    def long(self) -> bool:
        return len(self.plain) >= LONG_FROM or self.field not in HEADER_FIELDS


@dataclass(frozen=True, slots=True)
class Hit:
    """`label` stands at `start:end` of the run's tight text, read with `slips` wrong characters."""

    label: Label
    start: int
    end: int
    slips: int


@cache
def all_labels() -> tuple[Label, ...]:
    """Every label of ours, longest first. Raises InvalidData for a broken file."""
    groups = load_model(package_file("extractors.templates", "labels.yaml"), LabelFile).labels
    spellings = [(g, text) for g in reversed(groups) for pattern in g.texts for text in spelt(pattern)]
    labels = {plain(text): Label(plain(text), g.field, g.kind) for g, text in spellings}
    return tuple(sorted(labels.values(), key=lambda lb: (-len(lb.plain), lb.plain)))


def spelt(pattern: str) -> tuple[str, ...]:
    """Every text that `pattern` stands for: "[Notice|Letter] date" for two. Choices don't hold choices."""
    parts = [part.split("|") for part in _CHOICE.split(pattern)]
    return tuple("".join(chosen) for chosen in product(*parts))


_CHOICE = re.compile(r"[\[\]]")
_HEAD = 3  # letters by which labels are looked up; the shortest has as many


@cache
def _by_head() -> dict[str, tuple[Label, ...]]:
    index: dict[str, list[Label]] = {}
    for label in all_labels():
        index.setdefault(label.plain[:_HEAD], []).append(label)
    return {k: tuple(v) for k, v in index.items()}


@cache
def _fuzzy_labels() -> tuple[Label, ...]:
    return tuple(lb for lb in all_labels() if len(lb.plain) >= FUZZY_FROM)


@dataclass(frozen=True, slots=True)
class _Line:
    """A run known by its words alone: the lines that all notices share are looked through once."""

    texts: tuple[str, ...]
    run: Run = field(compare=False)


def find_labels(run: Run) -> tuple[Hit, ...]:
    """The labels in `run`, left to right, none overlapping another; the longest wins."""
    return _labels_in(_Line(tuple(word.text for word in run.words), run))


@lru_cache(REMEMBERED)
def _labels_in(line: _Line) -> tuple[Hit, ...]:
    run = line.run
    hits: list[Hit] = []
    at = 0
    while at < len(run.plain):
        hit = _hit_at(run, at) if _may_start(run, at) else None
        if hit:
            before = run.tight[: hit.start]
            numbered = not hits and (
                _BOX_NUMBER.fullmatch(before) or _is_item(run, before, hit.end) or _is_cell(run, before, hit.end)
            )
            hits.append(replace(hit, start=0) if numbered else hit)
            at = _plain_index(run, hit.end)
        else:
            at += 1
    return tuple(hits)


def _is_item(run: Run, before: str, end: int) -> bool:
    """An item of a list of facts: "• Year in question - 2018"; items of sentences have no dash behind a label."""
    return bool(_BULLET.fullmatch(before)) and run.tight[end : end + 1] in ("-", ":", "=") and end in run.starts


def _is_cell(run: Run, before: str, end: int) -> bool:
    """The lettered cell of a form, "B  Date of action", where the label is all that follows: a sentence goes on."""
    return len(before) == 1 and run.words[0].text == before.upper() and not run.tight[end:].strip(".:")


_BULLET = re.compile(r"[•●·∙▪◦*o>-]{1,2}")
_REMARK = re.compile(r"\([a-z/]{3,24}\)")
_BOX_NUMBER = re.compile(r"\(?[0-9]{1,2}[a-z]?[.):]?")  # "3 NOTICE NO.": the number of a form's box


def _plain_index(run: Run, tight_index: int) -> int:
    """First plain index at or after `tight_index`."""
    low, high = 0, len(run.plain_at)
    while low < high:
        mid = (low + high) // 2
        if run.plain_at[mid] < tight_index:
            low = mid + 1
        else:
            high = mid
    return low


def _may_start(run: Run, at: int) -> bool:
    """Labels begin a run; within one they begin with a capital at a word, behind a value, or in a merged word.

    "Pay the amount due of" therefore holds no label.
    """
    index = run.plain_at[at]
    if at == 0:
        return True
    if not run.tight[index].isalpha():
        return False
    number = run.word_at(index)
    word, offset = run.words[number].text, index - run.starts[number]
    if not word[offset].isupper():
        return False
    return offset == 0 or not run.tight[index - 1].isalpha() or word[offset - 1].islower()


def _may_end(run: Run, end: int) -> bool:
    """A label doesn't stop inside a word: what follows is a new word, no letter, or a capital."""
    if end >= len(run.tight) or end in run.starts or not run.tight[end].isalpha():
        return True
    number = run.word_at(end)
    word = run.words[number].text
    return word[end - run.starts[number]].isupper() and not word.isupper()


def _hit_at(run: Run, at: int) -> Hit | None:
    exact: Hit | None = None
    for label in _by_head().get(run.plain[at : at + _HEAD], ()):
        if run.plain.startswith(label.plain, at):
            end = _closed(run, run.plain_at[at], run.plain_at[at + len(label.plain) - 1] + 1)
            if _may_end(run, end):
                exact = Hit(label, run.plain_at[at], end, 0)
                break
    if run.plain_at[at] in run.starts and len(run.plain) - at >= FUZZY_FROM - 1:
        fuzzy = _fuzzy_hit(run, at)
        # "Letter nuomber" is a misread "Letter number", not "Letter" with something behind it.
        if fuzzy and (exact is None or fuzzy.end > exact.end):
            return fuzzy
    return exact


def _closed(run: Run, start: int, end: int) -> int:
    """The end past a bracket that the label opened, past a remark in brackets or past the mark of a question:
    "Tax year(s)", "SSN (keep private)", "Which year?"."""
    bracket = run.tight[end : end + 1] == ")" and "(" in run.tight[start:end]
    if bracket or (run.tight[end : end + 1] == "?" and end not in run.starts):
        return end + 1
    remark = _REMARK.match(run.tight, end)
    return remark.end() if remark else end


def _fuzzy_hit(run: Run, at: int) -> Hit | None:
    """A long label with a slip; the same number of characters, one less or one more."""
    ahead = run.plain[at : at + 70]
    best: tuple[int, int, Label] | None = None
    for label in _likely(ahead):
        length = len(label.plain)
        if best and length < len(best[2].plain):
            break
        if length > len(ahead) + 1:
            continue
        allowed = length // LETTERS_PER_SLIP
        if Levenshtein.distance(label.plain, ahead[:length], score_cutoff=allowed + 1) > allowed + 1:
            continue  # one character less or more makes one slip of difference
        for taken in (length, length - 1, length + 1):
            slips = Levenshtein.distance(label.plain, ahead[:taken], score_cutoff=allowed)
            if slips > allowed or (best is not None and slips >= best[0]):
                continue
            if taken > length and ahead.startswith(label.plain):
                continue  # "What you owed" is no misread "What you owe"
            if taken <= len(ahead) and ahead[taken - 1].isalpha() and _may_end(run, run.plain_at[at + taken - 1] + 1):
                best = (slips, taken, label)
    if best is None:
        return None
    return Hit(best[2], run.plain_at[at], run.plain_at[at + best[1] - 1] + 1, best[0])


_SAMPLES = ((0, 2), (0, 5), (2, 5))


@cache
def _by_samples() -> dict[tuple[int, int, str, str], frozenset[int]]:
    """Which of the labels (by number) have these two letters at these two places."""
    index: dict[tuple[int, int, str, str], set[int]] = {}
    for number, label in enumerate(_fuzzy_labels()):
        for i, j in _SAMPLES:
            index.setdefault((i, j, label.plain[i], label.plain[j]), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in index.items()}


def _likely(ahead: str) -> list[Label]:
    """Cheap sieve, longest first: labels of which two of three sampled letters stand where they should."""
    index, found = _by_samples(), set[int]()
    for i, j in _SAMPLES:
        if j < len(ahead):
            found |= index.get((i, j, ahead[i], ahead[j]), frozenset())
    labels = _fuzzy_labels()
    return [labels[number] for number in sorted(found)]
