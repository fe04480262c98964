"""Notice codes where a code is printed: behind "Notice", "Letter", "LTR", or alone in a corner.

A code is a whole word or two ("CP 71C"), never a part of one: `CP5031` is no CP503. What readers confuse is
undone only when exactly one known code results.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise, product

from schemas.catalog import known_codes, misreadings
from schemas.codes import canonical

# A printed code that no catalogue knows must at least look like one.
_CP = re.compile(r"CP-?[0-9]{2,4}[A-Z]{0,2}")
_LT = re.compile(r"LT-?[0-9]{2}|LP-?[0-9]{2}|ST-?[0-9]{2}")
_LETTER = re.compile(r"[0-9]{2,4}-?[A-Z]{0,3}")
_CORRESPONDEX = re.compile(r"[0-9]{3,4}C")
_WHOLE = re.compile(r"[A-Z0-9][A-Z0-9.\-–—/]*")  # a "?" or other sign in it stands for a character
_CONFUSED = {
    "O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "|": "1", "!": "1", "Z": "2", "S": "5", "B": "8", "G": "6",
    "0": "O", "1": "IL", "5": "S", "8": "B", "6": "G", "2": "Z", "C": "GE", "P": "FR", "F": "P", "E": "C", "T": "I1",
    "4": "A", "A": "4",
}  # fmt: skip
MAX_SLIPS = 2


@dataclass(frozen=True, slots=True)
class CodeWord:
    """`code`: canonical. `words`: how many words it took. `known`: the catalogue has it."""

    code: str
    words: int
    known: bool
    repaired: bool


def read_code(words: Sequence[str], *, letter: bool = False) -> CodeWord | None:
    """The code that begins at the first of `words`; `letter`: the label said it is a letter's number.

    The longest known reading of one, two or three words wins; then a repaired one; then an unknown code that
    looks like a code.
    """
    tokens = [_bare(w) for w in words[:4]]
    if not tokens or not tokens[0]:
        return None
    letter_word = tokens[0] in ("LETTER", "LTR")
    if letter_word:
        tokens, letter = tokens[1:], True
    taken = int(letter_word)
    doubtful = False
    for count in (3, 2, 1):
        if count <= len(tokens) and (code := _known("".join(tokens[:count]), letter)):
            split = _splits_a_number(tokens[:count])
            if split and any(_known("".join(tokens[:n]), letter) for n in range(1, count)):
                doubtful = True  # "CP71 1": the code is CP711, or CP71 with a number behind it
                continue
            if _may_lack_a_letter(words[count + taken - 1], code):
                return None
            return CodeWord(code, count + taken, True, split or doubtful)
    for count in (2, 1):
        if count <= len(tokens) and (code := _repaired("".join(tokens[:count]), letter)):
            return CodeWord(code, count + taken, True, True)
    return _unknown(tokens, letter, taken)


def _may_lack_a_letter(word: str, code: str) -> bool:
    """ "CP220]" may be CP220 with a mark behind it, or CP220J."""
    bracket = word.endswith(("]", "}", "|")) and not word.startswith(("[", "{", "|"))
    return bracket and any(f"{code}{letter}" in known_codes() for letter in "JI1L")


def _splits_a_number(tokens: Sequence[str]) -> bool:
    """True where a space stands between two digits of a code: it may stand for a digit that wasn't read."""
    return any(a[-1:].isdigit() and b[:1].isdigit() for a, b in pairwise(tokens))


def _bare(word: str) -> str:
    """Upper case without the punctuation around it; "CP09(joint)" -> "CP09"."""
    upper = word.upper().lstrip("#").strip(":;.,'\"*•·[]{}")
    return re.sub(r"\(.*$|^IRS(?=CP|LT)", "", upper).strip(":;.,)'\"*")


def _known(token: str, letter: bool) -> str | None:
    if not _WHOLE.fullmatch(token) or not any(c.isdigit() for c in token):
        return None
    code = canonical(f"L{token}" if letter and token[0].isdigit() else token)
    if code in known_codes():
        return code
    return None


def _repaired(token: str, letter: bool) -> str | None:
    """The one known code within two confusions of `token`, None when there is none or more than one."""
    compact = re.sub(r"[.\-–—/]", "", token)
    if compact in misreadings():
        return misreadings()[compact]
    if not 3 <= len(compact) <= 7:
        return None
    if letter and compact[0] != "L":
        compact = "L" + compact
    for slips in range(1, MAX_SLIPS + 1):
        found = {c for c in _variants(compact, slips) if c in known_codes()}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _variants(text: str, slips: int) -> set[str]:
    spots = [i for i, c in enumerate(text) if c in _CONFUSED]
    made = set()
    for chosen in combinations(spots, min(slips, len(spots))):
        for letters in product(*(_CONFUSED[text[i]] for i in chosen)):
            variant = list(text)
            for index, new in zip(chosen, letters, strict=True):
                variant[index] = new
            made.add("".join(variant))
    return made


def _unknown(tokens: Sequence[str], letter: bool, taken: int) -> CodeWord | None:
    for count in (2, 1):
        token = "".join(tokens[:count])
        if len(tokens) >= count and (_CP.fullmatch(token) or _LT.fullmatch(token)):
            return CodeWord(canonical(token), count + taken, False, False)
    if letter and tokens and _LETTER.fullmatch(tokens[0]):
        return CodeWord(canonical(f"L{tokens[0]}"), 1 + taken, False, False)
    return None


@cache
def looks_like_letter(token: str) -> bool:
    """True for a number with a C that is a known letter's, and nothing else."""
    return bool(_CORRESPONDEX.fullmatch(token)) and _known(token, letter=True) is not None


@cache
def looks_like_cp(token: str) -> bool:
    """True for a word that is a CP or LT code and nothing else; "IRS" may have run into it."""
    code = token.removeprefix("IRS")
    return bool(_CP.fullmatch(code) or _LT.fullmatch(code))
