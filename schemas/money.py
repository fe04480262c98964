"""The one money type: `Decimal` with two places, written as a plain decimal string ("-3328.00")."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

CENT = Decimal("0.01")
_PLAIN = re.compile(r"-?\d+\.\d\d")


def to_money(value: Decimal | int | str) -> Decimal:
    """`value` with exactly two places. A float, or more than two places, is an error (ValueError), never rounded."""
    if isinstance(value, (bool, float)):
        raise ValueError("money is never a float")
    amount = Decimal(value)
    if amount != amount.quantize(CENT):
        raise ValueError("money has two decimal places")
    return amount.quantize(CENT)


def format_money(amount: Decimal) -> str:
    """ "9533.53", "-3328.00": no thousands separator, no currency sign."""
    return f"{amount.quantize(CENT):f}"


def _parse(value: object) -> object:
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        raise ValueError('money is written with two places, as "9533.53"')
    if isinstance(value, float):
        raise ValueError("money is never a float")
    return value


Money = Annotated[
    Decimal,
    BeforeValidator(_parse),
    AfterValidator(to_money),
    PlainSerializer(format_money, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}),
]
