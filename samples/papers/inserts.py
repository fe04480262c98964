"""Leaflets and forms that lie in the envelope with a notice: their numbers must not be taken for its code."""

from random import Random

from .about import About
from .pen import BOLD, PLAIN, Pen, draw_pages
from .wording import FILLER, HEARING_FIELDS, HEARING_REASONS, HEARING_START, PENALTY_END, PENALTY_HEADS, RIGHTS

_QUARTERS = ("January", "April", "July", "October")


def penalty_leaflet(about: About, rng: Random) -> bytes:
    """Notice 746, on penalties and interest: a number that looks like a code, and a table of rates and dates."""

    def page(pen: Pen) -> None:
        pen.at(54, 54, "Notice 746", BOLD, 14)
        pen.at(558, 54, "(Rev. 1-2024)   Cat. No. 63146F", PLAIN, 7, align="r")
        pen.at(54, 80, "About your notice, penalties and interest", BOLD, 16)
        pen.y = 106
        for heading in PENALTY_HEADS:
            pen.write(54, heading, BOLD, 11)
            for text in rng.sample(FILLER, 2):
                pen.paragraph(54, 504, text, PLAIN, 9)
        pen.write(54, "Interest rates by period", BOLD, 11)
        for index in range(9):
            start = f"{_QUARTERS[index % 4]} 1, {about.year - 2 + index // 4}"
            pen.at(70, pen.y, f"from {start}", PLAIN, 9)
            pen.at(300, pen.y, f"{rng.randint(3, 8)} percent", PLAIN, 9)
            pen.y += 12
        pen.y += 8
        pen.paragraph(54, 504, PENALTY_END, PLAIN, 9)

    return draw_pages([page])


def hearing_form(about: About, rng: Random) -> bytes:
    """Form 12153, the request for a hearing that comes with levy and lien notices, empty."""

    def page(pen: Pen) -> None:
        pen.at(54, 50, "Form 12153", BOLD, 12)
        pen.at(330, 50, "Request for a Collection Due Process or Equivalent Hearing", BOLD, 12, align="c")
        pen.y = 74
        pen.paragraph(54, 504, HEARING_START, PLAIN, 9)
        for index, label in enumerate(HEARING_FIELDS):
            pen.cell((54, 120 + 30 * index, 504, 30), label)
        pen.at(54, 262, "5. Tax information (type of tax, form number, period), as on the notice", BOLD, 9)
        for place in range(12):
            pen.box(54 + 168 * (place % 3), 270 + 22 * (place // 3), 168, 22)
        pen.at(54, 386, "6. Reason for the request", BOLD, 9)
        for index, label in enumerate(HEARING_REASONS):
            x, y = 60 + 250 * (index % 2), 398 + 20 * (index // 2)
            pen.box(x, y, 9, 9)
            pen.at(x + 16, y + 8, label, PLAIN, 9)
        pen.y = 480
        for text in rng.sample(FILLER, 3):
            pen.paragraph(54, 504, text, PLAIN, 9)
        _signature(pen)

    return draw_pages([page])


def _signature(pen: Pen) -> None:
    pen.rule(54, 690, 380, 690)
    pen.at(54, 700, "Signature", PLAIN, 7)
    pen.rule(420, 690, 558, 690)
    pen.at(420, 700, "Date", PLAIN, 7)
    pen.at(558, 750, "Form 12153 (Rev. 7-2022)", PLAIN, 7, align="r")


def rights_leaflet(about: About, rng: Random) -> bytes:
    """Publication 1, on a taxpayer's rights, in two columns."""

    def page(pen: Pen) -> None:
        pen.at(54, 60, "Publication 1", BOLD, 10)
        pen.at(54, 84, "Your Rights as a Taxpayer", BOLD, 20)
        for column in range(2):
            pen.y = 116
            for head in RIGHTS[column::2]:
                pen.write(54 + 260 * column, head, BOLD, 10)
                for text in rng.sample(FILLER, 2):
                    pen.paragraph(54 + 260 * column, 240, text, PLAIN, 9)
        pen.at(54, 752, "Publication 1 (Rev. 9-2017)  Catalog Number 64731W", PLAIN, 7)
        pen.at(558, 752, f"see also Publication 594 and Form 9465, {about.year}", PLAIN, 7, align="r")

    return draw_pages([page])
