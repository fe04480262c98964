"""PDFs that are broken, locked or lie about their pages."""

import hashlib
import re

from samples.mail.pdf_file import assembled

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_PERMISSIONS = -44
_ID = b"\x11" * 16
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_GROWTH = 100


def zero_pages() -> bytes:
    """A well-formed PDF without a page."""
    return assembled([_CATALOG, b"<< /Type /Pages /Count 0 /Kids [] >>"])


def many_pages() -> bytes:
    """50,000 pages in a few kilobytes: each branch of the page tree names the same branch below it 50 times."""
    objects = [_CATALOG, b"<< /Type /Pages /Count 50000 /Kids [%s] >>" % (b"3 0 R " * 20)]
    objects.append(b"<< /Type /Pages /Parent 2 0 R /Count 2500 /Kids [%s] >>" % (b"4 0 R " * 50))
    objects.append(b"<< /Type /Pages /Parent 3 0 R /Count 50 /Kids [%s] >>" % (b"5 0 R " * 50))
    objects.append(b"<< /Type /Page /Parent 4 0 R /MediaBox [0 0 612 792] >>")
    return assembled(objects)


def recursive_tree() -> bytes:
    """A page tree whose branches are each other's parents."""
    objects = [_CATALOG, b"<< /Type /Pages /Count 9 /Kids [3 0 R] >>"]
    objects.append(b"<< /Type /Pages /Parent 2 0 R /Count 9 /Kids [4 0 R] >>")
    objects.append(b"<< /Type /Pages /Parent 3 0 R /Count 9 /Kids [3 0 R 2 0 R] >>")
    return assembled(objects)


def truncated(pdf: bytes) -> bytes:
    """All of a PDF but its end, as a broken upload leaves it: most programs write the catalogue last."""
    catalogue = pdf.index(b"1 0 obj")
    return pdf[:catalogue] + pdf[pdf.index(b"2 0 obj") : pdf.rindex(b"xref\n0 ") - 40]


def with_broken_xref(pdf: bytes) -> bytes:
    """Every offset of the cross-reference table is wrong; viewers rebuild it."""
    return re.sub(rb"(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % (int(m[1]) + 7), pdf)


def with_junk_before(pdf: bytes) -> bytes:
    """Lines of a mail gateway before the header, which shifts every offset."""
    return b"X-Scanned-By: gateway 7\r\nX-Route: inbound\r\n\r\n" + pdf


def with_giant_pages(pdf: bytes) -> bytes:
    """Pages a hundred times as wide and high: rendered at a fixed resolution they fill any memory."""
    boxes = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")
    places = re.compile(rb"q ([\d.]+) 0 0 ([\d.]+) 0 0 cm")
    grown = boxes.sub(lambda m: b"/MediaBox [0 0 %d %d]" % _grown(m), pdf)
    grown = places.sub(lambda m: b"q %d 0 0 %d 0 0 cm" % _grown(m), grown)
    return _relengthened(grown)


def _grown(found: "re.Match[bytes]") -> tuple[int, int]:
    return round(float(found[1]) * _GROWTH), round(float(found[2]) * _GROWTH)


def _relengthened(pdf: bytes) -> bytes:
    """The objects put together anew with right lengths and offsets."""
    bodies = re.findall(rb"\d+ 0 obj\n(.*?)\nendobj\n", pdf, re.DOTALL)
    fixed = []
    for body in bodies:
        head, mark, data = body.partition(b"\nstream\n")
        length = len(data) - len(b"\nendstream")
        fixed.append(re.sub(rb"/Length \d+", b"/Length %d" % length, head) + mark + data if mark else body)
    return assembled(fixed)


def encrypted() -> bytes:
    """A page that opens only with a password (standard handler, RC4 of 40 bits, PDF 1.7 section 7.6.3)."""
    content = b"BT /F 12 Tf 72 700 Td (Statement of account) Tj ET"
    return _locked(_small_page(content), user=b"opensesame", owner=b"owner")


def with_owner_password(pdf: bytes) -> bytes:
    """The PDF locked against changes only: it opens without a password, and everything in it is encrypted."""
    return _locked(re.findall(rb"\d+ 0 obj\n(.*?)\nendobj\n", pdf, re.DOTALL), user=b"", owner=b"owner")


def _small_page(content: bytes) -> list[bytes]:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
    page += b"/Resources << /Font << /F 4 0 R >> >> >>"
    return [
        _CATALOG,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        page,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]


def _locked(objects: list[bytes], user: bytes, owner: bytes) -> bytes:
    """The objects with their streams encrypted; no strings are used elsewhere."""
    owner_key = hashlib.md5((owner + _PAD)[:32]).digest()[:5]
    owner_entry = _rc4(owner_key, (user + _PAD)[:32])
    seed = (user + _PAD)[:32] + owner_entry + _PERMISSIONS.to_bytes(4, "little", signed=True) + _ID
    key = hashlib.md5(seed).digest()[:5]
    sealed = [_sealed(body, number, key) for number, body in enumerate(objects, 1)]
    handler = b"<< /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>" % (
        _PERMISSIONS,
        owner_entry.hex().encode(),
        _rc4(key, _PAD).hex().encode(),
    )
    file_id = _ID.hex().encode()
    trailer = b"/Encrypt %d 0 R /ID [<%s> <%s>]" % (len(sealed) + 1, file_id, file_id)
    return assembled([*sealed, handler]).replace(b"/Root 1 0 R", b"/Root 1 0 R " + trailer)


def _sealed(body: bytes, number: int, key: bytes) -> bytes:
    head, mark, rest = body.partition(b"\nstream\n")
    if not mark:
        return body
    object_key = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
    return head + mark + _rc4(object_key, rest[: -len(b"\nendstream")]) + b"\nendstream"


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
