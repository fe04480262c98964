"""Every sentence that the rules can say: from the files, and as it comes out for every code, amount and day."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import rules
from rules import judge
from rules.why import explain
from rules.why.code_sheet import code_sheet
from schemas.catalog import all_entries
from schemas.strict_yaml import Data, load

from .make import QUARTER_4, facts, minimal

FOLDER = Path(rules.__file__).parent
# The guides' own claims are quoted there, to be refuted.
QUOTES = ("guides.yaml",)
DAY = date(2026, 3, 2)
AMOUNTS = ("12.00", "9999.99", "10000.00", "25000.00", "50000.00", "52000.00", "99999.99", "100000.00", "250000.01")
GIVEN = {
    "returns_filed": True,
    "clean_history": False,
    "direct_debit_payments": 3,
    "disputed_per_period": Decimal("25000.00"),
    "lien_filed": True,
    "levy_in_force": True,
}


def of_files() -> Iterator[tuple[str, str]]:
    """(place, text) of every text in the YAML files and the catalogue."""
    for path in sorted(FOLDER.rglob("*.yaml")):
        if path.name not in QUOTES:
            name = str(path.relative_to(FOLDER))
            yield from ((name, text) for text in _strings(load(path.read_text(encoding="utf-8"), name)))
    for entry in all_entries():
        for text in (entry.title, entry.response, entry.note):
            yield f"notices.csv {entry.code}", text


def _strings(data: Data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for one in data:
            yield from _strings(one)
    elif isinstance(data, dict):
        for one in data.values():
            yield from _strings(one)


@cache
def as_said() -> tuple[tuple[str, str], ...]:
    """(place, text) of what comes out: every code in time and too late, amounts around every threshold, a person
    and a business, with and without what a person found out; and every code explained."""
    found: list[tuple[str, str]] = []
    for entry in all_entries():
        read = minimal(entry)
        for day in (read.notice_date or DAY, DAY):
            notice = judge(read, today=day)
            texts = (*notice.work_item.actions, *notice.work_item.reasons)
            texts += tuple(f.message for f in notice.validation.findings)
            found += [(f"{entry.code} on {day}", text) for text in texts]
        found += [(f"catalog {entry.code}", text) for _, text in code_sheet(entry.code, today=DAY).lines]
    for code in ("CP14", "CP503", "CP504", "CP504B", "LT11", "CP523", "L3172", "668W", "CP22E", "L525", "CP3219A"):
        for amount in AMOUNTS:
            found += [(f"{code} {amount}", text) for text in _explained(code, Decimal(amount))]
    return tuple(found)


def _explained(code: str, amount: Decimal) -> Iterator[str]:
    business = {"tax_periods": (QUARTER_4,), "tin": facts().tin.model_copy(update={"type": "ein"})}
    start = DAY - timedelta(days=10)
    for changes in ({}, business):
        read = facts(
            notice_code=code,
            notice_date=start,
            due_date=None,
            response_days=30,
            amount_due=amount,
            amounts=(),
            **changes,
        )
        notice = judge(read, today=DAY)
        yield from (*notice.work_item.actions, *notice.work_item.reasons)
        for given in ({}, GIVEN):
            why = explain(notice, today=DAY, given=given)
            yield from (step.says for step in why.steps)
            for one in why.options:
                yield from (one.because, one.where, one.waiting, one.note, one.form, one.name, *one.needs)
