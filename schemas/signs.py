"""The evidence that a value rests on, as plain signs: all that the confidence in it is computed from."""

from typing import Annotated

from pydantic import Field

from .record import Record

Count = Annotated[int, Field(ge=0)]


class Signs(Record):
    """What was seen of the value chosen for a critical field.

    `places` print it alike; `confirmed` counts voices of independent readers that read it again alike, `kin` those of
    the first reader's family. `dissent`: places that seem to say something else, which no other reader bears out.
    `repaired`: every place had to be mended. `legible`: how sure the first reader was of the main place, 0 to 3.
    `labelled`: it stands behind its label; `place`: the main place. `proven`: the rows of a summary come to it.
    `known`: the catalogue has this code, read without mending. `named`: titles and sentences that say the same.
    `at_most`: a doubt of another kind (a day without a label, periods listed differently) lets nobody be surer.
    """

    places: Count
    confirmed: Count = 0
    kin: Count = 0
    dissent: Count = 0
    repaired: bool = False
    legible: Annotated[int, Field(ge=0, le=3)] = 3
    labelled: bool = True
    place: str = ""
    proven: bool = False
    known: bool = False
    named: Count = 0
    at_most: Annotated[float, Field(ge=0.0, le=1.0)] = 1.0
