"""The version of the code that judges, beside those of the law and of the rules: it changes with every line of it."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

# What a judgement is made by: this floor, and the ground it stands on. The data files have versions of their own.
PACKAGES = ("rules", "schemas")
NOT_KNOWN = "not known"


@cache
def code_version() -> str:
    """Twelve hexadecimal digits; `NOT_KNOWN` where the program is installed without its source text."""
    digest, files = hashlib.sha256(), 0
    for package in PACKAGES:
        for name, file in sorted(_sources(resources.files(package), package), key=lambda found: found[0]):
            digest.update(f"{name}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).digest())
            files += 1
    return digest.hexdigest()[:12] if files else NOT_KNOWN


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        inner = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, inner)
        elif entry.name.endswith(".py"):
            yield inner, entry
