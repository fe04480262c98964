"""The set specimens, made once: as printed and filled, and the words of their pages."""

import pytest

from .reading import Pages, read_words
from .typeset import Specimen, available, filled, specimens


@pytest.fixture(scope="session")
def made() -> dict[str, Specimen]:
    return {specimen.name: specimen for specimen in specimens()} if available() else {}


@pytest.fixture(scope="session")
def full(made: dict[str, Specimen]) -> dict[str, Specimen]:
    return {name: filled(specimen, 7) for name, specimen in made.items()}


@pytest.fixture(scope="session")
def words(made: dict[str, Specimen]) -> dict[str, Pages]:
    return {name: read_words(specimen.pdf) for name, specimen in made.items()}


@pytest.fixture(scope="session")
def full_words(full: dict[str, Specimen]) -> dict[str, Pages]:
    return {name: read_words(specimen.pdf) for name, specimen in full.items()}
