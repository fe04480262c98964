"""Notices that came twice: found as such, or taken for another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .score import Judged

# The finding names the notice that is known already.
_ID = re.compile(r"\bn[0-9a-f]{16}\b")


@dataclass(frozen=True, slots=True)
class Rescans:
    """`rescans` that are in the mail, `found` of them: linked with another scan of the same notice. `false_links`
    lead to another notice (the next of a series, another period), `to_spouse` of them to the other spouse's copy."""

    rescans: int
    found: int
    false_links: int
    to_spouse: int = 0
    missed: tuple[str, ...] = ()
    false_pairs: tuple[tuple[str, str], ...] = ()


def rescans(judged: Sequence[Judged]) -> Rescans:
    """Links as the findings `possible_duplicate` tell them; either scan may be the one that names the other."""
    sample_of = {j.read.notice_id: j.truth.sample_id for j in judged if j.read}
    family = _families(judged)
    linked: set[str] = set()
    false: list[tuple[str, str]] = []
    for item in judged:
        mine = item.truth.sample_id
        for other in _links(item):
            theirs = sample_of.get(other, "no notice of the truth")
            if family.get(theirs) == family[mine]:
                linked |= {mine, theirs}
            else:
                false.append((mine, theirs))
    copies = {j.truth.sample_id: j.truth.duplicate_of for j in judged if "spouse_copy" in j.truth.defects}
    spouses = [pair for pair in false if pair[1] == copies.get(pair[0]) or pair[0] == copies.get(pair[1])]
    again = [j.truth.sample_id for j in judged if "rescan" in j.truth.defects]
    missed = tuple(s for s in again if s not in linked)
    return Rescans(len(again), len(again) - len(missed), len(false), len(spouses), missed, tuple(false))


def _families(judged: Sequence[Judged]) -> dict[str, str]:
    """The first notice of each chain of rescans. A spouse's copy is a notice of its own."""
    before = {
        j.truth.sample_id: j.truth.duplicate_of
        for j in judged
        if j.truth.duplicate_of and "rescan" in j.truth.defects
    }
    found = {}
    for item in judged:
        root = item.truth.sample_id
        while earlier := before.get(root):
            root = earlier
        found[item.truth.sample_id] = root
    return found


def _links(item: Judged) -> list[str]:
    if item.read is None:
        return []
    told = (f.message for f in item.read.validation.findings if f.code == "possible_duplicate")
    return [name for message in told for name in _ID.findall(message)]
