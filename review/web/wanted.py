"""A filter as it stands in an address and in a form, and back. What cannot be understood does not filter.

Nobody's whole taxpayer number gets into an address: see `without_number`.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args
from urllib.parse import urlencode

from pydantic import ValidationError

from schemas.desk import Person
from schemas.notice import Status
from schemas.privacy import redact
from schemas.queue_row import ItemState
from workqueue.desk import DeskFilter, Order

ME = "me"
ORDERS: tuple[Order, ...] = get_args(Order)
_TEXTS = ("queue", "status", "due", "due_before", "family", "code", "client", "assignee", "holder", "text")


def read(asked: Mapping[str, str], who: Person) -> tuple[DeskFilter, Order]:
    """`asked`: names as in `DeskFilter`; `state` for one of `states`; `below` in percent; "me" for oneself;
    `closed` and `snoozed` "yes" show those too."""
    values: dict[str, Any] = {
        name: without_number(asked[name].strip()) for name in _TEXTS if asked.get(name, "").strip()
    }
    for name in ("assignee", "holder"):
        if values.get(name) == ME:
            values[name] = who.name
    if values.get("code"):
        values["code"] = re.sub(r"[\s-]", "", values["code"]).upper()
    if asked.get("state") in set(ItemState):
        values["states"] = (ItemState(asked["state"]),)
    values["snoozed"] = asked.get("snoozed") == "yes"
    closed = {ItemState.DONE, ItemState.REJECTED} & set(values.get("states", ()))
    values["open_only"] = asked.get("closed") != "yes" and not closed
    values |= _below(asked.get("below", ""))
    order: Order = next((one for one in ORDERS if one == asked.get("order")), "pressing")
    return _valid(values), order


def _below(text: str) -> dict[str, float]:
    number = text.strip().rstrip("%").strip()
    plain = bool(re.fullmatch(r"\d{1,3}(\.\d+)?", number))
    return {"below": min(float(number) / 100, 1.0)} if plain and float(number) else {}


def _valid(values: dict[str, Any]) -> DeskFilter:
    """Without the values that can't be one: an old bookmark still shows the queue."""
    try:
        return DeskFilter.model_validate(values)
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors()}
        return DeskFilter.model_validate({name: value for name, value in values.items() if name not in wrong})


def query(wanted: DeskFilter, order: Order = "pressing", who: Person | None = None, **more: object) -> str:
    """The address's part behind "?", with what differs from the usual; `read` gives the same filter back."""
    pairs: dict[str, str] = {}
    for name in _TEXTS:
        value = getattr(wanted, name)
        if value is not None:
            pairs[name] = ME if who and value == who.name and name in ("assignee", "holder") else _text(value)
    if len(wanted.states) == 1:
        pairs["state"] = wanted.states[0].value
    if wanted.below is not None:
        pairs["below"] = f"{100 * wanted.below:g}"
    if wanted.snoozed:
        pairs["snoozed"] = "yes"
    if not wanted.open_only and not set(wanted.states) & {ItemState.DONE, ItemState.REJECTED}:
        pairs["closed"] = "yes"
    if order != "pressing":
        pairs["order"] = order
    return urlencode(pairs | {name: str(value) for name, value in more.items() if value})


def _text(value: object) -> str:
    return value.value if isinstance(value, Status) else value.isoformat() if isinstance(value, date) else str(value)


def without_number(text: str) -> str:
    """What is looked for, a whole taxpayer number as its last four digits: those are what the store can find."""
    hidden = redact(text)
    return re.sub(r"\*[-*]+", "", hidden) if hidden != text else text
