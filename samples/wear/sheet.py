"""What lies on the glass: one side of a sheet of paper with what shows through and what was done to it."""

from dataclasses import dataclass, field
from random import Random

from PIL import Image, ImageOps

from samples.pixels import LayerWord, page_size, render, words
from schemas.geometry import Box

from .grain import blur, darkened, tinted, toned
from .handwriting import Handwriting, PenLine
from .marks import Highlighter, Mark, PenRing, Rgb, Stamp
from .spoils import hidden_by
from .stains import Ring, Splash

LETTER = (612.0, 792.0)
EMPTY_PAGE = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>\nendobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n0000000115 00000 n \n"
    b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n186\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`front` and `back` are a PDF and a page number from 1; None is blank paper. `marks` lie on the front.

    `feed` is the running number of the sheet in its batch, as a fax prints it.
    """

    front: tuple[bytes, int] | None
    back: tuple[bytes, int] | None = None
    marks: tuple[Mark, ...] = field(default=())
    feed: int = 1

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return page_size(*self.front) if self.front else LETTER

    def words(self) -> tuple[LayerWord, ...]:
        """The printed words and their places; () for blank paper."""
        return words(*self.front) if self.front else ()

    def legible_words(self) -> tuple[LayerWord, ...]:
        """The words that a reader of the paper still finds: not those below ink, tears and lost rows."""
        hidden = [box for mark in self.marks for box in hidden_by(mark)]
        return tuple(w for w in self.words() if not any(_touches(w.box, box) for box in hidden))

    def printed(self, dpi: float) -> Image.Image:
        """The print alone as an "L" picture: white paper, black ink."""
        if self.front:
            return render(*self.front, dpi)
        return Image.new("L", (round(LETTER[0] * dpi / 72), round(LETTER[1] * dpi / 72)), 255)


_COLORED = (Stamp, Highlighter, PenRing, Handwriting, PenLine, Ring, Splash)


def is_colored(sheet: Sheet) -> bool:
    """True where colored ink lies on the sheet; any other sheet can be handled in gray and tinted at the end."""
    return any(isinstance(mark, _COLORED) for mark in sheet.marks)


@dataclass(frozen=True, slots=True)
class PaperLook:
    """How print and paper look to a device: colors of both, `through` 0..1 how much of the back shows."""

    ink: Rgb = (0, 0, 0)
    paper: Rgb = (255, 255, 255)
    through: float = 0.0
    lid: int = 235
    color: bool = False


def paper(sheet: Sheet, dpi: float, look: PaperLook) -> Image.Image:
    """The sheet as a perfect camera would see it: "RGB" with `look.color`, else "L"."""
    picture = sheet.printed(dpi)
    if sheet.back and look.through > 0:
        picture = darkened(picture, _ghost(sheet.back, dpi, look.through, picture.size))
    if look.color:
        picture = tinted(picture, look.ink, look.paper)
    else:
        picture = toned(picture, round(sum(look.ink) / 3), round(sum(look.paper) / 3))
    for mark in sheet.marks:
        picture = mark.apply(picture, dpi, look.lid)
    return picture


def _ghost(back: tuple[bytes, int], dpi: float, strength: float, size: tuple[int, int]) -> Image.Image:
    """The other side mirrored, blurred by the paper's fibres and pale."""
    other = blur(ImageOps.mirror(render(*back, dpi / 3)), 0.75)
    pale = other.point([round(255 - (255 - v) * strength) for v in range(256)])
    return pale.resize(size, Image.Resampling.BILINEAR)


def clear_spot(
    sheet: Sheet, footprint: tuple[float, float], rng: Random, *, keep_figures: bool = True
) -> tuple[float, float] | None:
    """The centre (points) of a place for a stamp: the least printed of a dozen tries.

    With `keep_figures` a place that touches a word with a digit in it (a code, a date, an amount) is never taken;
    None where no try stays clear of them.
    """
    width, height = sheet.size
    found = sheet.words()
    best: tuple[float, tuple[float, float]] | None = None
    for _ in range(14):
        cx = rng.uniform(footprint[0] / 2 + 14, max(footprint[0] / 2 + 15, width - footprint[0] / 2 - 14))
        cy = rng.uniform(footprint[1] / 2 + 14, height - footprint[1] / 2 - 14)
        spot = Box(
            cx - footprint[0] / 2 - 6,
            cy - footprint[1] / 2 - 10,
            cx + footprint[0] / 2 + 6,
            cy + footprint[1] / 2 + 10,
        )
        touched = [w for w in found if _touches(w.box, spot)]
        if keep_figures and any(c.isdigit() for w in touched for c in w.text):
            continue
        cost = sum(w.box.width * w.box.height for w in touched)
        if best is None or cost < best[0]:
            best = (cost, (cx, cy))
    return best[1] if best else None


def _touches(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) > max(a.x0, b.x0) and min(a.y1, b.y1) > max(a.y0, b.y0)
