"""The summary rows and the table of periods of one notice, with the amounts that they print."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from schemas.notice import AmountRole, TaxPeriod

from . import amounts, due
from .blocks import Grid
from .manner import Manner
from .specs import CodeSpec, DueKind, Recipe, recipes
from .wording import fill
from .words import Words

Printed = tuple[AmountRole, str, Decimal]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the summary; `id` ties it to the truth. A "\\n" in the label breaks it."""

    id: str
    role: AmountRole
    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts by period and key, sums by key, the total, and what is asked to be paid now."""

    by_period: tuple[dict[str, Decimal], ...] = ()
    by_key: Mapping[str, Decimal] | None = None
    total: Decimal | None = None
    asked: Decimal | None = None


def recipe_of(spec: CodeSpec) -> Recipe:
    return recipes()[spec.summary or ""]


def draw_sums(spec: CodeSpec, rng: random.Random, before: Sequence[Decimal]) -> Sums:
    """`before`: one entry a period, 0 where nothing is known of it from an earlier notice."""
    if spec.summary is None:
        return Sums()
    recipe = recipe_of(spec)
    by_period = tuple(amounts.draw_rows(recipe, rng, before))
    by_key = {key: sum((p[key] for p in by_period), Decimal(0)) for key in by_period[0]}
    total = amounts.total(recipe, by_key)
    asked = total if spec.asks == "total" else by_key[spec.asks] if spec.asks else None
    return Sums(by_period, by_key, total, asked)


def summary_rows(
    spec: CodeSpec, sums: Sums, words: Words, context: Mapping[str, str], kind: DueKind
) -> tuple[Row, ...]:
    """The rows in order, the total last where the code prints one."""
    if sums.by_key is None:
        return ()
    rows = [Row(key, words.role(key), fill(words.row(key), context), amount) for key, amount in sums.by_key.items()]
    total = recipe_of(spec).total
    if total is None or sums.total is None:
        return tuple(rows)
    if total == "due":
        label, role = words.total(due.words_for(kind)), AmountRole.AMOUNT_DUE
    else:
        label, role = words.row(total), words.role(total)
    return (*rows, Row("total", role, fill(label, context), sums.total))


def period_table(
    spec: CodeSpec, sums: Sums, words: Words, manner: Manner, periods: Sequence[TaxPeriod]
) -> tuple[Grid | None, dict[str, Printed]]:
    """Period by period, with the printed amounts by id; (None, {}) where the code prints no such table."""
    if not spec.detail or sums.by_key is None or sums.total is None:
        return None, {}
    keys = list(sums.by_key)
    forms = [words.header("form").rstrip(":")] if any(p.form for p in periods) else []
    labels = {k: words.row(k) for k in keys} | ({"sum": words.phrase("total_word")} if len(keys) > 1 else {})
    printed: dict[str, Printed] = {}
    rows, ids = [], []
    for n, (period, money) in enumerate(zip(periods, sums.by_period, strict=True)):
        cells = {key: money[key] if key in money else amounts.total(recipe_of(spec), money) for key in labels}
        for key, amount in cells.items():
            role = AmountRole.OTHER if key == "sum" else words.role(key)
            printed[f"{n}.{key}"] = (role, labels[key], amount)
        form = [period.form or ""] if forms else []
        rows.append((manner.day(period.period_end), *form, *(manner.money(a, sign=n == 0) for a in cells.values())))
        ids.append(tuple(f"{n}.{key}" for key in cells))
    last = words.total("undated") if recipe_of(spec).total == "due" else words.phrase("total_word")
    printed["all"] = (_total_role(spec), last, sums.total)
    total = (last, *[""] * (len(forms) + len(labels) - 1), manner.money(sums.total, sign=True))
    grid = Grid(
        head=(words.header("period").rstrip(":"), *forms, *labels.values()),
        rows=tuple(rows),
        total=total,
        ids=(*ids, ("all",)),
        right=(False, *[False] * len(forms), *[True] * len(labels)),
        wide=True,
    )
    return grid, printed


def _total_role(spec: CodeSpec) -> AmountRole:
    if recipe_of(spec).total == "due":
        return AmountRole.AMOUNT_DUE
    return AmountRole.OTHER
