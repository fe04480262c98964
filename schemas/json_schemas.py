"""The JSON Schemas (draft 2020-12) of everything that leaves the house, made from the records.

`schemas/json/*.schema.json` are the same texts, kept so that a reader finds them without running anything;
a test holds them against the records. After a change: `python -m schemas.json_schemas`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from .ledger import LedgerRow
from .notice import Notice
from .queue_row import QueueRow
from .record import Record
from .strict_yaml import load_model, package_file
from .summary import RunSummary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path(__file__).parent / "json"
REGENERATE = "python -m schemas.json_schemas"

_ROOTS: Mapping[str, tuple[Any, str]] = {
    "notice": (Notice, "A line of notices.jsonl: one notice, everything known of it, and why."),
    "page": (LedgerRow, "A row of pages.csv: one page of an input file and what became of it."),
    "summary": (RunSummary, "summary.json: one run in figures."),
    "queue": (list[QueueRow], "noticedesk queue --format json: the work items, most pressing first."),
}
NAMES = tuple(_ROOTS)


class Descriptions(Record):
    """What each key means, by record and key; `schemas/descriptions.yaml`."""

    records: dict[str, dict[str, str]]


class _EveryKeyPresent(GenerateJsonSchema):
    """A record is written whole: a key with a default is as present as any other, and the default says nothing."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,
    ) -> bool:
        return True


def json_schema(name: str) -> dict[str, Any]:
    """The schema called `name` (one of `NAMES`); KeyError for another."""
    root, about = _ROOTS[name]
    body = TypeAdapter(root).json_schema(mode="serialization", schema_generator=_EveryKeyPresent)
    described = load_model(package_file("schemas", "descriptions.yaml"), Descriptions).records
    definitions = {**body.get("$defs", {}), body.get("title", ""): body}
    for record, keys in described.items():
        properties = definitions.get(record, {}).get("properties", {})
        for key in properties.keys() & keys.keys():
            properties[key] = _with_description(properties[key], keys[key])
    body.pop("description", None)
    head = {"$schema": DIALECT, "$id": f"urn:noticedesk:{name}", "title": name, "description": about}
    return {**head, **{key: value for key, value in body.items() if key != "title"}}


def _with_description(schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {"description": text, **{key: value for key, value in schema.items() if key != "description"}}


def schema_text(name: str) -> str:
    """The schema as it stands in its file: two spaces, UTF-8, a newline at the end."""
    return json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"


def write_all(folder: Path = FOLDER) -> list[Path]:
    """Writes `<name>.schema.json` for every schema; the paths written."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{name}.schema.json" for name in NAMES]
    for name, path in zip(NAMES, paths, strict=True):
        path.write_text(schema_text(name), encoding="utf-8")
    return paths


if __name__ == "__main__":
    write_all()
