"""What the catalogue's tags of sources stand for, from `schemas/reference/sources.yaml`."""

from functools import cache

from .record import Record
from .strict_yaml import load_model, package_file


class _SourcesFile(Record):
    sources: dict[str, str]


@cache
def _sources() -> dict[str, str]:
    return load_model(package_file("schemas.reference", "sources.yaml"), _SourcesFile).sources


def source_words(tag: str) -> str | None:
    """What `tag` ("IRM 21.3.1.2.1") stands for; None for one that is not explained."""
    return next((words for name, words in _sources().items() if tag == name or tag.startswith(f"{name} ")), None)
