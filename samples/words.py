"""The vocabulary: which words a voice uses for a thing, drawn among its spellings.

A voice is a way of speaking of a layout or language ("plain", "legacy", "es"). Layouts that speak in their own way
have it in `layouts/voices.yaml`; held-out and practice ones in files beside them, so that nobody who reads the others
comes across their words.
"""

import random
from dataclasses import dataclass
from functools import cache

from pydantic import Field, model_validator

from schemas.notice import AmountRole
from schemas.record import Record
from schemas.strict_yaml import load_model, package_file

Spellings = dict[str, tuple[str, ...]]
BASE = {"plain": "", "simple": "plain", "legacy": "plain", "letter": "plain", "es": "plain"}


class RowWords(Record):
    role: AmountRole
    spellings: Spellings

    @model_validator(mode="before")
    @classmethod
    def _voices_beside_role(cls, data: object) -> object:
        if isinstance(data, dict) and "spellings" not in data:
            return {"role": data.get("role"), "spellings": {k: v for k, v in data.items() if k != "role"}}
        return data


class Vocabulary(Record):
    rows: dict[str, RowWords]
    totals: dict[str, Spellings]
    stubs: dict[str, Spellings]
    header: dict[str, Spellings]
    phrases: dict[str, Spellings]


class OwnVoice(Record):
    """Words of one layout's own voice; what it does not name it says as its `base` does."""

    base: str
    rows: Spellings = Field(default={})
    totals: Spellings = Field(default={})
    stubs: Spellings = Field(default={})
    header: Spellings = Field(default={})
    phrases: Spellings = Field(default={})


class Voices(Record):
    voices: dict[str, OwnVoice]


@cache
def vocabulary() -> Vocabulary:
    return load_model(package_file("samples", "words.yaml"), Vocabulary)


@cache
def own_voices() -> dict[str, OwnVoice]:
    """The voices of layouts, open, held-out and practice, by name."""
    files = (
        package_file("samples.layouts", "voices.yaml"),
        package_file("samples.layouts.held_out", "words.yaml"),
        package_file("samples.layouts.practice", "words.yaml"),
    )
    return {name: voice for file in files for name, voice in load_model(file, Voices).voices.items()}


def _spellings(voice: str, group: str, key: str) -> tuple[str, ...]:
    special = own_voices().get(voice)
    if special is not None:
        own: Spellings = getattr(special, group)
        return own[key] if key in own else _spellings(special.base, group, key)
    entry = getattr(vocabulary(), group)[key]
    known: Spellings = entry.spellings if isinstance(entry, RowWords) else entry
    while voice not in known:
        if not BASE[voice]:
            return next(iter(known.values()))
        voice = BASE[voice]
    return known[voice]


@dataclass(frozen=True, slots=True)
class Words:
    """One notice's way of speaking. Each call draws anew: a notice may spell a label in two ways."""

    voice: str
    rng: random.Random

    def row(self, key: str) -> str:
        return self.rng.choice(_spellings(self.voice, "rows", key))

    def role(self, key: str) -> AmountRole:
        return vocabulary().rows[key].role

    def total(self, key: str) -> str:
        return self.rng.choice(_spellings(self.voice, "totals", key))

    def stub(self, key: str) -> str:
        return self.rng.choice(_spellings(self.voice, "stubs", key))

    def header(self, key: str) -> str:
        return self.rng.choice(_spellings(self.voice, "header", key))

    def phrase(self, key: str) -> str:
        return self.rng.choice(_spellings(self.voice, "phrases", key))
