"""Papers from the client's own desk: a letter around the notice, a fax cover, an envelope, a check."""

from random import Random

from .about import About, day, dollars
from .pen import BOLD, PLAIN, SLANTED, Pen, draw_pages
from .wording import CLIENT_LETTER, FAX_NOTES, FAX_WARNING

ENVELOPE = (684.0, 297.0)  # a number 10 envelope, 9.5 x 4.125 inches
_CAMPUSES = ("Kansas City, MO 64999-0025", "Ogden, UT 84201-0002", "Cincinnati, OH 45999-0030")


def cover_letter(about: About, rng: Random) -> bytes:
    """A letter that quotes the code, the date and the amount of the notice it came with."""
    font = rng.choice(("Times-Roman", PLAIN, "Courier"))
    check = rng.randint(1000, 9999)
    subject = f"Re: IRS notice {about.code} dated {day(about.notice_date)}, tax year {about.year}"
    head = (about.name, *about.address, "", day(about.sent), "", about.firm, "Attn: tax department", "", subject, "")

    def page(pen: Pen) -> None:
        for line in head:
            pen.write(72, line, font, 11)
        for text in CLIENT_LETTER:
            filled = text.format(
                code=about.code, amount=dollars(about.amount), year=about.year, last4=about.last4, check=check
            )
            pen.paragraph(72, 468, filled, font, 11)
        pen.y += 12
        pen.write(72, "Thank you,", font, 11)
        pen.y += 26
        pen.write(76, about.name, "Times-Italic", 20)
        pen.write(72, about.name, font, 11)
        pen.y += 14
        pen.write(72, f"Enclosure: {about.code}", font, 9)

    return draw_pages([page])


def fax_cover(about: About, rng: Random) -> bytes:
    """The first page of a fax, with a table of sender, receiver and pages."""
    title = rng.choice(("FAX", "Facsimile", "FAX TRANSMITTAL"))
    rows = (
        ("To:", about.firm),
        ("From:", about.name),
        ("Fax:", f"({rng.randint(201, 989)}) 555-01{rng.randrange(100):02d}"),
        ("Date:", f"{about.sent:%m/%d/%Y}"),
        ("Pages:", f"{rng.randint(3, 14)} including this one"),
        ("Re:", f"IRS letter {about.code}, {dollars(about.amount)}"),
    )

    def page(pen: Pen) -> None:
        pen.at(72, 96, title, BOLD, 30)
        for index, (label, value) in enumerate(rows):
            y = 150.0 + 28 * index
            pen.at(72, y, label, BOLD, 12)
            pen.at(150, y, value, PLAIN, 12)
            pen.rule(146, y + 4, 540, y + 4, 0.5)
        pen.y = 350
        pen.paragraph(72, 468, FAX_NOTES, PLAIN, 12)
        for index, label in enumerate(("Urgent", "For review", "Please reply")):
            pen.box(72 + 150 * index, 420, 11, 11)
            pen.at(90 + 150 * index, 430, label, PLAIN, 11)
        pen.y = 700
        pen.paragraph(72, 468, FAX_WARNING, SLANTED, 8)

    return draw_pages([page])


def envelope(about: About, rng: Random) -> bytes:
    """The face of a window envelope."""
    town = rng.choice(_CAMPUSES)
    bars = [rng.choice((5.0, 9.0, 9.0, 14.0)) for _ in range(52)]

    def page(pen: Pen) -> None:
        for index, line in enumerate(("Department of the Treasury", "Internal Revenue Service", town)):
            pen.at(36, 40 + 12 * index, line, BOLD if index < 2 else PLAIN, 9)
        pen.at(36, 84, "Official business", PLAIN, 8)
        pen.at(36, 94, "Penalty for private use, $300", PLAIN, 8)
        pen.box(500, 28, 150, 54)
        for index, line in enumerate(("FIRST-CLASS MAIL", "POSTAGE AND FEES PAID", "PERMIT NO. G-48")):
            pen.at(575, 44 + 13 * index, line, BOLD, 8, align="c")
        pen.box(80, 128, 330, 92, line=0.9, fill=0.96)
        for index, line in enumerate((about.name, *about.address)):
            pen.at(98, 162 + 14 * index, line.upper())
        for index, tall in enumerate(bars):
            pen.box(430 + 3.9 * index, 262 - tall, 1.4, tall, line=0, fill=0.0)

    return draw_pages([page], ENVELOPE)


def check_copy(about: About, rng: Random) -> bytes:
    """A copied check to the Treasury on a full sheet."""
    number = rng.randint(1001, 4999)
    routing = f"| : 0{rng.randint(10_000_000, 99_999_999)} | :  {rng.randint(1000, 9999)} 55 {rng.randint(10, 99)}"

    def page(pen: Pen) -> None:
        pen.box(60, 90, 480, 200, line=1.0)
        pen.at(76, 112, about.name, BOLD)
        for index, line in enumerate(about.address):
            pen.at(76, 125 + 12 * index, line, PLAIN, 9)
        pen.at(520, 112, str(number), BOLD, 12, align="r")
        pen.at(520, 140, f"{about.sent:%m/%d/%y}", "Times-Italic", 14, align="r")
        pen.at(76, 182, "PAY TO THE", PLAIN, 6)
        pen.at(76, 190, "ORDER OF", PLAIN, 6)
        pen.at(130, 190, "United States Treasury", "Times-Italic", 16)
        pen.box(430, 174, 96, 22)
        pen.at(520, 190, dollars(about.amount), "Times-Italic", 14, align="r")
        pen.rule(76, 222, 460, 222)
        pen.at(76, 258, f"FOR {about.year} Form 1040  {about.code}", "Times-Italic", 12)
        pen.rule(340, 262, 520, 262)
        pen.at(350, 258, about.name, "Times-Italic", 17)
        pen.at(110, 282, routing, "Courier-Bold", 11)

    return draw_pages([page])
