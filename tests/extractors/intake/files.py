"""Little honest files of every kind that intake takes, and the taking itself."""

import struct
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from extractors.intake import Limits, take_in
from samples.mail.pdf_file import assembled
from schemas.document import ScanFile, SetAside


@cache
def picture(shade: int = 200, mode: str = "L") -> Image.Image:
    return Image.new(mode, (170, 220), shade if mode == "L" else 1)


def image_bytes(kind: str, shade: int = 200) -> bytes:
    out = BytesIO()
    picture(shade).save(out, kind, dpi=(20, 20))
    return out.getvalue()


def tiff_bytes(compression: str, pages: int = 3) -> bytes:
    out = BytesIO()
    mode = "1" if compression.startswith("group") else "L"
    first, *rest = (picture(200, mode) for _ in range(pages))
    first.save(out, "TIFF", save_all=True, append_images=rest, compression=compression)
    return out.getvalue()


@cache
def scanned_pdf(pages: int = 1) -> bytes:
    out = BytesIO()
    picture().save(out, "PDF", save_all=True, append_images=[picture()] * (pages - 1))
    return out.getvalue()


@cache
def digital_pdf() -> bytes:
    content = b"BT /F 12 Tf 72 700 Td (Notice CP503) Tj ET"
    return assembled([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R"
        b" /Resources << /Font << /F 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ])  # fmt: skip


@cache
def mixed_pdf() -> bytes:
    whole = pdfium.PdfDocument.new()
    for part in (digital_pdf(), scanned_pdf(2)):
        whole.import_pages(pdfium.PdfDocument(part))
    out = BytesIO()
    whole.save(out)
    return out.getvalue()


def zip_bytes(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2019, 3, 4, 9, 30, 0)), data, method)
    return out.getvalue()


def claiming(archive: bytes, unpacked: int) -> bytes:
    """The archive with its first member's size said to be `unpacked`."""
    data = bytearray(archive)
    struct.pack_into("<L", data, 22, unpacked)
    struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 24, unpacked)
    return bytes(data)


def take(path: Path, blobs: Path, **limits: float) -> dict[str, ScanFile | SetAside]:
    """Everything below `path` by name; names are unique."""
    found = list(take_in([path], blobs, Limits(**limits)))  # type: ignore[arg-type]
    assert len({f.name for f in found}) == len(found)
    return {f.name: f for f in found}


def told(found: dict[str, ScanFile | SetAside]) -> dict[str, str | int]:
    """Name -> pages of a scan, or the reason why it was set aside."""
    return {name: f.pages if isinstance(f, ScanFile) else f.reason for name, f in found.items()}


def kept(blobs: Path) -> set[str]:
    return {p.name for p in blobs.rglob("*") if p.is_file()} if blobs.exists() else set()
