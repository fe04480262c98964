"""What is torn off: payment coupons and contact stubs of the redesigned notices."""

from dataclasses import dataclass

from samples import fonts
from samples.fonts import Family
from samples.paper import Paper
from samples.sheet import Area, Sheet
from schemas.geometry import Box

from . import header, parts


@dataclass(frozen=True, slots=True)
class Coupon:
    """Where the pieces of a coupon stand, from the perforation `top` down; lengths in points.

    The defaults are those of the 2017-2019 collection notices (measured from the published specimens).
    """

    top: float = 540.0
    name_x: float = 191.5
    table_x: float = 373.0
    value_x: float = 478.8
    head_y: float = 17.0
    logo: tuple[float, float] = (39.0, 59.0)
    word: tuple[float, float, float] = (21.6, 87.0, 18.5)
    bullets_y: float = 77.0
    remit: tuple[float, float] = (22.3, 141.0)
    amount: tuple[float, float, float] = (208.0, 140.0, 558.0)  # label x, first baseline, right edge
    boxed: bool = False
    scan: tuple[float, float] | None = (196.0, 214.0)
    size: float = 9.0


def payment(sheet: Sheet, paper: Paper, c: Coupon, family: Family) -> None:
    """Payer, notice, how to pay, where to, and the amount with its day."""
    y0 = c.top
    parts.perforation(sheet, y0)
    _payer(sheet, paper, c, family)
    parts.wordmark(sheet, c.logo[0], y0 + c.logo[1])
    sheet.text(c.word[0], y0 + c.word[1], paper.words.phrase("payment"), family.bold, c.word[2])
    y = y0 + c.bullets_y
    for item in paper.stub_bullets:
        sheet.text(c.name_x, y, "•", family.regular, c.size)
        y = sheet.lines(
            c.name_x + 9,
            y,
            fonts.wrap(item, family.regular, c.size, min(365, 580 - c.name_x)),
            family.regular,
            c.size,
            pitch=11.6,
        )
    sheet.lines(c.remit[0], y0 + c.remit[1], paper.remit, family.regular, 10, pitch=13)
    _amount(sheet, paper, c, family)
    if c.scan is not None:
        sheet.text(c.scan[0], y0 + c.scan[1], parts.scan_line(paper), "Courier", 10)


def _amount(sheet: Sheet, paper: Paper, c: Coupon, family: Family) -> None:
    x, y, right = c.amount[0], c.top + c.amount[1], c.amount[2]
    labels = coupon_words(paper).split("\n")
    end = sheet.lines(x, y, labels, family.regular, 10, pitch=12)
    last = end - 12
    if paper.spec.coupon == "remitted":
        text = "$"
    elif paper.places.coupon_amount is not None:
        text = paper.manner.money(paper.places.coupon_amount, sign=True)
    else:
        text = ""
    sheet.text(right - (60 if paper.spec.coupon == "remitted" else 0), last, text, family.bold, 11.5, align="r")
    if c.boxed:
        sheet.add(Area(Box(x - 6, y - 14, right + 6, last + 8), None, 0.0, 0.8))


def coupon_words(paper: Paper) -> str:
    """What stands beside the coupon's amount: its own date where a defect gave it one."""
    if paper.spec.coupon == "remitted":
        return paper.words.phrase("remitted")
    if paper.due is None or paper.places.coupon_due in (None, paper.due):
        return paper.stub
    return paper.stub.replace(paper.manner.day(paper.due), paper.manner.day(paper.places.coupon_due))


def _payer(sheet: Sheet, paper: Paper, c: Coupon, family: Family) -> None:
    name = paper.case.first_name if paper.rng.random() < 0.3 else paper.case.name
    y = c.top + c.head_y
    sheet.lines(c.name_x, y, (name, *paper.case.address), family.regular, c.size, pitch=11.7)
    words = paper.words
    rows = [(words.header("notice"), paper.code), (words.header("date"), paper.manner.day(paper.places.stub_date))]
    table = header.Table(c.table_x, c.value_x, y, 11.7, c.size, push=True)
    header.draw(sheet, table, rows + header.tin_row(paper), family)


def contact(sheet: Sheet, paper: Paper, c: Coupon, family: Family, *, mail: bool = True) -> None:
    """The stub that goes with correspondence: change of address, telephone numbers, best time to call."""
    y0 = c.top
    parts.perforation(sheet, y0)
    _payer(sheet, paper, c, family)
    parts.wordmark(sheet, c.logo[0], y0 + c.logo[1])
    x = max(c.name_x, 188.0)
    word, size = paper.words.phrase("contact"), c.word[2] - 1
    while fonts.width(word, family.bold, size) > c.name_x - c.word[0] - 12:
        size -= 0.5
    sheet.text(c.word[0], y0 + c.word[1] + 14, word, family.bold, size)
    y = y0 + c.bullets_y
    changed = paper.words.phrase("address_changed").format_map(paper.context)
    y = sheet.lines(x, y, fonts.wrap(changed, family.regular, c.size, 585 - x), family.regular, c.size, pitch=11.6)
    ticked = fonts.wrap(
        paper.words.phrase("correspondence").format_map(paper.context), family.regular, c.size, 570 - x
    )
    sheet.add(Area(Box(x, y - 7, x + 7.5, y + 0.5)))
    sheet.lines(x + 14, y, ticked, family.regular, c.size, pitch=11.6)
    parts.contact_lines(sheet, paper, family, c.size, x=min(x, 196.0), y=y + 62)
    if mail:
        sheet.lines(c.remit[0], y0 + c.remit[1] + 20, paper.remit, family.regular, 10, pitch=13)
        if c.scan is not None and paper.rng.random() < 0.5:
            sheet.text(c.scan[0], y0 + c.scan[1], "0000 0000000 0000000000 0000000 0000", "Courier", 10)
