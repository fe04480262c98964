"""What the tests of wear and mail share: one drawn notice, worn pages, a stand-in for nothing."""

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import pypdfium2 as pdfium
from PIL import Image

from samples.draw import DrawnNotice, draw_notice
from samples.mail.handling import Handling, handled
from samples.mail.leaf import Pile
from samples.wear import Device


@cache
def a_notice(code: str = "CP503", layout: str = "g2_2017", seed: int = 4) -> DrawnNotice:
    return draw_notice(Random(seed), code=code, layout=layout, sample_id="n1")


def through(device: Device, handling: Handling, seed: int = 1, code: str = "CP503") -> Pile:
    return handled(a_notice(code), device, handling, Random(seed))


def bytes_of(mail: Path, name: str) -> bytes:
    """A file of the mail by its name in the truth, members of archives included."""
    path = mail / name
    if path.is_file():
        return path.read_bytes()
    parts = name.split("/")
    for cut in range(1, len(parts)):
        archive = mail / "/".join(parts[:cut])
        if archive.is_file():
            with zipfile.ZipFile(archive) as opened:
                return opened.read("/".join(parts[cut:]))
    raise FileNotFoundError(name)


def pages_in(data: bytes) -> int:
    """How many pages a scan really has, by the libraries that everybody reads scans with."""
    if b"%PDF-" in data[:1024]:
        document = pdfium.PdfDocument(data)
        try:
            return len(document)
        finally:
            document.close()
    with Image.open(BytesIO(data)) as picture:
        return getattr(picture, "n_frames", 1)
