"""Looks into one file: can it be opened, and how many pages has it? Runs in a process of its own, see `guard`.

Run as `python -P -m extractors.intake.probe BYTES` with a socket as its stdin: each message is a request in JSON and
the file, open; each is answered with one line.
"""

import json
import os
import resource
import socket
import sys
import warnings
from itertools import islice
from typing import Any, BinaryIO

import pypdfium2 as pdfium
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from PIL import Image
from pypdfium2 import raw

from schemas.errors import Quarantined

from .reasons import SENTENCES

_LONGEST = 4096
_LOST_PAGES = 200  # of a damaged file; each is reported by itself. More are a lie, not damage


def main() -> None:
    allowed = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    with socket.socket(fileno=sys.stdin.fileno()) as requests:
        while True:
            message, files, _, _ = socket.recv_fds(requests, _LONGEST, 1)
            if not files:
                return
            with os.fdopen(files[0], "rb") as file:
                answer = _answer(json.loads(message), file)
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


def _answer(request: dict[str, Any], file: BinaryIO) -> dict[str, Any]:
    try:
        return {"pages": pages(file, request["kind"], request["pages"], request["pixels"])}
    except Quarantined as error:
        return {"reason": error.reason}
    except MemoryError:
        return {"reason": "crashes"}
    except Exception:  # noqa: BLE001 - whatever a hostile file makes a parser raise, the file is damaged
        return {"reason": "damaged"}


def pages(file: BinaryIO, kind: str, most_pages: int, most_pixels: int) -> int:
    """The number of pages; raises Quarantined with the reason the file can't be read."""
    if kind == "pdf":
        return _pdf_pages(file, most_pages)
    return _image_pages(file, most_pages, most_pixels)


def _image_pages(file: BinaryIO, most_pages: int, most_pixels: int) -> int:
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(file, formats=("TIFF", "JPEG", "PNG")) as image:
        if image.width * image.height > most_pixels:
            raise _aside("too_many_pixels")
        if image.format != "TIFF":
            return 1
        count = 1
        while count <= most_pages:
            try:
                image.seek(count)
            except EOFError:
                return count
            count += 1
    raise _aside("too_many_pages")


def _pdf_pages(file: BinaryIO, most_pages: int) -> int:
    document = _opened(file)
    try:
        claimed = len(document)
        if claimed > most_pages:
            raise _aside("too_many_pages")
        size = raw.FS_SIZEF()
        real = sum(bool(raw.FPDF_GetPageSizeByIndexF(document, n, size)) for n in range(claimed))
    finally:
        document.close()
    if not real:
        raise _aside("no_pages")
    if claimed - real > _LOST_PAGES or (_pages_in_tree(file, claimed + 1) or 0) > claimed:
        raise _aside("page_count_wrong")
    return claimed


def _opened(file: BinaryIO) -> pdfium.PdfDocument:
    """The document; raises Quarantined `password`, `no_pages` or `damaged`."""
    # pdfium's last error outlives the call it belongs to: this failure sets it to "format" beforehand.
    raw.FPDF_LoadMemDocument(b"?", 1, None)
    try:
        return pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise _aside("password") from error
        raise _aside("no_pages" if _pages_in_tree(file, 1) == 0 else "damaged") from error


def _pages_in_tree(file: BinaryIO, enough: int) -> int | None:
    """Pages counted one by one, at most `enough`; None where the parser can't follow the file."""
    try:
        file.seek(0)
        document = PDFDocument(PDFParser(file))
        return sum(1 for _ in islice(PDFPage.create_pages(document), enough))
    except Exception:  # noqa: BLE001 - whatever a damaged file makes this parser raise
        return None


def _aside(reason: str) -> Quarantined:
    return Quarantined(reason, SENTENCES[reason])


if __name__ == "__main__":
    main()
