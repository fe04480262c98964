"""The one way YAML of ours is read: safe, and with nothing guessed.

Duplicate keys are refused. Plain scalars are strings, except `true`/`false`, `null`/empty, decimal integers
without a leading zero, and decimal fractions, which become `Decimal`: `no`, `12:30` and `07030` stay strings.
Anchors, aliases and tags are refused.
"""

import re
from decimal import Decimal
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from .errors import InvalidData

_INT = re.compile(r"-?(0|[1-9][0-9]*)")
_FRACTION = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")

Data = None | bool | int | Decimal | str | list["Data"] | dict[str, "Data"]
Model = TypeVar("Model", bound=BaseModel)


def load(text: str, name: str) -> Data:
    """The document in `text`; raises InvalidData naming `name` and the line."""
    try:
        if any(isinstance(t, (yaml.AliasToken, yaml.AnchorToken, yaml.TagToken)) for t in yaml.scan(text)):
            raise InvalidData(f"{name}: anchors, aliases and tags are not allowed", "write the value out")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise InvalidData(f"{name}:{line}: {getattr(error, 'problem', error)}", "correct the file") from None
    return None if node is None else _build(node, name)


def _build(node: yaml.Node, name: str) -> Data:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, name) for child in node.value]
    result: dict[str, Data] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise InvalidData(f"{name}:{line}: a key must be a plain word", "correct the file")
        key = str(key_node.value)
        if key in result:
            at = key_node.start_mark.line + 1
            raise InvalidData(f"{name}:{at}: the key {key!r} stands twice", "remove one of them")
        result[key] = _build(value_node, name)
    return result


def _scalar(node: yaml.ScalarNode) -> Data:
    text = str(node.value)
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in ("", "null", "~"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _FRACTION.fullmatch(text):
        return Decimal(text)
    return text


def load_model(source: Traversable | Path, model: type[Model]) -> Model:
    """`source` as a `model`; raises InvalidData naming the file, the key that is wrong, and its line."""
    name = str(source.name)
    text = source.read_text(encoding="utf-8")
    data = load(text, name)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "document"
        line = _line_of(text, first["loc"])
        raise InvalidData(f"{name}: {where}: {first['msg']} (line {line})", "correct the file") from None


def _line_of(text: str, place: tuple[int | str, ...]) -> int:
    """The line of the value that `place` leads to, or of the last one on the way that is there."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for part in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == part), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
            continue
        else:
            break
        line = node.start_mark.line + 1
    return line


def package_file(package: str, name: str) -> Traversable:
    """A data file inside one of our packages."""
    return resources.files(package).joinpath(name)
