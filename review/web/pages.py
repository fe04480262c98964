"""How pages are made: one Jinja environment, the values every page has, filters for what offices read."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from schemas.desk import Permission
from schemas.privacy import redact
from schemas.queue_row import ItemState

from .access import person_of, station_of, token_of

HERE = Path(__file__).parent.parent
STATIC = HERE / "static"
THEMES = ("auto", "light", "dark")


def render(request: Request, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The `template` (of review/templates) with `values`, and what every page has: `person` (None for a
    visitor), `may(permission)`, `csrf`, `today`, `theme`, `path`. Text is escaped unless it was made as Markup."""
    return HTMLResponse(text_of(request, template, **values), status)


def text_of(request: Request, template: str, /, **values: Any) -> str:
    """As `render`, the text alone."""
    person = person_of(request)
    theme = request.cookies.get("theme", "auto")
    common = {
        "request": request,
        "path": redact(request.url.path),
        "person": person,
        "may": lambda what: person is not None and person.may(Permission(what)),
        "csrf": token_of(request),
        "today": station_of(request).today(),
        "theme": theme if theme in THEMES else "auto",
    }
    return environment().get_template(template).render(common | values)


def is_part(request: Request) -> bool:
    """htmx asks for a part of a page, not for a page."""
    return "hx-request" in request.headers and "hx-boosted" not in request.headers


@cache
def environment() -> Environment:
    """Raises where a template uses a name that nobody gave."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "money": money,
        "day": day,
        "days_left": days_left,
        "urgency": urgency,
        "moment": moment,
        "words": words,
        "percent": percent,
        "plain": plain,
    }
    made.globals |= {"asset": asset, "states": list(ItemState)}
    return made


@cache
def asset(name: str) -> str:
    """The address of a static file, new when the file is: browsers may keep it."""
    return f"/static/{name}?{int((STATIC / name).stat().st_mtime)}"


def money(value: Decimal | str | None) -> str:
    """ "$9,533.53", "−$120.00"; a dash for None: what was not read is never 0."""
    if value is None or value == "":
        return "–"
    amount = Decimal(value)
    return f"{'−' if amount < 0 else ''}${abs(amount):,.2f}"


def day(value: date | None) -> str:
    """ "2018-01-29", as the exports write it; a dash for None."""
    return "–" if value is None else value.isoformat()


def days_left(value: date | None, today: date) -> str:
    """ "in 3 days", "today", "2 days over"; "" for None."""
    if value is None:
        return ""
    left = (value - today).days
    if left == 0:
        return "today"
    unit = "day" if abs(left) == 1 else "days"
    return f"in {left:,} {unit}" if left > 0 else f"{-left:,} {unit} over"


def urgency(value: date | None, today: date) -> str:
    """Over, soon (within 7 days), later or none: a class of station.css."""
    if value is None:
        return "none"
    left = (value - today).days
    return "over" if left < 0 else "soon" if left <= 7 else "later"


def moment(value: datetime | None) -> str:
    """ "2026-11-23 08:00" in UTC."""
    return "–" if value is None else f"{value:%Y-%m-%d %H:%M}"


def words(value: object) -> str:
    """A stable word for people: "waiting_client" as "waiting client"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(getattr(value, "value", value)).replace("_", " ")


def plain(need: str) -> str:
    """What an option waits for, without the name of its fact: "whether ... [returns_filed]"."""
    return re.sub(r" \[[a-z_]+\]$", "", need)


def percent(value: float | None, places: int = 0) -> str:
    return "–" if value is None else f"{100 * value:.{places}f} %"
