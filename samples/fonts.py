"""The typefaces of the drawn notices: the PDF base set, and two families that come inside wheels.

Open Sans (Apache-2.0) is in `ttf-opensans`, Bitstream Vera (its own free licence) inside reportlab. The base set is
not embedded in the PDF, the other two are, as subsets. Every text is within Windows-1252, so that all of them can
print it and it can be extracted again.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_EMBEDDED = {
    "OpenSans": ("ttf_opensans", "ttf/OpenSans-Regular.ttf"),
    "OpenSans-Bold": ("ttf_opensans", "ttf/OpenSans-Bold.ttf"),
    "OpenSans-SemiBold": ("ttf_opensans", "ttf/OpenSans-SemiBold.ttf"),
    "OpenSans-Light": ("ttf_opensans", "ttf/OpenSans-Light.ttf"),
    "OpenSans-LightItalic": ("ttf_opensans", "ttf/OpenSans-LightItalic.ttf"),
    "OpenSans-Italic": ("ttf_opensans", "ttf/OpenSans-Italic.ttf"),
    "Vera": ("reportlab", "fonts/Vera.ttf"),
    "Vera-Bold": ("reportlab", "fonts/VeraBd.ttf"),
    "Vera-Italic": ("reportlab", "fonts/VeraIt.ttf"),
}


@dataclass(frozen=True, slots=True)
class Family:
    """Font names as reportlab knows them."""

    regular: str
    bold: str
    italic: str


HELVETICA = Family("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
TIMES = Family("Times-Roman", "Times-Bold", "Times-Italic")
COURIER = Family("Courier", "Courier-Bold", "Courier-Oblique")
OPEN_SANS = Family("OpenSans", "OpenSans-Bold", "OpenSans-Italic")
LIGHT = Family("OpenSans-Light", "OpenSans-SemiBold", "OpenSans-LightItalic")
VERA = Family("Vera", "Vera-Bold", "Vera-Italic")


@cache
def _embedded(name: str) -> None:
    package, path = _EMBEDDED[name]
    with resources.as_file(resources.files(package).joinpath(path)) as file:
        pdfmetrics.registerFont(TTFont(name, str(file)))


def ensure(name: str) -> None:
    """Makes the font known to reportlab, once a process."""
    if name in _EMBEDDED:
        _embedded(name)


def width(text: str, font: str, size: float) -> float:
    """Printed width in points."""
    ensure(font)
    return float(pdfmetrics.stringWidth(text, font, size))


def wrap(text: str, font: str, size: float, room: float) -> list[str]:
    """`text` as lines of at most `room` points; a word wider than that stands alone. A "\\n" ends a line."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}" if line else word
            if line and width(longer, font, size) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines
