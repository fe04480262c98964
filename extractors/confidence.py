"""How probably a value is right, given the signs that were seen of it: a fitted model, small enough to read.

The log odds of being right are a sum of one weight for each sign seen (`templates/confidence.yaml`, fitted on
generated mail by the command named there). Signs that agree never have a negative weight, doubts never a positive
one, so that more agreement never makes a value less sure; the file is refused otherwise.
"""

import math
from datetime import date
from functools import cache
from typing import Annotated, Self

from pydantic import Field, model_validator

from schemas.notice import CRITICAL_FIELDS
from schemas.record import Record
from schemas.signs import Signs
from schemas.strict_yaml import load_model, package_file

# However good the odds, by logic nobody can be surer: of a value that one place prints and one reader read, of one
# that had to be mended everywhere, of one that few looks bear out while another place may say something else.
ONCE, MENDED, DISPUTED = 0.90, 0.95, 0.90
AGREE = (
    "second_place", "third_place", "confirmed", "confirmed_twice", "kin", "kin_twice", "legible_1", "legible_2",
    "legible_3", "labelled", "proven", "known", "named", "named_twice",
)  # fmt: skip
DOUBT = ("dissent", "more_dissent", "repaired")
# Where a value stands says something of its own, in either direction: not a matter of agreement.
STANDS = ("stands_header", "stands_title", "stands_summary", "stands_stub")


class Fitted(Record):
    """What the weights were fitted on: `values` that were found for critical fields, `wrong` of them."""

    day: date
    command: str
    seeds: tuple[int, ...]
    layouts: tuple[str, ...]
    wears: tuple[str, ...]
    notices: int
    values: int
    wrong: int


class Model(Record):
    """`base`: log odds of a value without any sign; `fields`: added for each critical field. `most`: no value is
    surer, because not enough were seen for that."""

    fitted: Fitted
    most: Annotated[float, Field(gt=0.5, lt=1.0)]
    base: float
    fields: dict[str, float]
    weights: dict[str, float]

    @model_validator(mode="after")
    def _is_monotone(self) -> Self:
        if set(self.fields) != set(CRITICAL_FIELDS):
            raise ValueError(f"fields are {', '.join(CRITICAL_FIELDS)}")
        if set(self.weights) != {*AGREE, *DOUBT, *STANDS}:
            raise ValueError(f"weights are {', '.join((*AGREE, *DOUBT, *STANDS))}")
        if any(self.weights[name] < 0 for name in AGREE) or any(self.weights[name] > 0 for name in DOUBT):
            raise ValueError("a sign that agrees can't have a negative weight, a doubt none above 0")
        return self


@cache
def model() -> Model:
    """Raises InvalidData where the file is wrong."""
    return load_model(package_file("extractors.templates", "confidence.yaml"), Model)


def marks(signs: Signs) -> dict[str, bool]:
    """The signs one by one, by the names of their weights: those that are true count."""
    return {
        "second_place": signs.places >= 2,
        "third_place": signs.places >= 3,
        "confirmed": signs.confirmed >= 1,
        "confirmed_twice": signs.confirmed >= 2,
        "kin": signs.kin >= 1,
        "kin_twice": signs.kin >= 2,
        "legible_1": signs.legible >= 1,
        "legible_2": signs.legible >= 2,
        "legible_3": signs.legible >= 3,
        "labelled": signs.labelled,
        "proven": signs.proven,
        "known": signs.known,
        "named": signs.named >= 1,
        "named_twice": signs.named >= 2,
        "dissent": signs.dissent >= 1,
        "more_dissent": signs.dissent >= 2,
        "repaired": signs.repaired,
        **{f"stands_{place}": signs.place == place for place in ("header", "title", "summary", "stub")},
    }


def probability(field: str, signs: Signs, by: Model | None = None) -> float:
    """That the value of the critical `field` is right; `by` None takes the model that is shipped."""
    known = by or model()
    odds = known.base + known.fields[field]
    odds += sum(known.weights[name] for name, seen in marks(signs).items() if seen)
    return min(1 / (1 + math.exp(-odds)), known.most)


def limit(signs: Signs) -> float:
    """What logic allows, whatever was counted: more agreement only ever raises it."""
    looks = signs.places + signs.confirmed + signs.kin + signs.named + signs.proven
    most = min(signs.at_most, ONCE if looks < 2 else 1.0)
    if signs.repaired and signs.confirmed + signs.kin < 2:
        most = min(most, MENDED)
    return min(most, DISPUTED) if signs.dissent and looks < 4 else most


def confidence(field: str, signs: Signs, by: Model | None = None) -> float:
    """The probability, as far as logic allows it."""
    return min(probability(field, signs, by), limit(signs))
