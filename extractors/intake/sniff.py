"""What a file is, by its first bytes. Names and extensions are never asked."""

import re

HEAD = 4096  # bytes that `sniff` wants to see

# Prefix at offset 0, and the word for what it is. The scan kinds come first.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"MZ", "executable"),
    (b"\x7fELF", "executable"),
    (b"\xca\xfe\xba\xbe", "executable"),
    (b"\xcf\xfa\xed\xfe", "executable"),
    (b"\xce\xfa\xed\xfe", "executable"),
    (b"\0asm", "executable"),
    (b"L\0\0\0\x01\x14\x02\0", "executable"),  # a Windows shortcut
    (b"#!", "script"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office_document"),
    (b"{\\rtf", "office_document"),
    (b"GIF8", "image_type"),
    (b"BM", "image_type"),
    (b"\0\0\x01\0", "image_type"),
    (b"8BPS", "image_type"),
    (b"\xff\x0a", "image_type"),
    (b"\0\0\0\x0cjP  ", "image_type"),
    (b"\xff\x4f\xff\x51", "image_type"),
    (b"AT&TFORM", "image_type"),
    (b"7z\xbc\xaf\x27\x1c", "archive_type"),
    (b"Rar!\x1a\x07", "archive_type"),
    (b"\x1f\x8b", "archive_type"),
    (b"BZh", "archive_type"),
    (b"\xfd7zXZ\0", "archive_type"),
    (b"\x28\xb5\x2f\xfd", "archive_type"),
    (b"MSCF", "archive_type"),
)
_HEIC = re.compile(rb"ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)")
_WEB = re.compile(rb"\s*(<!doctype html|<html|<\?xml|<svg|<head|<body|<script|<!--)", re.IGNORECASE)
_EMAIL = re.compile(rb"(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")
_EMAIL_HEADER = re.compile(rb"^(from|received|return-path|mime-version|message-id|delivered-to):", re.I | re.M)


def sniff(head: bytes) -> str:
    """`pdf`, `tiff`, `jpeg`, `png`, `zip`, or the reason word for a file that is none of these.

    `head` is the file's first HEAD bytes. A PDF may have up to 1,024 bytes of something else before its header, as
    viewers allow; `unknown_type` where nothing is recognised.
    """
    if not head:
        return "empty"
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (magic == b"BM" and not _is_bitmap(head)):
            return kind
    if _HEIC.match(head, 4):
        return "heic"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image_type"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _texts(head)


def _texts(head: bytes) -> str:
    if head[257:262] == b"ustar":
        return "archive_type"
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if _WEB.match(plain):
        return "web_page"
    if _EMAIL.match(plain.replace(b"\r", b"")) and _EMAIL_HEADER.search(plain):
        return "email"
    return "text" if _is_text(plain) else "unknown_type"


def _is_bitmap(head: bytes) -> bool:
    return head[6:10] == b"\0\0\0\0" and head[14:18] in (b"\x28\0\0\0", b"\x0c\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0")


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return head[:2] in (b"\xff\xfe", b"\xfe\xff")
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return control == 0
