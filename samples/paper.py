"""What one notice says, before a layout draws it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.notice import TaxPeriod

from .blocks import Block, Grid, Section
from .manner import Manner
from .people import Case
from .specs import CodeSpec, DueKind
from .tables import Printed, Row
from .words import Words


@dataclass(frozen=True, slots=True)
class Places:
    """What places other than the main ones print; they differ from those only by a defect."""

    coupon_amount: Decimal | None
    coupon_due: date | None
    stub_date: date
    later_date: date


@dataclass(frozen=True, slots=True)
class Paper:
    """One notice. The last of `rows` is the total where the code prints one.

    printed_code: as the header prints it ("CP 71C"). period_text: what stands beside "Tax year" or "Tax period",
    lines parted by "\\n", None for nothing. amounts: role, label and amount by the ids in `rows` and `detail`.
    detail: the table of the periods. stub_lines: what the coupon prints beside its amount. extras: more rows of the
    header as (words key, value). later_balances: what is owed for each period, for a follow-up.
    """

    code: str
    printed_code: str
    spec: CodeSpec
    case: Case
    notice_date: date
    periods: tuple[TaxPeriod, ...]
    period_text: str | None
    title: tuple[str, ...]
    summary_heading: str
    rows: tuple[Row, ...]
    detail: Grid | None
    amounts: Mapping[str, Printed]
    asked: Decimal | None
    due_kind: DueKind
    due: date | None
    why: tuple[Block, ...]
    sections: tuple[Section, ...]
    extras: tuple[tuple[str, str], ...]
    stub: str
    stub_bullets: tuple[str, ...]
    places: Places
    manner: Manner
    words: Words
    tin_text: str | None
    tin_key: str
    phone: str
    caller_id: str | None
    office: tuple[str, ...]
    remit: tuple[str, ...]
    contact: tuple[str, str]
    context: Mapping[str, str]
    balances: tuple[Decimal, ...]
    rng: random.Random
    defects: tuple[str, ...] = ()

    @property
    def mailed_name(self) -> str:
        return self.case.name.upper()

    @property
    def mailed_address(self) -> tuple[str, ...]:
        return tuple(line.upper() for line in self.case.address)

    @property
    def has_total(self) -> bool:
        return bool(self.rows) and self.rows[-1].id == "total"
