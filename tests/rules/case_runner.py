"""The cases a practitioner can read: `cases/**.yaml`, a notice in, what the rules make of it out.

A file is `today:` (optional, for all its cases) and `cases:`, a list of

    - case: a sentence that says what is shown          (unique in its file)
      today: 2018-01-25                                 the day it is looked at
      notice: {code: CP503, date: 2018-01-08, ...}      what the paper says, see PrintedNotice; the rest is usual
      known: [{code: CP501, date: ...}, ...]            notices of the same desk, read before (optional)
      given: {returns_filed: true}                      what a person found out (optional)
      expect: {queue: collections, ...}                 by the names of `case_checks.CHECKS`
"""

import datetime
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from schemas.catalog import lookup
from schemas.notice import (
    Amount,
    AmountRole,
    FieldEvidence,
    FieldStatus,
    NoticeFacts,
    PrintedDate,
    Source,
    Taxpayer,
    TaxPeriod,
    Tin,
)
from schemas.record import Record
from schemas.strict_yaml import load_model

from .make import facts, seen

Day = datetime.date
FOLDER = Path(__file__).parent / "cases"
Kind = Literal["pay_by", "respond_by", "request_hearing_by", "petition_by", "other"]


class PrintedDay(Record):
    kind: Kind
    date: Day
    label: str = "by"


class PrintedNotice(Record):
    """What is printed. Where no code was read: `title_of`, the codes whose title it bears, `wording_of`, the family
    that its wording is like. `due`: the printed day, for `due_kind`; `days`: "n days from the date of this notice";
    `period`: end of the tax period ("none": none printed), `periods`: several; `tin`: kind of number; `rows`: the
    summary table, role to amount, in order; `of_pages`: as in "Page 1 of 5"; `by_title`: the code was concluded from
    the title.

    How it was read: fields that are `unreadable` or `contradicted` (by another place), read once and `unsure`, or
    found `nowhere` on the paper though they have a value. All others were read well."""

    code: str | None
    title_of: tuple[str, ...] = ()
    wording_of: str | None = None
    date: Day | None = None
    due: Day | None = None
    due_kind: Kind | None = None
    printed: tuple[PrintedDay, ...] = ()
    days: int | None = None
    immediately: bool = False
    amount_due: Decimal | None = None
    rows: dict[AmountRole, Decimal] = Field(default_factory=dict)
    form: str | None = None
    period: str | None = None
    periods: tuple[Day, ...] = ()
    kind_of_period: Literal["year", "quarter", "month", "unknown"] | None = None
    tin: Literal["ssn", "itin", "atin", "ein", "unknown"] | None = None
    last4: str | None = "1234"
    name: str | None = "JAMES HINDS"
    address: tuple[str, ...] = ("22 BOULDER STREET", "HANSON, CT 00000-7253")
    phone: str | None = "1-800-829-0922"
    of_pages: int | None = None
    by_title: bool = False
    unreadable: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()

    def facts(self, number: int = 0) -> NoticeFacts:
        """As read when everything goes well; `number` tells notices of one case apart."""
        printed = [PrintedDate(kind=d.kind, date=d.date, label=d.label, page=1) for d in self.printed]
        if self.due is not None:
            printed.insert(0, PrintedDate(kind=self._due_kind, date=self.due, label="by", page=1))
        return facts(
            notice_id=f"n{number:07d}",
            source=Source(file=f"mail{number}.pdf", sha256=f"{number:064d}", pages=(1,)),
            notice_code=self.code,
            notice_date=self.date,
            due_date=self.due,
            printed_dates=tuple(printed),
            response_days=self.days,
            pay_immediately=self.immediately,
            amount_due=self.amount_due,
            amounts=self._amounts,
            tax_periods=self._periods,
            tin=self._tin,
            taxpayer=Taxpayer(name=self.name, address=self.address),
            contact_phone=self.phone,
            code_basis="none" if self.code is None else "title" if self.by_title else "code",
            suggested_codes=self.title_of,
            pages_printed=self.of_pages,
            fields=self._reading,
            suggested_family=self.wording_of,
        )

    @property
    def _reading(self) -> dict[str, FieldEvidence]:
        """Only what was not read well."""
        return {
            **{name: seen(None, FieldStatus.UNREADABLE) for name in self.unreadable},
            **{name: seen("read twice", FieldStatus.CONFLICTING) for name in self.contradicted},
            **{name: seen("read once", confidence=0.95, readings=1) for name in self.unsure},
            **{name: seen(None) for name in self.nowhere},
        }

    @property
    def _due_kind(self) -> Kind:
        return self.due_kind or ("pay_by" if self.amount_due is not None else "respond_by")

    @property
    def _amounts(self) -> tuple[Amount, ...]:
        return tuple(
            Amount(role=role, label=role.value.replace("_", " "), amount=value, page=1)
            for role, value in self.rows.items()
        )

    @property
    def _business(self) -> bool:
        entry = lookup(self.code or "")
        return self.tin == "ein" if self.tin else bool(entry and entry.account == "BMF")

    @property
    def _tin(self) -> Tin:
        kind = self.tin or ("ein" if self._business else "ssn")
        if self.last4 is None:
            return Tin(type=kind, last4=None, masked=None)
        masked = f"**-***{self.last4}" if kind == "ein" else f"***-**-{self.last4}"
        return Tin(type=kind, last4=self.last4, masked=masked)

    @property
    def _periods(self) -> tuple[TaxPeriod, ...]:
        entry = lookup(self.code or "")
        if self.period == "none" or (not self.period and not self.periods and entry and "tax_periods" in entry.omits):
            return ()
        form = self.form or ("941" if self._business else "1040")
        kind: Any = self.kind_of_period or ("quarter" if form.startswith(("941", "720")) else "year")
        ends = self.periods or (Day.fromisoformat(self.period) if self.period else self._usual_period(kind),)
        return tuple(TaxPeriod(form=None if form == "none" else form, period_end=end, kind=kind) for end in ends)

    def _usual_period(self, kind: str) -> Day:
        year = (self.date or Day(2018, 1, 1)).year
        return Day(year - 1, 12, 31) if kind == "quarter" else Day(year - 2, 12, 31)


class OneCase(Record):
    case: str = Field(min_length=10)
    today: Day | None = None
    notice: PrintedNotice
    known: tuple[PrintedNotice, ...] = ()
    given: dict[str, bool | Decimal | Day] = Field(default_factory=dict)
    expect: dict[str, Any] = Field(min_length=1)


class CaseFile(Record):
    today: Day | None = None
    cases: tuple[OneCase, ...] = Field(min_length=1)


@cache
def all_cases() -> tuple[tuple[str, OneCase], ...]:
    """(name, case) of every file, the day filled in: the case's own, its file's, or five days after the notice."""
    found = []
    for path in sorted(FOLDER.rglob("*.yaml")):
        file = load_model(path, CaseFile)
        for one in file.cases:
            day = one.today or file.today or _soon(one.notice.date)
            name = f"{path.relative_to(FOLDER).with_suffix('')}: {one.case}"
            found.append((name, one.model_copy(update={"today": day})))
    return tuple(found)


def _soon(day: Day | None) -> Day:
    return (day or Day(2018, 2, 5)) + timedelta(days=5)
