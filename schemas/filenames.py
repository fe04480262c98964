r"""File names as people and JSON can hold them.

A file name on disk is bytes. Python hands bytes that are not UTF-8 over as lone surrogates, which neither JSON
nor a database takes. Here such a byte becomes its escape, `caf\xe9.pdf`; every other name stays as given, with
spaces, quotes, newlines and all.
"""

import re

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def writable_name(name: str) -> str:
    r"""`name` without a character that can't be written: undecodable bytes and NUL as `\xNN`.

    Other lone surrogates, which no file system gives, become U+FFFD.
    """
    return _UNWRITABLE.sub(_escape, name)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0:
        return "\\x00"
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else "\ufffd"
