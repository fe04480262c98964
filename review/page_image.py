"""A page with the evidence drawn on it: a box around each value, a card beside the page that says what was read.

The image is handed in, upright; boxes are points from its top left, scaled here to its pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from schemas.geometry import Box
from schemas.notice import FieldStatus

from .cards import WIDTH, Card, Palette, card_height, draw_card, font, placed

PAGE_WIDTH = 1275  # pixels of the page in the picture: letter paper at 150 dpi
GUTTER = 440  # of which the cards take `cards.WIDTH`; in the rest the lines find their card
MARGIN = 36
HEADER = 92


@dataclass(frozen=True, slots=True)
class Mark:
    """One value on the page: what it is, what was read, how sure (`detail`), where (points, upright page)."""

    label: str
    value: str
    detail: str
    status: FieldStatus
    box: Box


@dataclass(frozen=True, slots=True)
class PagePicture:
    """What to draw. `points` are width and height of the upright page; `image` shows exactly that page.

    title: the notice in a few words; subtitle: file and page; footnote: what has no place on this page.
    """

    image: Image.Image
    points: tuple[float, float]
    marks: Sequence[Mark]
    title: str
    subtitle: str = ""
    footnote: str = ""


def draw(picture: PagePicture) -> Image.Image:
    """The page between two gutters of cards, each joined to its box by a line."""
    page = _fitted(picture.image)
    size = (page.width + 2 * (GUTTER + MARGIN), page.height + HEADER + 2 * MARGIN)
    canvas = Image.new("RGB", size, Palette.DESK)
    corner = (GUTTER + MARGIN, HEADER)
    _lay_page(canvas, page, corner)
    scale = (page.width / picture.points[0], page.height / picture.points[1])
    boxes = [_pixels(mark.box, scale, corner) for mark in picture.marks]
    _highlight(canvas, picture.marks, boxes)
    sheet = Box(corner[0], corner[1], corner[0] + page.width, corner[1] + page.height)
    pen = ImageDraw.Draw(canvas)
    for side in ("left", "right"):
        _draw_gutter(pen, side, list(zip(picture.marks, boxes, strict=True)), sheet)
    _write_header(pen, picture, canvas.width)
    return canvas


def _fitted(image: Image.Image) -> Image.Image:
    page = image.convert("RGB")
    height = round(page.height * PAGE_WIDTH / page.width)
    return page.resize((PAGE_WIDTH, height), Image.Resampling.LANCZOS) if page.width != PAGE_WIDTH else page


def _pixels(box: Box, scale: tuple[float, float], corner: tuple[int, int]) -> Box:
    """In the picture's pixels, with a little air around the letters."""
    air = 3
    return Box(
        corner[0] + box.x0 * scale[0] - air,
        corner[1] + box.y0 * scale[1] - air,
        corner[0] + box.x1 * scale[0] + air,
        corner[1] + box.y1 * scale[1] + air,
    )


def _lay_page(canvas: Image.Image, page: Image.Image, corner: tuple[int, int]) -> None:
    """The sheet with a soft shadow below it."""
    x, y = corner
    shadow = Image.new("L", canvas.size, 0)
    ImageDraw.Draw(shadow).rectangle((x, y + 5, x + page.width, y + page.height + 5), fill=70)
    canvas.paste(Palette.SHADOW, mask=shadow.filter(ImageFilter.GaussianBlur(9)))
    canvas.paste(page, corner)


def _highlight(canvas: Image.Image, marks: Sequence[Mark], boxes: Sequence[Box]) -> None:
    """A marker pen over each value: the print stays readable below the colour."""
    for mark, box in zip(marks, boxes, strict=True):
        area = (round(box.x0), round(box.y0), round(box.x1), round(box.y1))
        region = canvas.crop(area)
        tint = Image.new("RGB", region.size, Palette.of(mark.status).tint)
        canvas.paste(ImageChops.multiply(region, tint), area[:2])
        pen = ImageDraw.Draw(canvas)
        pen.rounded_rectangle(area, radius=4, outline=Palette.of(mark.status).line, width=3)


def _draw_gutter(pen: ImageDraw.ImageDraw, side: str, placed_marks: Sequence[tuple[Mark, Box]], sheet: Box) -> None:
    mine = sorted(
        ((mark, box) for mark, box in placed_marks if (box.cx < sheet.cx) == (side == "left")),
        key=lambda pair: _order(pair[1], side),
    )
    cards = [Card(m.label, m.value, m.detail, Palette.of(m.status)) for m, _ in mine]
    wanted = [(box.cy, card_height(card)) for (_, box), card in zip(mine, cards, strict=True)]
    left = MARGIN if side == "left" else sheet.x1 + GUTTER - WIDTH
    for (_, box), card, top in zip(mine, cards, placed(wanted, sheet.y0, sheet.y1), strict=True):
        _join(pen, (box, sheet), (left, top), card)
        draw_card(pen, (left, top), card)


def _order(box: Box, side: str) -> tuple[int, float]:
    """From the top; on one row the box nearer to the gutter first, so that the lines do not cross."""
    return round(box.cy / 12), box.cx if side == "left" else -box.cx


def _join(pen: ImageDraw.ImageDraw, places: tuple[Box, Box], card_at: tuple[float, float], card: Card) -> None:
    """From below the value along its row to the sheet's edge, so that no print is struck out, then to the card."""
    box, sheet = places
    middle = card_at[1] + card_height(card) / 2
    on_left = card_at[0] < sheet.x0
    near, edge, inner = (
        (box.x0, sheet.x0 - 8, card_at[0] + WIDTH + 12) if on_left else (box.x1, sheet.x1 + 8, card_at[0] - 12)
    )
    at_card = card_at[0] + WIDTH if on_left else card_at[0]
    way = [(near, box.y1 - 1), (edge, box.y1 - 1), (inner, middle), (at_card, middle)]
    pen.line(way, fill=card.colours.line, width=2, joint="curve")
    pen.ellipse((near - 4, box.y1 - 5, near + 4, box.y1 + 3), fill=card.colours.line)


def _write_header(pen: ImageDraw.ImageDraw, picture: PagePicture, width: int) -> None:
    pen.text((MARGIN, 18), picture.title, font=font(34), fill=Palette.INK, stroke_width=0.5, stroke_fill=Palette.INK)
    pen.text((MARGIN, 60), picture.subtitle, font=font(20), fill=Palette.FAINT)
    if picture.footnote:
        pen.text((width - MARGIN, 60), picture.footnote, font=font(20), fill=Palette.FAINT, anchor="ra")
