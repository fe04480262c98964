"""Things that are no scans, whatever their names say. None of them does anything."""


def program() -> bytes:
    """The head of a Windows program without a program."""
    head = b"MZ" + bytes(58) + (0x80).to_bytes(4, "little") + bytes(64)
    return head + b"PE\0\0" + b"\x64\x86" + bytes(400) + b"this is a sample, it does nothing"


def web_page() -> bytes:
    """A saved page of a portal that asks for a log-in."""
    head = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head>"
    return head + b"<body><p>Your session has ended.</p></body></html>\n"


def plain_text() -> bytes:
    """A note that speaks of notices."""
    return b"call back about the CP503 of the Hinds file, $9,533.53, before January 29\n"


def thumbs() -> bytes:
    """The start of what Windows leaves in every folder with pictures."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def heic_head() -> bytes:
    """The first box of a telephone's HEIC picture."""
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
