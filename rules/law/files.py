"""The files of the law: ours inside this package, and the owner's own, read by the same strict loader."""

from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from schemas.errors import InvalidData
from schemas.record import Record
from schemas.strict_yaml import line_of, load_model

from .records import Parameter


class _LawFile(Record):
    parameters: dict[str, Parameter]


def our_files() -> list[Traversable]:
    folder = resources.files("rules.law")
    return sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)


def read(files: Iterable[Traversable | Path]) -> dict[str, Parameter]:
    """All parameters of `files`; raises InvalidData for a wrong file or a name that stands in two."""
    found: dict[str, Parameter] = {}
    for file in files:
        for name, parameter in load_model(file, _LawFile).parameters.items():
            if name in found:
                where = f"{file.name}:{_line(file, name)}"
                raise InvalidData(f"{where}: the parameter {name!r} stands in another file too", "keep one")
            found[name] = parameter
    return found


def read_own(file: Path, ours: dict[str, Parameter]) -> dict[str, Parameter]:
    """The owner's parameters; a name that we know keeps its unit, for our rules count by it.

    Raises InvalidData naming file and line, also where the file can't be read at all.
    """
    try:
        own = read([file])
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise InvalidData(f"{file.name}: the law file can't be read: {why}", "NOTICEDESK_LAW names it") from None
    for name, parameter in own.items():
        if name in ours and ours[name].unit != parameter.unit:
            raise InvalidData(
                f"{file.name}:{_line(file, name, 'unit')}: parameters.{name}.unit: "
                f"{parameter.unit}, but it is counted in {ours[name].unit}",
                "keep the unit",
            )
        if name not in ours and not parameter.added:
            raise InvalidData(
                f"{file.name}:{_line(file, name)}: no rule asks for a parameter {name!r}",
                f"correct the name{_near(name, ours)}, or say `added: true` where rules of your own ask for it",
            )
    return own


def _line(file: Traversable | Path, *path: str) -> int:
    return line_of(file.read_text(encoding="utf-8"), ("parameters", *path))


def _near(name: str, ours: dict[str, Parameter]) -> str:
    """Names that share a word with `name`, as a hint."""
    words = set(name.split("_"))
    alike = sorted(n for n in ours if len(words & set(n.split("_"))) * 2 >= len(words))
    return f": {', '.join(alike)}" if alike else ""
