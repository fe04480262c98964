"""Letterheads, payment addresses, telephone numbers and the people who sign: read from `offices.yaml`."""

from functools import cache

from schemas.record import Record
from schemas.strict_yaml import load_model, package_file


class Offices(Record):
    """`phones` by the kind of desk that a code names; `contacts` are (name, employee number)."""

    letterheads: tuple[tuple[str, ...], ...]
    remittances: tuple[tuple[str, ...], ...]
    phones: dict[str, tuple[str, ...]]
    contacts: tuple[tuple[str, str], ...]


@cache
def offices() -> Offices:
    return load_model(package_file("samples", "offices.yaml"), Offices)
