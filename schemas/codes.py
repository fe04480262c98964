"""Notice codes in their canonical form: upper case, no space or dash; numbered letters begin with L."""

import re

_LETTER_PREFIX = re.compile(r"^(?:LETTER|LTR|L)[\s.:#-]*(?=\d)")
_NOTICE_NUMBER = re.compile(r"^NOTICE[\s.:#-]*")


def canonical(printed: str) -> str:
    """`CP 504B` -> `CP504B`, `Letter 1058` -> `L1058`, `LTR 5071C` -> `L5071C`, `226-J` -> `L226J`.

    `Notice 972CG` -> `972CG` stays with its own number. The text must already be a code; nothing is repaired.
    """
    text = printed.strip().upper()
    letter = _LETTER_PREFIX.match(text)
    text = _NOTICE_NUMBER.sub("", text)
    if letter:
        text = "L" + text[letter.end() :]
    return re.sub(r"[^A-Z0-9]", "", text)
