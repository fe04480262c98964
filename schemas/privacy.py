"""Taxpayer numbers and how they are hidden. Every text that leaves the store or reaches a log passes here."""

import re

# A taxpayer number as people and machines write it: 3-2-4 or 2-7 digits with the separators that scanners
# make of a hyphen, or nine digits bare. Both gaps carry a separator or neither does: "11742-9019" is a ZIP.
_HYPHEN = r"[-\u00ad\u2010-\u2015\u2212_.~]"
_SEP = rf"(?:\s?{_HYPHEN}\s?|\s)"
_DIGIT = r"[0-9OoQDIl|SBZ]"
_SSN = re.compile(rf"(?<![0-9])[0-9]{{3}}{_SEP}[0-9]{{2}}{_SEP}[0-9]{{4}}(?![0-9])")
_BARE = re.compile(r"(?<![0-9.,])[0-9]{9}(?![0-9]|[.,][0-9])")
_SSN_NOISY = re.compile(
    rf"(?<![0-9A-Za-z])(?=\S*[0-9]){_DIGIT}{{3}}{_HYPHEN}{_DIGIT}{{2}}{_HYPHEN}{_DIGIT}{{4}}(?![0-9A-Za-z])"
)
_EIN = re.compile(rf"(?<![0-9])[0-9]{{2}}\s?{_HYPHEN}\s?[0-9]{{7}}(?![0-9])")
# A notice's id is made of its pages' content; its digits are nobody's number.
_NOTICE_ID = re.compile(r"(?<![0-9A-Za-z])n(?=[0-9]*[a-f])[0-9a-f]{16}(?![0-9A-Za-z])")
_NINE = re.compile(r"(?:\d[\W_]*){9}")


def mask_ssn(last4: str) -> str:
    """`***-**-1234`."""
    return f"***-**-{last4}"


def mask_ein(last4: str) -> str:
    """`**-***1234`."""
    return f"**-***{last4}"


def number_spans(text: str) -> list[tuple[int, int]]:
    """Where in `text` the things stand that `redact` would mask, as slices; each ends with its last four digits."""
    ids = [found.span() for found in _NOTICE_ID.finditer(text)]
    found = {match.span() for one in (_SSN, _BARE, _SSN_NOISY, _EIN) for match in one.finditer(text)}
    return sorted((start, end) for start, end in found if not any(a <= start and end <= b for a, b in ids))


def may_be_number(text: str) -> bool:
    """Whether `text` holds what `redact` would mask, or nine digits with nothing but spaces and signs between them:
    for names that are chosen, where being too strict costs nothing."""
    return redact(text) != text or _NINE.search(text) is not None


def redact(text: str) -> str:
    """`text` with each thing that could be a taxpayer number masked to its last four digits.

    Errs on the side of hiding: a nine-digit case number is masked as well. Dates, money, phone numbers and
    ZIP+4 codes (five and four digits) are left alone, and so are the ids of notices.
    """
    parts, ids = _NOTICE_ID.split(text), _NOTICE_ID.findall(text)
    masked = [_masked(part) for part in parts]
    return "".join(part + own for part, own in zip(masked, [*ids, ""], strict=True))


def _masked(text: str) -> str:
    for pattern in (_SSN, _BARE, _SSN_NOISY):
        text = pattern.sub(lambda m: mask_ssn(m[0][-4:]), text)
    return _EIN.sub(lambda m: mask_ein(m[0][-4:]), text)
