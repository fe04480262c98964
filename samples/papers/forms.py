"""Forms and statements that come in the same mail: W-2, 1099, a bank's statement, a page of a return."""

from decimal import Decimal
from random import Random

from .about import About, dollars
from .pen import BOLD, PLAIN, Pen, draw_pages
from .wording import BANK_LINES, RETURN_LINES


def wage_statement(about: About, rng: Random) -> bytes:
    """A W-2: boxes with small labels, and now and then a wage of 1,099 dollars."""
    wages = Decimal(1099) if rng.random() < 0.3 else Decimal(rng.randint(900_000, 9_500_000)) / 100
    employer, control = rng.randint(1_000_000, 9_999_999), rng.randint(10_000, 99_999)
    figures = (
        ("1  Wages, tips, other compensation", wages),
        ("2  Federal income tax withheld", wages * 12 / 100),
        ("3  Social security wages", wages),
        ("4  Social security tax withheld", wages * 62 / 1000),
        ("5  Medicare wages and tips", wages),
        ("6  Medicare tax withheld", wages * 145 / 10000),
    )

    def page(pen: Pen) -> None:
        pen.cell((54, 70, 150, 26), "a  Employee's social security number", f"XXX-XX-{about.last4}")
        pen.at(330, 88, "OMB No. 1545-0008", PLAIN, 7)
        pen.cell((54, 96, 270, 26), "b  Employer identification number (EIN)", f"00-{employer}")
        pen.cell((54, 122, 270, 66), "c  Employer's name, address, and ZIP code", "Cedarline Packaging Inc")
        pen.cell((54, 188, 270, 24), "d  Control number", str(control))
        pen.cell((54, 212, 270, 80), "e/f  Employee's name and address", about.name)
        for index, (label, value) in enumerate(figures):
            place = (324 + 117.0 * (index % 2), 96 + 26.0 * (index // 2), 117.0, 26.0)
            pen.cell(place, label, f"{value:.2f}")
        pen.at(54, 320, "W-2", BOLD, 22)
        pen.at(104, 312, "Wage and Tax", BOLD, 9)
        pen.at(104, 322, "Statement", BOLD, 9)
        pen.at(306, 322, str(about.year), BOLD, 24, align="c")
        pen.at(560, 312, "Department of the Treasury - Internal Revenue Service", PLAIN, 7, align="r")
        pen.at(54, 338, "Copy C - for the employee's own records", PLAIN, 8)

    return draw_pages([page])


def payer_statement(about: About, rng: Random) -> bytes:
    """A 1099-INT with its boxes."""
    interest = Decimal(rng.randint(1_100, 480_000)) / 100
    payer = rng.randint(1_000_000, 9_999_999)

    def page(pen: Pen) -> None:
        pen.cell((54, 80, 270, 90), "PAYER'S name, address, and telephone no.", "Tri-River Savings Bank")
        pen.cell((54, 170, 135, 28), "PAYER'S TIN", f"00-{payer}")
        pen.cell((189, 170, 135, 28), "RECIPIENT'S TIN", f"XXX-XX-{about.last4}")
        pen.cell((54, 198, 270, 34), "RECIPIENT'S name", about.name)
        pen.cell((54, 232, 270, 34), "Street address", about.address[0])
        pen.cell((324, 80, 130, 30), "Payer's RTN (optional)")
        pen.cell((324, 110, 130, 30), "1  Interest income", dollars(interest))
        pen.cell((324, 140, 130, 30), "2  Early withdrawal penalty", "$0.00")
        pen.cell((324, 170, 130, 30), "4  Federal income tax withheld", "$0.00")
        pen.at(510, 108, "Form 1099-INT", BOLD, 13, align="c")
        pen.at(510, 130, "Interest", BOLD, 15, align="c")
        pen.at(510, 148, "Income", BOLD, 15, align="c")
        pen.at(510, 176, f"Tax year {about.year}", align="c")
        pen.at(54, 290, "Copy B, for the recipient. Keep it with the papers of the return.", PLAIN, 8)

    return draw_pages([page])


def bank_statement(about: About, rng: Random) -> bytes:
    """A month of an account, with dates, balances and a payment to the IRS."""
    start = Decimal(rng.randint(80_000, 1_900_000)) / 100
    changes = [(rng.choice(BANK_LINES), Decimal(rng.randint(-42_000, 30_000)) / 100) for _ in range(22)]
    tail = rng.randint(1000, 9999)

    def page(pen: Pen) -> None:
        pen.at(54, 66, "Tri-River Savings Bank", BOLD, 16)
        pen.at(558, 60, "Account statement", BOLD, 12, align="r")
        pen.at(558, 76, f"Account ending {tail}   Page 1 of 3", PLAIN, 9, align="r")
        for index, line in enumerate((about.name, *about.address)):
            pen.at(54, 112 + 13 * index, line)
        pen.at(330, 112, "Beginning balance")
        pen.at(558, 112, dollars(start), align="r")
        pen.rule(54, 190, 558, 190, 1.2)
        for x, label in ((54, "Date"), (120, "Description"), (440, "Amount"), (520, "Balance")):
            pen.at(x, 204, label, BOLD, 9)
        balance = start
        for index, (what, change) in enumerate(changes):
            balance += change
            y = 222 + 17 * index
            pen.at(54, y, f"{about.sent:%m}/{1 + index:02d}", PLAIN, 9)
            pen.at(120, y, what, PLAIN, 9)
            pen.at(478, y, f"{change:,.2f}", PLAIN, 9, align="r")
            pen.at(558, y, f"{balance:,.2f}", PLAIN, 9, align="r")
        pen.at(54, 640, "Ending balance", BOLD)
        pen.at(558, 640, dollars(balance), BOLD, align="r")

    return draw_pages([page])


def return_page(about: About, rng: Random) -> bytes:
    """The second page of a copied income tax return: numbered lines with whole dollars."""
    figures = [rng.randint(0, 18_000) if rng.random() < 0.6 else None for _ in range(26)]

    def page(pen: Pen) -> None:
        pen.at(54, 50, f"Form 1040 ({about.year})", PLAIN, 8)
        pen.at(558, 50, "Page 2", PLAIN, 8, align="r")
        pen.at(54, 64, f"{about.name}   XXX-XX-{about.last4}", "Courier")
        for index, figure in enumerate(figures):
            y = 90 + 22 * index
            pen.at(60, y, str(16 + index), BOLD, 8)
            pen.at(84, y, RETURN_LINES[index % len(RETURN_LINES)] + " " + ". " * 28, PLAIN, 8)
            pen.box(470, y - 11, 88, 16)
            if figure is not None:
                pen.at(552, y, f"{figure:,}", "Courier", 9, align="r")
        pen.at(54, 690, "Sign here", BOLD, 12)
        pen.rule(120, 694, 400, 694)
        pen.at(140, 690, about.name, "Times-Italic", 16)

    return draw_pages([page])
