"""What a paper in the mail is about: often a notice that lies beside it, quoted in full."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from schemas.truth import TruthNotice

FIRMS = ("Hollis Tax Group", "Bramwell & Stout CPAs", "Quayle Ledger Services", "Northgate Accounting LLC")
_STREETS = ("Alder Court", "Mill Road", "Harbor Street", "Vine Avenue", "Second Street")
_TOWNS = ("Lowell, MA 01852", "Dayton, OH 45402", "Tacoma, WA 98402", "Mesa, AZ 85201", "Macon, GA 31201")
_NAMES = ("Ines Carmody", "Walter Pruitt", "Dana & Lee Okafor", "Marguerite Sorel", "Tomas Vrba", "Joyce Eldridge")


@dataclass(frozen=True, slots=True)
class About:
    """A person, the office that gets the mail, and a notice to speak of."""

    name: str
    address: tuple[str, ...]
    firm: str
    code: str
    notice_date: date
    amount: Decimal
    last4: str
    year: int

    @property
    def sent(self) -> date:
        """When the person wrote: some days after the notice."""
        return self.notice_date + timedelta(days=11)


def about_nobody(rng: Random) -> About:
    """A person without a notice in this mail."""
    return About(
        name=rng.choice(_NAMES),
        address=(f"{rng.randint(3, 980)} {rng.choice(_STREETS)}", rng.choice(_TOWNS)),
        firm=rng.choice(FIRMS),
        code=rng.choice(("CP14", "CP501", "CP2000", "CP503", "LT11")),
        notice_date=date(2018, 1, 8) + timedelta(days=7 * rng.randint(0, 300)),
        amount=Decimal(rng.randint(15_000, 2_000_000)) / 100,
        last4=f"{rng.randint(1, 9999):04d}",
        year=2016 + rng.randint(0, 6),
    )


def about_notice(notice: TruthNotice, rng: Random) -> About:
    """The taxpayer of `notice`, who quotes it; what the notice does not print is made up."""
    spare = about_nobody(rng)
    return About(
        name=(notice.taxpayer.name or spare.name).title(),
        address=tuple(line.title() for line in notice.taxpayer.address) or spare.address,
        firm=spare.firm,
        code=notice.notice_code or spare.code,
        notice_date=notice.notice_date or spare.notice_date,
        amount=notice.amount_due or spare.amount,
        last4=notice.tin.last4 or spare.last4,
        year=notice.tax_periods[0].period_end.year if notice.tax_periods else spare.year,
    )


def day(when: date) -> str:
    """ "March 4, 2019"."""
    return f"{when:%B} {when.day}, {when.year}"


def dollars(amount: Decimal) -> str:
    """ "$1,234.50"."""
    return f"${amount:,.2f}"
