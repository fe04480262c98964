"""From a code, a taxpayer and a day to what the notice says."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.notice import TaxPeriod

from . import amounts, due, tins
from .context import Values, make_context
from .layouts.base import Layout
from .manner import Manner
from .mischief import early
from .offices import offices
from .paper import Paper, Places
from .people import Case
from .periods import draw_periods, own_words, period_words
from .selection import choose_sections
from .specs import CodeSpec
from .tables import Printed, Row, draw_sums, period_table, recipe_of, summary_rows
from .wording import blocks, fill
from .words import Words

_MINUS = ("-{}", "-{}", "– {}", "({})", "–{}")
_SPLIT_CODE = re.compile(r"(CP|LT)(\d.*)")


@dataclass(frozen=True, slots=True)
class Past:
    """What an earlier notice of the same matter left: its periods, and what was owed for each (0 for unknown)."""

    periods: tuple[TaxPeriod, ...]
    owed: tuple[Decimal, ...]


def compose(
    code: str,
    spec: CodeSpec,
    layout: Layout,
    case: Case,
    day: date,
    *,
    rng: random.Random,
    past: Past | None = None,
    late: bool = False,
) -> Paper:
    """A notice of `code` to `case`, dated `day`, in the words of `layout`.

    `past` carries on an earlier one; `late` prints a day to act that lies before the notice date.
    """
    words = Words(layout.voice_es if spec.lang == "es" else layout.voice, rng)
    manner = _manner(spec, layout, case, rng)
    periods = past.periods if past else draw_periods(spec, case.account, day, rng)
    sums = draw_sums(spec, rng, _carried(spec, past, max(len(periods), 1)))
    kind = due.draw_kind(spec, rng)
    day_due = due.due_date(kind, spec, day, sums.asked, rng)
    if late and day_due is not None:
        day_due = early(day, rng)
    values = Values(
        code=code,
        spec=spec,
        case=case,
        day=day,
        due=day_due,
        periods=periods,
        period_words=period_words(spec, periods, manner),
        amounts=dict(sums.by_key or {}) | ({"total": sums.total} if sums.total is not None else {}),
        asked=sums.asked,
        phone=rng.choice(offices().phones[_desk(spec, day)]),
        tin=_tin_text(spec, case, manner),
        tin_key=layout.tin_key or _tin_key(case, day, rng),
    )
    context = make_context(values, words, manner, rng)
    rows = summary_rows(spec, sums, words, context, kind)
    detail, cells = period_table(spec, sums, words, manner, periods)
    return Paper(
        code=code,
        printed_code=_printed_code(code, spec, layout, rng),
        spec=spec,
        case=case,
        notice_date=day,
        periods=periods,
        period_text=_period_text(spec, manner, periods, rng),
        title=_title(spec, context, rng),
        summary_heading=fill(words.phrase(recipe_of(spec).heading), context) if spec.summary else "",
        rows=rows,
        detail=detail,
        amounts=_labelled(rows) | cells,
        asked=sums.asked,
        due_kind=kind,
        due=day_due,
        why=blocks(spec.why, context, rng),
        sections=choose_sections(spec, kind, layout.page_text, context, rng),
        extras=_extras(spec, rng),
        stub=fill(words.stub(due.words_for(kind)), context),
        stub_bullets=_stub_bullets(words, context),
        places=Places(sums.asked, day_due, day, day),
        manner=manner,
        words=words,
        tin_text=values.tin or None,
        tin_key=values.tin_key,
        phone=values.phone,
        caller_id=_caller_id(spec, layout, rng),
        office=rng.choice(offices().letterheads),
        remit=rng.choice(offices().remittances),
        contact=rng.choice(offices().contacts),
        context=context,
        balances=tuple(amounts.total(recipe_of(spec), p) for p in sums.by_period),
        rng=rng,
    )


def _carried(spec: CodeSpec, past: Past | None, count: int) -> tuple[Decimal, ...]:
    """What the first row begins with: the earlier notice's balances where the code carries them on."""
    carries = spec.summary is not None and recipe_of(spec).rows[0].key == "owed_before"
    return past.owed if past and past.owed and carries else (Decimal(0),) * count


def _manner(spec: CodeSpec, layout: Layout, case: Case, rng: random.Random) -> Manner:
    mask = rng.choices(list(layout.masks), list(layout.masks.values()))[0]
    if case.tin_kind == "ein" and rng.random() < 0.75:
        mask = ""  # employer numbers are seldom masked
    minus, leaders, dates = rng.choice(_MINUS), rng.random() < 0.3, rng.choice(layout.dates)
    currency = rng.choice(layout.money) if len(layout.money) > 1 else layout.money[0]
    periods = rng.choice(layout.periods) if len(layout.periods) > 1 else layout.periods[0]
    return Manner(minus, leaders, mask, dates, spec.lang, currency, periods)


def _desk(spec: CodeSpec, day: date) -> str:
    return "individuals_2024" if spec.phone == "individuals" and day.year >= 2024 else spec.phone


def _tin_text(spec: CodeSpec, case: Case, manner: Manner) -> str:
    if not spec.prints_tin:
        return ""
    return tins.printed(case.tin, case.tin_kind, manner.mask)


def _tin_key(case: Case, day: date, rng: random.Random) -> str:
    if rng.random() < (0.35 if day.year >= 2016 else 0.05):
        return "tin"
    return {"ssn": "ssn", "itin": "tin", "ein": "ein"}[case.tin_kind]


def _printed_code(code: str, spec: CodeSpec, layout: Layout, rng: random.Random) -> str:
    """ "CP503" or "CP 503"; letters keep the canonical code, their layouts write "Letter 1058" of it."""
    split = _SPLIT_CODE.fullmatch(code)
    if spec.printed:
        return rng.choice(spec.printed)
    return f"{split[1]} {split[2]}" if split and rng.random() < layout.spaced else code


def _period_text(spec: CodeSpec, manner: Manner, periods: tuple[TaxPeriod, ...], rng: random.Random) -> str | None:
    if not periods or spec.scheme == "none" or (len(periods) > 1 and spec.detail and rng.random() < 0.7):
        return None
    if manner.periods != "plain":
        return "\n".join(own_words(p, manner) or manner.day(p.period_end) for p in periods)
    if spec.scheme == "year" and not (len(periods) == 1 and rng.random() < 0.06):
        return ", ".join(str(p.period_end.year) for p in periods)
    return "\n".join(manner.day(p.period_end) for p in periods)


def _title(spec: CodeSpec, context: Mapping[str, str], rng: random.Random) -> tuple[str, ...]:
    """The title's lines; now and then without the one that names the amount."""
    lines = rng.choice(spec.title)
    if "{amount}" in lines[-1] and len(lines) > 1 and spec.coupon != "remitted" and rng.random() < 0.1:
        lines = lines[:-1]
    return tuple(fill(line, context) for line in lines)


def _labelled(rows: tuple[Row, ...]) -> dict[str, Printed]:
    return {row.id: (row.role, row.label.replace("\n", " "), row.amount) for row in rows}


def _extras(spec: CodeSpec, rng: random.Random) -> tuple[tuple[str, str], ...]:
    digits = {"select": 2, "aur": 5, "reference": 5}
    made = {key: f"{rng.randint(1, 10 ** digits[key] - 1):0{digits[key]}d}" for key in spec.extras}
    if "aur" in made:
        made["aur"] += f"-{rng.randint(1000, 9999)}"
    return tuple(made.items())


def _stub_bullets(words: Words, context: Mapping[str, str]) -> tuple[str, ...]:
    write = "write" if {"form", "period", "tin"} <= set(context) else "write_plain"
    return fill(words.phrase("check"), context), fill(words.phrase(write), context)


def _caller_id(spec: CodeSpec, layout: Layout, rng: random.Random) -> str | None:
    if not layout.caller_digits or rng.random() < 0.2:
        return None
    digits = rng.choice(layout.caller_digits)
    return f"{rng.randint(1, 10**digits - 1):0{digits}d}"
