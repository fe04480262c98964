"""The rule book of an office: queues, routes, weights and options; ours, or ours with an owner's file laid over.

    standard_book()      what the files of this floor say
    open_book(path)      the same with the owner's file at `path`

An owner's file may hold `queues` (added), `routes` and `options` (one with an id of ours takes its place, others are
asked before ours), `priority` (single keys replaced), `without_options` (ids that this office does not offer) and
`paper_check_accepted` (whether the IRS still takes paper checks, as the office found out).
It goes through the same strict checks as our own files.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from schemas.errors import InvalidData
from schemas.record import Record
from schemas.strict_yaml import load, load_model, package_file

from .options.records import Option, OptionFile
from .queues import Queue, QueueFile, Route
from .weights import Weights

Model = TypeVar("Model", bound=BaseModel)
Named = TypeVar("Named", bound=Route | Option)
# What an answer of the rules rests on besides the law, which has a version of its own.
_DATA = (
    ("rules", ("queues.yaml", "priority.yaml", "rights.yaml", "actions.yaml", "policy.yaml", "accounts.yaml")),
    ("rules", ("forms.yaml", "stages.yaml")),
    ("rules.options", ("options.yaml", "checklists.yaml")),
    ("rules.cases", ("flags.yaml",)),
    ("schemas.reference", ("notices.csv",)),
)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """`version` changes with every word of the files; `own` names what the owner's file brought in.
    `paper_check_accepted`: whether the IRS still takes paper checks, as the office found; None where nobody has."""

    queues: tuple[Queue, ...]
    routes: tuple[Route, ...]
    weights: Weights
    options: tuple[Option, ...]
    version: str
    own: frozenset[str] = frozenset()
    paper_check_accepted: bool | None = None


class OwnFile(Record):
    queues: tuple[Queue, ...] = ()
    routes: tuple[Route, ...] = ()
    options: tuple[Option, ...] = ()
    priority: dict[str, Any] = {}  # noqa: RUF012 - a pydantic default, copied for every record
    without_options: tuple[str, ...] = ()
    paper_check_accepted: bool | None = None


@cache
def standard_book() -> Rulebook:
    """The book as our own files have it; raises InvalidData where one of them is wrong."""
    queues = load_model(package_file("rules", "queues.yaml"), QueueFile)
    return Rulebook(
        queues=queues.queues,
        routes=queues.routes,
        weights=load_model(package_file("rules", "priority.yaml"), Weights),
        options=load_model(package_file("rules.options", "options.yaml"), OptionFile).options,
        version=_digest([data for package, names in _DATA for data in _texts(package, names)]),
    )


def open_book(path: Path | None) -> Rulebook:
    """Ours with the owner's file at `path` laid over; raises InvalidData naming that file and the wrong key."""
    if path is None:
        return standard_book()
    if not path.is_file():
        raise InvalidData(f"{path.name}: there is no such file of rules", "correct NOTICEDESK_RULES, or unset it")
    return _laid_over(standard_book(), path)


def _laid_over(ours: Rulebook, path: Path) -> Rulebook:
    own = load_model(path, OwnFile)
    _check_without(own.without_options, ours.options, path.name)
    kept = tuple(option for option in ours.options if option.id not in own.without_options)
    queues = (*(q for q in ours.queues if q.name not in {mine.name for mine in own.queues}), *own.queues)
    merged = _model({"queues": queues, "routes": _merged(ours.routes, own.routes)}, QueueFile, path.name)
    options = _model({"options": _merged(kept, own.options)}, OptionFile, path.name)
    names = [*(q.name for q in own.queues), *(r.id for r in own.routes), *(o.id for o in own.options)]
    return Rulebook(
        queues=merged.queues,
        routes=merged.routes,
        weights=_weights(own.priority, path.name),
        options=options.options,
        version=_digest([ours.version.encode(), path.read_bytes()]),
        own=frozenset([*names, *own.priority, *own.without_options, *_settings(own)]),
        paper_check_accepted=own.paper_check_accepted,
    )


def _settings(own: OwnFile) -> list[str]:
    return [] if own.paper_check_accepted is None else ["paper_check_accepted"]


def _merged(ours: Sequence[Named], own: Sequence[Named]) -> tuple[Named, ...]:
    """An own one takes the place of ours with its id; the others are asked first, in their order."""
    replaced = {one.id: one for one in own}
    taken = {one.id for one in ours}
    return (*(one for one in own if one.id not in taken), *(replaced.get(one.id, one) for one in ours))


def _weights(own: dict[str, Any], name: str) -> Weights:
    ours = load(package_file("rules", "priority.yaml").read_text(encoding="utf-8"), "priority.yaml")
    assert isinstance(ours, dict)
    unknown = sorted(set(own) - set(ours))
    if unknown:
        raise InvalidData(f"{name}: priority.{unknown[0]}: there is no such key", f"known are {', '.join(ours)}")
    return _model(ours | own, Weights, f"{name}: priority")


def _model(data: dict[str, Any], model: type[Model], name: str) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InvalidData(f"{name}: {where or 'rules'}: {first['msg']}", "correct the file") from None


def _check_without(names: Sequence[str], options: Sequence[Option], file: str) -> None:
    known = [option.id for option in options]
    for name in names:
        if name not in known:
            raise InvalidData(f"{file}: without_options: {name!r} is no option", f"known are {', '.join(known)}")


def _texts(package: str, names: Sequence[str]) -> list[bytes]:
    folder: Traversable = resources.files(package)
    return [folder.joinpath(name).read_bytes() for name in names]


def _digest(parts: Sequence[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:12]
