"""Taxpayers that don't exist: individuals, couples and businesses with their addresses and never-issued numbers."""

import random
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, get_args

from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

from .tins import TinKind, draw_tin

CaseKind = Literal["individual", "joint", "business", "itin"]
CASE_KINDS: tuple[str, ...] = get_args(CaseKind)


class _Stock(Record):
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    streets: tuple[str, ...]
    street_kinds: tuple[str, ...]
    units: tuple[str, ...]
    towns: tuple[str, ...]
    states: dict[str, str]
    trades: tuple[str, ...]
    openers: tuple[str, ...]
    endings: tuple[str, ...]
    abroad: tuple[tuple[str, ...], ...]


@cache
def _stock() -> _Stock:
    return load_model(package_file("samples", "people.yaml"), _Stock)


@dataclass(frozen=True, slots=True)
class Case:
    """One taxpayer. `name` and `address` in mixed case; the mailing block prints them in capitals.

    `tin` is nine digits (see `samples.tins`). `first_name` is what a coupon may print instead of a joint name.
    `birth_year` and `name_control` (first four letters of the surname or business) are printed on a few notices.
    """

    kind: CaseKind
    name: str
    first_name: str
    name_control: str
    address: tuple[str, ...]
    tin_kind: TinKind
    tin: str
    birth_year: int

    @property
    def account(self) -> Literal["person", "business"]:
        return "business" if self.kind == "business" else "person"

    @property
    def last4(self) -> str:
        return self.tin[5:]


def make_case(rng: random.Random, kind: str | None = None) -> Case:
    """A taxpayer of `kind` (one of `CASE_KINDS`), drawn when None. ValueError for another kind."""
    chosen = kind or rng.choices(("individual", "joint", "business", "itin"), (50, 25, 20, 5))[0]
    if chosen not in CASE_KINDS:
        raise ValueError(f"a case is one of {', '.join(CASE_KINDS)}")
    stock = _stock()
    if chosen == "business":
        return _business(rng, stock)
    return _person(rng, stock, chosen)


def _person(rng: random.Random, stock: _Stock, kind: str) -> Case:
    surname = rng.choice(stock.surnames)
    first, second = rng.sample(stock.given, 2)
    middle = rng.choice(("", "", *(f" {c}{dot}" for c in "AJLMQRT" for dot in ("", "."))))
    name = f"{first}{middle} {surname}"
    case = Case(
        kind="individual",
        name=name,
        first_name=name,
        name_control=_control(surname),
        address=_address(rng, stock, abroad=0.03),
        tin_kind="ssn",
        tin=draw_tin(rng, "ssn"),
        birth_year=rng.randint(1938, 2000),
    )
    if kind == "joint":
        joint = rng.choice((f"{first} & {second}{middle} {surname}", f"{first} and {second} {surname}",
                            f"{first}{middle} & {second} {surname}"))  # fmt: skip
        return replace(case, kind="joint", name=joint)
    if kind == "itin":
        return replace(case, kind="itin", tin_kind="itin", tin=draw_tin(rng, "itin"))
    return case


def _business(rng: random.Random, stock: _Stock) -> Case:
    name = f"{rng.choice(stock.openers)} {rng.choice(stock.trades)} {rng.choice(stock.endings)}"
    return Case(
        kind="business",
        name=name,
        first_name=name,
        name_control=_control(name),
        address=_address(rng, stock, abroad=0.0),
        tin_kind="ein",
        tin=draw_tin(rng, "ein"),
        birth_year=rng.randint(1975, 2003),
    )


def _control(name: str) -> str:
    return "".join(c for c in name.upper() if c.isalnum() or c in "&-")[:4].ljust(4, "-")


def _address(rng: random.Random, stock: _Stock, abroad: float) -> tuple[str, ...]:
    if rng.random() < abroad:
        return rng.choice(stock.abroad)
    if rng.random() < 0.1:
        street = f"PO Box {rng.randint(11, 9899)}"
    else:
        side = rng.choice(("", "", "", "N ", "S ", "W "))
        street = f"{rng.randint(2, 9899)} {side}{rng.choice(stock.streets)} {rng.choice(stock.street_kinds)}"
    lines = [street]
    if rng.random() < 0.15:
        unit = f"{rng.choice(stock.units)} {rng.randint(1, 480)}".replace("# ", "#")
        lines = [f"{street} {unit}"] if rng.random() < 0.6 else [street, unit]
    state = rng.choice(sorted(stock.states))
    code = f"{stock.states[state]}{rng.randint(1, 99):02d}"
    plus4 = f"-{rng.randint(1, 9999):04d}" if rng.random() < 0.6 else ""
    return (*lines, f"{rng.choice(stock.towns)}, {state} {code}{plus4}")
