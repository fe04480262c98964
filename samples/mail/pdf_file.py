"""A small PDF writer: pictures as they were encoded, text layers, nothing that depends on clock or chance.

Vector pages are brought in by pdfium, which copies the streams of the pictures untouched.
"""

from collections.abc import Sequence
from contextlib import closing
from io import BytesIO

import pypdfium2 as pdfium
from reportlab.pdfbase.pdfmetrics import stringWidth

from samples.pixels import LayerWord, opened
from samples.wear.mixed import saved
from samples.wear.page import Raster, WornPage

_HEAD = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_COLORS = {"1": b"/DeviceGray", "L": b"/DeviceGray", "RGB": b"/DeviceRGB"}


def pdf_of(pages: Sequence[WornPage]) -> bytes:
    """All `pages` in order in one PDF; equal pages give equal bytes."""
    pictures = picture_pdf([p for p in pages if p.raster is not None])
    if all(p.raster is not None for p in pages):
        return pictures
    with closing(pdfium.PdfDocument.new()) as target:
        taken = 0
        for page in pages:
            if page.vector is None:
                _bring(target, pictures, taken)
                taken += 1
            else:
                _bring(target, page.vector[0], page.vector[1] - 1)
                if page.rotate:
                    with closing(target[len(target) - 1]) as last:
                        last.set_rotation(page.rotate)
        return saved(target)


def _bring(target: pdfium.PdfDocument, pdf: bytes, index: int) -> None:
    with opened(pdf) as source:
        target.import_pages(source, [index])


def picture_pdf(pages: Sequence[WornPage]) -> bytes:
    """A PDF of pages that are pictures. Objects: 1 catalogue, 2 page tree, 3 font, then three for each page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    kids = b""
    for page in pages:
        assert page.raster is not None
        number = len(objects) + 1
        kids += b"%d 0 R " % number
        objects += [
            _page(page, page.raster, number),
            _stream(b"", _content(page, page.raster)),
            _picture(page.raster),
        ]
    objects[1] = b"<< /Type /Pages /Count %d /Kids [ %s] >>" % (len(pages), kids)
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF of the numbered objects; the first is the catalogue."""
    out = BytesIO()
    out.write(_HEAD)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def _page(page: WornPage, raster: Raster, number: int) -> bytes:
    width, height = raster.points
    turn = b"/Rotate %d " % page.rotate if page.rotate else b""
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] %s"
        b"/Resources << /XObject << /Im %d 0 R >> /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
    ) % (width, height, turn, number + 2, number + 1)


def _picture(raster: Raster) -> bytes:
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent %d " % (
        raster.width,
        raster.height,
        _COLORS[raster.mode],
        1 if raster.mode == "1" else 8,
    )
    if raster.codec == "g4":
        parms = b"/DecodeParms << /K -1 /Columns %d /Rows %d >> " % (raster.width, raster.height)
        return _stream(entries + b"/Filter /CCITTFaxDecode " + parms, raster.data)
    if raster.codec == "jpeg":
        return _stream(entries + b"/Filter /DCTDecode ", raster.data)
    colors = 3 if raster.mode == "RGB" else 1
    parms = b"/DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d >> " % (
        colors,
        1 if raster.mode == "1" else 8,
        raster.width,
    )
    return _stream(entries + b"/Filter /FlateDecode " + parms, _png_data(raster.data))


def _png_data(png: bytes) -> bytes:
    """The compressed rows of a PNG, which a PDF takes as they are."""
    at, rows = 8, b""
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            rows += png[at + 8 : at + 8 + length]
        at += 12 + length
    return rows


def _content(page: WornPage, raster: Raster) -> bytes:
    width, height = raster.points
    picture = b"q %.2f 0 0 %.2f 0 0 cm /Im Do Q\n" % (width, height)
    if not page.layer:
        return picture
    return _layer(page.layer, height, shown=page.layer_shown) + picture


def _layer(words: Sequence[LayerWord], height: float, *, shown: bool) -> bytes:
    """Words in Helvetica stretched to their boxes, painted (and then covered) or invisible."""
    lines = [b"BT", b"0 Tr" if shown else b"3 Tr"]
    for word in words:
        text = word.text.encode("cp1252", "replace")
        natural = max(0.5, float(stringWidth(text.decode("cp1252"), "Helvetica", word.size)))
        stretch, base = 100 * word.box.width / natural, height - word.box.y1 + word.size * 0.24
        escaped = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        place = b"/F %.1f Tf %.1f Tz 1 0 0 1 %.2f %.2f Tm" % (word.size, stretch, word.box.x0, base)
        lines.append(place + b" (%s ) Tj" % escaped)
    return b"\n".join([*lines, b"ET\n"])
