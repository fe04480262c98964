"""What a replay found, for programs and for people. Every value in it has passed `redact`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from schemas.notice import Notice
from schemas.privacy import redact
from schemas.record import Record


class Difference(Record):
    """`field`: a path into the record, such as `fields.amount_due.raw` or `amounts[2].amount`. Of a list that became
    longer or shorter each item that came or went is told alone: None is what is not there."""

    field: str
    stored: JsonValue
    now: JsonValue


class ThenAndNow(Record):
    """One thing that decides: the day, or a version. `then` is None where it was not kept."""

    what: str
    then: str | None
    now: str

    @property
    def same(self) -> bool:
        return self.then == self.now


class Replay(Record):
    """`known` counts the notices of other files that it was judged against, both times; `why` is empty where the
    record is the same."""

    notice_id: str
    same: bool
    known: int
    differences: tuple[Difference, ...]
    made_by: tuple[ThenAndNow, ...]
    why: tuple[str, ...]

    @classmethod
    def of(cls, stored: Notice, now: Notice | None, *, known: int, made_by: tuple[ThenAndNow, ...]) -> "Replay":
        """`now`: the notice as it came out; None where nothing on its pages is a notice any more."""
        if now is None:
            found = [Difference(field="notice_id", stored=stored.notice_id, now=None)]
        else:
            found = list(differences(stored.model_dump(mode="json"), now.model_dump(mode="json")))
        return cls(
            notice_id=stored.notice_id,
            same=not found,
            known=known,
            differences=tuple(found),
            made_by=made_by,
            why=tuple(_reasons(made_by)) if found else (),
        )


def differences(stored: Any, now: Any, field: str = "") -> Iterator[Difference]:
    """Where two values of JSON differ, as deep as both have the same shape."""
    if stored == now:
        return
    if isinstance(stored, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys((*stored, *now)):
            yield from differences(stored.get(key), now.get(key), f"{field}.{key}" if field else str(key))
    elif isinstance(stored, list) and isinstance(now, list) and len(stored) == len(now):
        for place, pair in enumerate(zip(stored, now, strict=True)):
            yield from differences(*pair, f"{field}[{place}]")
    elif isinstance(stored, list) and isinstance(now, list):
        yield from _came_and_went(stored, now, field)
    else:
        yield Difference(field=field, stored=_masked(stored), now=_masked(now))


def _came_and_went(stored: Sequence[Any], now: Sequence[Any], field: str) -> Iterator[Difference]:
    gone, new = _without(stored, now), _without(now, stored)
    yield from (Difference(field=f"{field}[]", stored=_masked(item), now=None) for item in gone)
    yield from (Difference(field=f"{field}[]", stored=None, now=_masked(item)) for item in new)


def _without(items: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """The items that have no equal of their own among the others."""
    left, alone = list(others), []
    for item in items:
        if item in left:
            left.remove(item)
        else:
            alone.append(item)
    return alone


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [_masked(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _masked(item) for key, item in value.items()}
    return value


def _changed(made_by: Sequence[ThenAndNow]) -> list[str]:
    return [f"{one.what} was {one.then or 'not kept'} and is {one.now}" for one in made_by if not one.same]


def _reasons(made_by: Sequence[ThenAndNow]) -> list[str]:
    names = ", ".join(one.what for one in made_by)
    return _changed(made_by) or [
        f"{names} are those of then: the record was changed in the store after it was judged, a page could not "
        "be read one of the two times, or the program was changed without counting up a version"
    ]


def report(replay: Replay) -> str:
    """Lines for people; a value of the store stands above what comes out now."""
    head = f"{replay.notice_id}: read and judged again, {_others(replay.known)} known before."
    same = [f"  {one.what:<12} {one.now}" for one in replay.made_by if one.same]
    if replay.same:
        changed = [f"  {reason}" for reason in _changed(replay.made_by)]
        return "\n".join((head, "The record comes out the same.", *same, *changed, ""))
    count = len(replay.differences)
    told = f"The record comes out different in {count} value{'s' if count > 1 else ''}:"
    lines = [line for one in replay.differences for line in _lines(one)]
    why = ["Why that can be:", *(f"  {reason}" for reason in replay.why)]
    return "\n".join((head, told, *lines, *why, *(["As then:", *same] if same else ()), ""))


def _lines(one: Difference) -> tuple[str, str, str]:
    return f"  {one.field}", f"    stored  {_text(one.stored)}", f"    now     {_text(one.now)}"


def _others(count: int) -> str:
    return f"{count or 'no'} notice{'' if count == 1 else 's'} of other files"


def _text(value: JsonValue) -> str:
    if value is None:
        return "(nothing)"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)  # what a page brings in must not steer a terminal
