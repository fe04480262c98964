"""A bill of a state's revenue department: dates, amounts and a coupon, but not the IRS."""

from datetime import timedelta
from random import Random

from .about import About, day, dollars
from .pen import BOLD, PLAIN, Pen, draw_pages
from .wording import FILLER, STATE_BILL

_STATES = (
    ("State of Ohio", "Department of Taxation", "Columbus, OH 43216"),
    ("State of Georgia", "Department of Revenue", "Atlanta, GA 30345"),
    ("Commonwealth of Massachusetts", "Department of Revenue", "Boston, MA 02204"),
    ("State of California", "Franchise Tax Board", "Sacramento, CA 94240"),
)


def state_letter(about: About, rng: Random) -> bytes:
    """One page with a header table, a summary and a coupon."""
    office = rng.choice(_STATES)
    number = rng.randint(100_000, 999_999)

    def page(pen: Pen) -> None:
        _head(pen, about, office, number)
        pen.at(60, 236, f"Notice of state income tax balance, {about.year}", BOLD, 15)
        pen.y = 262
        pen.paragraph(60, 490, STATE_BILL)
        _summary(pen, about)
        for text in FILLER[:3]:
            pen.paragraph(60, 490, text)
        pen.rule(30, 610, 582, 610, 0.5)
        pen.at(60, 640, "Payment coupon", BOLD, 13)
        pen.at(60, 664, f"Make checks payable to {office[0]}, {office[1]}", PLAIN, 9)
        pen.at(540, 700, dollars(about.amount), BOLD, 13, align="r")

    return draw_pages([page])


def _head(pen: Pen, about: About, office: tuple[str, ...], number: int) -> None:
    for index, line in enumerate(office):
        pen.at(60, 60 + 14 * index, line, BOLD if index < 2 else PLAIN, 11)
    rows = (
        ("Notice number", f"ST-{number}"),
        ("Date issued", day(about.notice_date)),
        ("Account", f"XXX-XX-{about.last4}"),
        ("Tax year", str(about.year)),
        ("Amount due", dollars(about.amount)),
    )
    for index, (label, value) in enumerate(rows):
        pen.at(370, 60 + 14 * index, label)
        pen.at(470, 60 + 14 * index, value)
    for index, line in enumerate((about.name, *about.address)):
        pen.at(84, 150 + 13 * index, line.upper())


def _summary(pen: Pen, about: About) -> None:
    share = (about.amount * 8 / 10).quantize(about.amount)
    due = about.notice_date + timedelta(days=30)
    rows = (
        ("State tax", share),
        ("Penalty and interest", about.amount - share),
        (f"Amount due by {day(due)}", about.amount),
    )
    for label, amount in rows:
        pen.at(84, pen.y, label)
        pen.at(460, pen.y, dollars(amount), align="r")
        pen.y += 16
    pen.y += 10
