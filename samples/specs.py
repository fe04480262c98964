"""What each code prints, read from `codes/*.yaml` and `summaries.yaml`: a new code is an entry there."""

from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import Field, model_validator

from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

Style = Literal["notice", "acs", "correspondex", "letter", "field", "pin", "entity"]
DueKind = Literal["by", "received", "immediately", "hearing", "hearing_undated", "reply", "reply_undated",
                  "petition", "payment", "none"]  # fmt: skip
Range = Annotated[tuple[float, float], Field(description="from, to")]


class RowRule(Record):
    """One row of a summary. Its amount is drawn from `base` (dollars, log-uniform) or as a `share` of another row
    or of the sum so far ("net"). `takes` is "before" (what the earlier notice left), "rest" (makes the sum zero).

    `minus` makes it negative; `dollars` rounds to whole dollars; `chance` is how often the row is printed.
    `shown_only` rows stand in the table without counting in the sum.
    """

    key: str
    base: Range | None = None
    share: Range | None = None
    of: str = "net"
    minus: bool = False
    dollars: bool = False
    chance: float = 1.0
    shown_only: bool = False

    @model_validator(mode="after")
    def _one_origin(self) -> "RowRule":
        if (self.base is None) == (self.share is None):
            raise ValueError("a row needs exactly one of base and share")
        return self


class Recipe(Record):
    """A summary. `total` is a key of the rows' words, or "due" for a bill's last line; None prints no total.

    `negate_total` turns an overpayment into a positive refund. `heading` is a phrase key.
    """

    heading: str = "billing"
    rows: tuple[RowRule, ...]
    total: str | None = "due"
    negate_total: bool = False


class TextBlock(Record):
    """One block of prose: exactly one of the keys. `any` draws one alternative, `maybe` prints every second time."""

    p: str | None = None
    b: str | None = None
    sub: str | None = None
    bullets: tuple[str, ...] | None = None
    boxes: tuple[str, ...] | None = None
    table: str | None = None
    any: tuple[tuple["TextBlock", ...], ...] | None = None
    maybe: tuple["TextBlock", ...] | None = None

    @model_validator(mode="after")
    def _one_key(self) -> "TextBlock":
        if len(self.model_fields_set) != 1:
            raise ValueError("a block has exactly one of p, b, sub, bullets, boxes, table, any, maybe")
        return self


class CodeSpec(Record):
    """What notices with this code print.

    family: as in the catalogue. style: which layouts can draw it. account: who gets it; only: the one kind of case.
    forms: one is drawn for each period; empty prints none. periods: how many, (0, 0) for none. scheme: how the header
    names them. title: alternatives, each of one to three lines. summary: a recipe; detail: a table of the periods.
    asks: which amount is asked for now: "total", a row's key, or None. due: weights of the ways to set a day;
    days: how many after the notice date; demand: a first notice and demand. why: the left column.
    sections: in order; some: optional ones. coupon: what is torn off. phone: which desk. years: first and last of
    the notice dates. next: the follow-up. printed: spellings of the code. extras: more rows of the header.
    """

    family: str
    style: Style = "notice"
    lang: Literal["en", "es"] = "en"
    account: Literal["person", "business", "either"] = "person"
    forms: tuple[str, ...] = ()
    periods: tuple[int, int] = (1, 1)
    scheme: Literal["year", "period", "none"] = "year"
    title: tuple[tuple[str, ...], ...]
    summary: str | None = None
    asks: str | None = "total"
    due: dict[DueKind, int] = Field(default={"none": 1})
    days: int = 21
    why: tuple[TextBlock, ...]
    sections: tuple[str, ...]
    some: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    coupon: Literal["payment", "contact", "remitted", "none"] = "none"
    phone: str = "individuals"
    detail: bool = False
    demand: bool = False
    years: tuple[int, int] = (2004, 2026)
    next: str | None = None
    printed: tuple[str, ...] = ()
    prints_tin: bool = True
    only: str | None = None


class _CodeFile(Record):
    codes: dict[str, CodeSpec]


class _Summaries(Record):
    summaries: dict[str, Recipe]


@cache
def recipes() -> dict[str, Recipe]:
    return load_model(package_file("samples", "summaries.yaml"), _Summaries).summaries


@cache
def specs() -> dict[str, CodeSpec]:
    """All codes, by canonical code, in the order of the sorted files."""
    found: dict[str, CodeSpec] = {}
    files = sorted(resources.files("samples.codes").iterdir(), key=lambda f: f.name)
    for file in files:
        if file.name.endswith(".yaml"):
            found.update(load_model(file, _CodeFile).codes)
    return found
