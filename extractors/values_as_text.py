"""A field's typed value and its box, as the record holds them."""

from collections.abc import Hashable
from decimal import Decimal

from schemas.geometry import Box
from schemas.money import format_money


def value_text(value: Hashable | None) -> str | tuple[str, ...] | None:
    """Money "9533.53", days ISO; a tuple for a field of several values."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return tuple(str(v) for v in value)
    return format_money(value) if isinstance(value, Decimal) else str(value)


def bbox_of(box: Box) -> tuple[float, float, float, float]:
    rounded = box.rounded()
    return (rounded.x0, rounded.y0, rounded.x1, rounded.y1)
