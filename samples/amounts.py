"""Amounts of a summary, drawn by its recipe: rows that sum to the total to the cent."""

import math
import random
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from .specs import Recipe, RowRule

CENT = Decimal("0.01")


def log_uniform(rng: random.Random, low: float, high: float) -> float:
    """Small amounts as often as large ones."""
    return math.exp(rng.uniform(math.log(low), math.log(high)))


def cents(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(CENT, ROUND_HALF_UP)


def dollars(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP).quantize(CENT)


def _amount(rule: RowRule, so_far: Mapping[str, Decimal], net: Decimal, rng: random.Random) -> Decimal:
    if rule.base is not None:
        value = log_uniform(rng, *rule.base)
    else:
        assert rule.share is not None
        whole = net if rule.of == "net" else so_far[rule.of]
        low, high = rule.share
        value = float(abs(whole)) * (low if low == high else rng.uniform(low, high))
    amount = max(dollars(value) if rule.dollars else cents(value), Decimal("1.00"))
    return -amount if rule.minus else amount


def draw_rows(recipe: Recipe, rng: random.Random, before: Sequence[Decimal]) -> list[dict[str, Decimal]]:
    """For each of `before` one period: key -> amount, the same keys in each, in the recipe's order.

    `before` is what the first row is, where it is known from an earlier notice (0 draws it).
    """
    printed = [rule for rule in recipe.rows if rule.chance >= 1 or rng.random() < rule.chance]
    return [_one_period(printed, rng, known) for known in before]


def _one_period(rules: Sequence[RowRule], rng: random.Random, known: Decimal) -> dict[str, Decimal]:
    amounts: dict[str, Decimal] = {}
    net = Decimal(0)
    for index, rule in enumerate(rules):
        amount = known if index == 0 and known else _amount(rule, amounts, net, rng)
        amounts[rule.key] = amount
        if not rule.shown_only:
            net += amount
    return amounts


def total(recipe: Recipe, amounts: Mapping[str, Decimal]) -> Decimal:
    """What the rows sum to; positive where the recipe turns an overpayment round."""
    shown_only = {rule.key for rule in recipe.rows if rule.shown_only}
    net = sum((a for key, a in amounts.items() if key not in shown_only), Decimal(0))
    return -net if recipe.negate_total else net


def misprint(amount: Decimal, rng: random.Random) -> Decimal:
    """Another amount that looks like a slip: one digit changed, or two neighbours swapped."""
    text = f"{abs(amount):.2f}"
    places = [i for i, c in enumerate(text) if c.isdigit()]
    while True:
        digits = list(text)
        if rng.random() < 0.5:
            spot = rng.choice(places)
            digits[spot] = str(rng.randint(1, 9))
        else:
            at = rng.randrange(len(places) - 1)
            a, b = places[at], places[at + 1]
            digits[a], digits[b] = digits[b], digits[a]
        changed = Decimal("".join(digits))
        if changed != abs(amount) and changed > 0 and digits[0] != "0":
            return -changed if amount < 0 else changed
