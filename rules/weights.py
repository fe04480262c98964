"""The points of which a priority is made, and the checks that keep every part monotone (`rules/priority.yaml`)."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from schemas.record import Record

MOST = 100
Points = Annotated[int, Field(ge=0, le=MOST, strict=True)]
Days = Annotated[int, Field(strict=True)]


class DaysLeft(Record):
    """`words` follow the deadline in a sentence: "has passed"."""

    up_to: Days
    points: Points
    words: str


class Age(Record):
    up_to: Days
    points: Points


class FromAmount(Record):
    from_: Annotated[Decimal, Field(alias="from", strict=True)]
    points: Points


class Below(Record):
    below: Annotated[Decimal, Field(gt=0, le=1, strict=True)]
    points: Points


class Urgent(Record):
    within_days: Points
    at_least: Points


class Weights(Record):
    """Steps are in order, and points go in one direction only: that is what makes every part monotone."""

    days_left: Annotated[tuple[DaysLeft, ...], Field(min_length=1)]
    immediately: Points
    no_day: Points
    age: Annotated[tuple[Age, ...], Field(min_length=1)]
    stage: dict[int, Points]
    amount: tuple[FromAmount, ...]
    needs_review: Points
    confidence: tuple[Below, ...]
    urgent: Urgent
    nothing_to_do: Points

    @model_validator(mode="after")
    def _monotone(self) -> Self:
        steps: dict[str, list[tuple[Decimal, int]]] = {
            "days_left": [(Decimal(s.up_to), -s.points) for s in self.days_left],
            "age": [(Decimal(s.up_to), -s.points) for s in self.age],
            "amount": [(s.from_, s.points) for s in self.amount],
            "stage": [(Decimal(number), points) for number, points in sorted(self.stage.items())],
            "confidence": [(-s.below, s.points) for s in self.confidence],
        }
        for name, pairs in steps.items():
            for (one, before), (other, after) in pairwise(pairs):
                if one >= other:
                    raise ValueError(f"the steps of {name} must be in order")
                if after < before:
                    raise ValueError(f"the points of {name} must not {'rise' if after <= 0 else 'fall'}")
        if any(step.points > self.needs_review for step in self.confidence):
            raise ValueError("no step of confidence may outweigh needs_review")
        return self

    def for_days(self, left: int) -> DaysLeft:
        return next((step for step in self.days_left if left <= step.up_to), self.days_left[-1])

    def for_age(self, days: int) -> int:
        return next((step.points for step in self.age if days <= step.up_to), self.age[-1].points)

    def for_amount(self, amount: Decimal | None) -> int:
        steps = [step.points for step in self.amount if amount is not None and amount >= step.from_]
        return steps[-1] if steps else 0

    def for_confidence(self, share: float) -> int:
        return max((step.points for step in self.confidence if share < step.below), default=0)
