"""Which pages are one notice. Pages are grouped on evidence; every page gets exactly one fate.

Separator sheets are hard borders. Between them a page joins the group whose printed keys (code, date, taxpayer,
period, "of n") agree with its own, in whatever order the pages lie. Pages without keys go to the group before
them while that still lacks pages. Nothing is dropped: what belongs nowhere says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from schemas.document import PageOutcome
from schemas.ledger import PageFate

from .kinds import SHOWS_THROUGH
from .layout import unsure_lines
from .pagekeys import FAX_LINE_ENDS, NOTICE_WEIGHT, PageKeys, PageView

# Weights of agreeing keys; a disagreement costs as much, a near miss (one slip of the reader) half as much.
_CODE, _DATE, _TIN, _PERIOD, _OF = 2.0, 2.0, 2.0, 1.0, 1.0
JOIN_FROM = 2.0
SAME_TEXT = 0.6


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of one notice in file order; `as_given`: in the order that a person gave them."""

    views: tuple[PageView, ...]
    as_given: bool = False

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(v.page for v in self.views)

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(v.keys.number for v in self.views if v.keys.number)

    @property
    def of(self) -> int | None:
        counts = [v.keys.of for v in self.views if v.keys.of]
        return max(set(counts), key=counts.count) if counts else None

    @property
    def complete(self) -> bool:
        """All its pages are there, whether or not each one's number could be read."""
        return self.of is not None and max(len(self.numbers), len(self.views)) >= self.of

    @property
    def missing(self) -> tuple[int, ...]:
        """Printed page numbers that no page of the group bears, by "of n".

        A page whose number could not be read stands for one of them only if its keys say whose it is.
        """
        unnumbered = sum(1 for v in self.views if v.keys.number is None and _has_keys(v.keys))
        lacking = [n for n in range(1, (self.of or 0) + 1) if n not in self.numbers]
        return tuple(lacking[unnumbered:]) if unnumbered else tuple(lacking)

    @property
    def in_order(self) -> bool:
        if self.as_given:
            return True
        numbers = [v.keys.number for v in self.views if v.keys.number]
        return numbers == sorted(numbers)

    @property
    def printed_order(self) -> tuple[PageView, ...]:
        """Pages by printed number; a page without one stays behind the page it followed."""
        if self.as_given:
            return self.views
        keys: dict[int, tuple[int, bool, int]] = {}
        last = 0
        for view in self.views:
            number = view.keys.number
            last = last if number is None else number
            keys[view.page] = (last, number is None, view.page)
        return tuple(sorted(self.views, key=lambda v: keys[v.page]))

    def joined(self, view: PageView) -> "Group":
        return Group((*self.views, view))


@dataclass(frozen=True, slots=True)
class Segmentation:
    """`groups` in file order; `outcomes` for every page that is in none of them; `duplicates` maps a page that
    was scanned twice to the page kept."""

    groups: tuple[Group, ...]
    outcomes: tuple[PageOutcome, ...]
    duplicates: dict[int, int] = field(default_factory=dict)


def segment(views: Sequence[PageView]) -> Segmentation:
    """Group the pages of one file."""
    outcomes: list[PageOutcome] = []
    groups: list[Group] = []
    stretch: list[PageView] = []
    for view in views:
        outcome = _set_aside(view)
        if outcome and outcome.fate is PageFate.NOT_A_NOTICE and _awaited(stretch, view.keys):
            outcome = None
        if outcome:
            outcomes.append(outcome)
            if outcome.fate is PageFate.SEPARATOR:
                groups += _group(stretch)
                stretch = []
        else:
            stretch.append(view)
    groups += _group(stretch)
    kept, foreign = _sort_out(groups)
    merged, duplicates = _without_double_pages(kept)
    return Segmentation(tuple(sorted(merged, key=lambda g: g.pages[0])), tuple(outcomes + foreign), duplicates)


def _set_aside(view: PageView) -> PageOutcome | None:
    """The fate of a page that can't be part of a notice."""
    reading, keys = view.sheet.reading, view.keys
    if reading.problem:
        return PageOutcome(page=view.page, fate=PageFate.UNREADABLE, reason=reading.problem)
    if keys.separator and keys.weight < NOTICE_WEIGHT:
        return PageOutcome(page=view.page, fate=PageFate.SEPARATOR, reason="separator sheet")
    if reading.blank:
        through = SHOWS_THROUGH in reading.notes
        reason = "nothing printed here: the other side shows through" if through else "nothing printed"
        return PageOutcome(page=view.page, fate=PageFate.BLANK, reason=reason)
    if not view.sheet.pieces:
        return PageOutcome(page=view.page, fate=PageFate.UNREADABLE, reason="ink but no readable text")
    if all(p.box.cy < FAX_LINE_ENDS * view.sheet.height for p in view.sheet.pieces) and keys.weight < NOTICE_WEIGHT:
        return PageOutcome(page=view.page, fate=PageFate.BLANK, reason="nothing but the line of a fax machine")
    if _is_foreign(keys):
        return PageOutcome(page=view.page, fate=PageFate.NOT_A_NOTICE, reason=f"looks like: {keys.paper.kind}")
    return None


def _awaited(stretch: Sequence[PageView], keys: PageKeys) -> bool:
    """A page 3 of 4 behind a page 2 of 4 that no page 3 has followed yet: whatever it speaks of, it belongs there."""
    for view in reversed(stretch):
        if keys.of and view.keys.of == keys.of and view.keys.number is not None and keys.number is not None:
            return view.keys.number + 1 == keys.number
    return False


def _is_foreign(keys: PageKeys) -> bool:
    """Its phrases are those of another paper. A page that names its notice may well quote an enclosure's words: no
    enclosure bears the code of a notice at its head or foot. And whatever it quotes, a self-mailer's permit or a
    form, only a notice counts its pages beside its code and its day or number."""
    if keys.of and keys.code and (keys.date or keys.last4):
        return False
    if keys.paper.kind.startswith("enclosure") and (keys.code or keys.weight > NOTICE_WEIGHT):
        return False
    return keys.paper.weight >= 3 and keys.paper.weight > keys.weight


def _group(views: Sequence[PageView]) -> list[Group]:
    """Groups of one stretch between separators."""
    groups: list[Group] = []
    for view in views:
        target = _home(groups, view)
        if target is None:
            groups.append(Group((view,)))
        else:
            groups[target] = groups[target].joined(view)
    return groups


def _home(groups: Sequence[Group], view: PageView) -> int | None:
    """Index of the group that `view` belongs to, None to open a new one."""
    keys = view.keys
    scored = [(agreement(g, keys), i) for i, g in enumerate(groups)]
    best = max(scored, key=lambda s: (s[0], s[1]), default=None)
    if best and best[0] >= JOIN_FROM:
        return best[1]
    if not groups or keys.first:
        return None
    last = len(groups) - 1
    if _has_keys(keys):
        # Only a weak key ("Page 3 of 5") or a misread one: it may still continue the group before it.
        return last if best and best[1] == last and best[0] >= 0 and _continues(groups[last], keys) else None
    return (
        last if not groups[last].complete and keys.weight < NOTICE_WEIGHT and _continues(groups[last], keys) else None
    )


def _has_keys(keys: PageKeys) -> bool:
    return any((keys.code, keys.date, keys.last4, keys.of))


def _continues(group: Group, keys: PageKeys) -> bool:
    """The page could be the next or another lacking page of `group`."""
    if keys.of and group.of and keys.of != group.of:
        return False
    return keys.number is None or keys.number not in group.numbers


def agreement(group: Group, keys: PageKeys) -> float:
    """Sum of agreeing keys minus that of contradicting ones; a second page 1 opens a new notice."""
    total = 0.0
    for name, weight in (("code", _CODE), ("date", _DATE), ("last4", _TIN), ("of", _OF)):
        own = [v for view in group.views if (v := getattr(view.keys, name)) is not None]
        new = getattr(keys, name)
        if new is None or not own:
            continue
        if new in own:
            total += weight
        else:
            total -= weight * (0.5 if any(_near(str(new), str(o)) for o in own) else 1.5)
    total += _period_agreement(group, keys)
    if keys.number and keys.number in group.numbers:
        total -= 8.0 if keys.number == 1 or keys.first else 2.5
    return total


def _near(a: str, b: str) -> bool:
    return len(a) > 2 and Levenshtein.distance(a, b, score_cutoff=1) <= 1


def _period_agreement(group: Group, keys: PageKeys) -> float:
    own = frozenset().union(*(v.keys.periods for v in group.views))
    if not own or not keys.periods:
        return 0.0
    return _PERIOD if own & keys.periods else -3 * _PERIOD


def _sort_out(groups: Sequence[Group]) -> tuple[list[Group], list[PageOutcome]]:
    """Groups that are notices, and the fate of pages that are none."""
    kept: list[Group] = []
    foreign: list[PageOutcome] = []
    for group in groups:
        weight = max(v.keys.weight for v in group.views)
        if weight >= NOTICE_WEIGHT or any(map(_may_be_notice, group.views)):
            kept.append(group)
            continue
        for view in group.views:
            told = view.keys.paper
            reason = f"looks like: {told.kind}" if told.weight >= 2 else "no sign of an IRS notice on it"
            foreign.append(PageOutcome(page=view.page, fate=PageFate.NOT_A_NOTICE, reason=reason))
    return kept, foreign


def _may_be_notice(view: PageView) -> bool:
    """It has a sign of a notice and is no other known paper, and much of it was read badly: a person looks."""
    signs = view.keys.weight > 0 and view.keys.paper.weight < _OTHER_PAPER
    badly, lines = unsure_lines(view.sheet, _LINE)
    return signs and badly >= max(_SEVERAL, _MUCH * lines)


_OTHER_PAPER = 2  # weight of another paper's phrases
_LINE = 12  # characters of a line
_SEVERAL, _MUCH = 4, 0.25  # lines that were read badly, and their share


def _without_double_pages(groups: Sequence[Group]) -> tuple[list[Group], dict[int, int]]:
    """A page scanned twice is kept once: within a group, or as a stray group beside the one it repeats."""
    duplicates: dict[int, int] = {}
    merged: list[Group] = []
    for group in groups:
        kept = _without_repeats(group, duplicates)
        merged.append(kept)
    result: list[Group] = []
    for index, group in enumerate(merged):
        twin = _twin(merged, index)
        if twin is None:
            result.append(group)
            continue
        for view in group.views:
            same = next(v for v in twin.views if v.keys.number == view.keys.number)
            duplicates[view.page] = same.page
    return result, duplicates


def _without_repeats(group: Group, duplicates: dict[int, int]) -> Group:
    kept: list[PageView] = []
    for view in group.views:
        same = next((k for k in kept if _repeats(k, view)), None)
        if same is None:
            kept.append(view)
        elif view.sheet.reading.quality > same.sheet.reading.quality + 0.02:
            kept[kept.index(same)] = view
            duplicates[same.page] = view.page
        else:
            duplicates[view.page] = same.page
    return Group(tuple(kept))


def _repeats(a: PageView, b: PageView) -> bool:
    if a.keys.number is None or a.keys.number != b.keys.number:
        return False
    return similarity(a, b) >= SAME_TEXT


def _twin(groups: Sequence[Group], index: int) -> Group | None:
    """The neighbouring group that holds all pages of the incomplete group at `index` and more."""
    group = groups[index]
    if group.complete and group.of != 1:
        return None
    for other_index in (index - 1, index + 1):
        if not 0 <= other_index < len(groups):
            continue
        other = groups[other_index]
        larger = len(other.views) > len(group.views) or (len(other.views) == len(group.views) and other_index < index)
        if larger and group.numbers and group.numbers <= other.numbers and _all_repeat(group, other):
            return other
    return None


def _all_repeat(group: Group, other: Group) -> bool:
    by_number = {v.keys.number: v for v in other.views}
    return all(
        v.keys.number in by_number and _repeats(by_number[v.keys.number], v) for v in group.views
    ) and _same_name(group, other)


def _same_name(a: Group, b: Group) -> bool:
    """A spouse's copy repeats everything but the name; it is a notice of its own."""
    names = [{v.keys.name for v in g.views if v.keys.name} for g in (a, b)]
    if not names[0] or not names[1]:
        return True
    return any(Levenshtein.normalized_similarity(x, y) > 0.8 for x in names[0] for y in names[1])


def similarity(a: PageView, b: PageView) -> float:
    """Jaccard similarity of the pages' words, 0..1."""
    left, right = ({w.text.lower() for w in v.sheet.reading.words} for v in (a, b))
    return len(left & right) / len(left | right) if left and right else 0.0
