"""Figures of the law and of practice as data: `rules/law/*.yaml`, and over it a file of the owner's.

    law = open_law(path)              ours with the owner's file laid over; `standard_law()` is ours alone
    law.at(name, day) -> Value        or LawNotKnown, which names parameter and day

Every value has its own first day in force, citation and standing. A question outside a figure's days is an error,
never an extrapolation: whoever asks decides what a person has to be told.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from .files import our_files, read, read_own
from .records import COUNTED, CountUnit, LawNotKnown, NotInForce, Parameter, Unit, Value

__all__ = ["CountUnit", "Law", "LawNotKnown", "NotInForce", "Parameter", "Unit", "Value", "open_law", "standard_law"]

WHERE = "add it to a law file of your own (NOTICEDESK_LAW)"


@dataclass(frozen=True, slots=True)
class Law:
    """`own`: the names that the owner's file sets, in order; `own_file`: its name. `version` changes with any
    value."""

    parameters: dict[str, Parameter]
    version: str
    own: tuple[str, ...] = ()
    own_file: str | None = None

    def at(self, name: str, day: date) -> Value:
        """The value of parameter `name` on `day`; raises LawNotKnown (NotInForce before it was enacted)."""
        parameter = self.parameters[name]
        value = parameter.on(day)
        if value is not None:
            return value
        first = parameter.values[0] if parameter.values else None
        if first and day < first.from_ and first.first_day == "enacted":
            raise NotInForce(
                f"{name} was not in force on {day}: it is the law from {first.from_} on",
                "Ask for a later day",
                name,
                day,
            )
        add = f"{WHERE} as parameters.{name}"
        where = f"look it up ({parameter.look_up}) and {add}" if parameter.look_up else add
        raise LawNotKnown(f"{name} is not known for {day}", f"{where[0].upper()}{where[1:]}", name, day)

    def count(self, name: str, day: date) -> tuple[int, CountUnit, str]:
        """(count, unit, citation) of a window on `day`; raises LawNotKnown, or ValueError for what is no window."""
        unit = self.parameters[name].unit
        if unit not in COUNTED:
            raise ValueError(f"{name} is no window")
        value = self.at(name, day)
        return int(value.value), cast(CountUnit, unit), value.cite

    def unknown_on(self, day: date) -> dict[str, date | None]:
        """The figures that have no value on `day` any more, with the last day that is known; None where none is."""
        gone = {name: p for name, p in self.parameters.items() if not p.values or day > (p.known_to or day)}
        return {name: gone[name].known_to for name in sorted(gone)}

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.parameters))


@cache
def standard_law() -> Law:
    """The law as it comes with the package; raises InvalidData where a file of ours is wrong."""
    found = read(our_files())
    return Law(parameters=found, version=_version(found))


def open_law(own_file: Path | None) -> Law:
    """Ours with the values of `own_file` in place of ours where it gives any; raises InvalidData naming the line."""
    ours = standard_law()
    if own_file is None:
        return ours
    own = read_own(own_file, ours.parameters)
    laid = ours.parameters | {
        name: ours.parameters[name].laid_over(given) if name in ours.parameters else given
        for name, given in own.items()
    }
    return Law(parameters=laid, version=_version(laid), own=tuple(own), own_file=own_file.name)


def _version(parameters: dict[str, Parameter]) -> str:
    text = "\n".join(f"{name} {parameters[name].model_dump_json(by_alias=True)}" for name in sorted(parameters))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
