"""The results on disk: JSON for programs, Markdown for people, pictures of the curves."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from . import drawing
from .baselines import Compared
from .report import Report
from .tables import Table, as_markdown, number, percent
from .wording import tables


@dataclass(frozen=True, slots=True)
class Measured:
    """A run of the benchmark: when, how, on what, and what came out. `reader` is the version of everything that
    reads; `said` has what could not be measured, and why."""

    date: str
    command: str
    reader: str
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    reports: Sequence[Report]
    compared: Sequence[Compared] = ()
    said: Sequence[str] = ()


def write(measured: Measured, out: Path) -> list[Path]:
    """Writes results.json, results.md and two pictures for each set; the paths written."""
    out.mkdir(parents=True, exist_ok=True)
    written = [out / "results.json", out / "results.md"]
    written[0].write_text(json.dumps(plain(measured), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    written[1].write_text(markdown(measured), encoding="utf-8")
    for report in measured.reports:
        everything = report.levels[-1]
        stood = None
        if everything.accepted and everything.notices:
            risk = everything.silent_notices / (everything.accepted * everything.notices)
            stood = (everything.accepted, risk)
        pictures = {
            "reliability": drawing.reliability(report.confidence.bins, report.confidence.ece, report.name),
            "risk": drawing.risk_against_coverage(report.confidence.curve, stood, report.name),
        }
        for what, picture in pictures.items():
            written.append(out / picture_name(what, report))
            picture.save(written[-1], optimize=True)
    return written


def picture_name(what: str, report: Report) -> str:
    """The file of a set's picture, the same for every seed."""
    short = re.split(r"[ ,]", report.name)[0]
    return f"{what}-{short}.png"


def markdown(measured: Measured) -> str:
    """The whole of it as one page."""
    told = [
        "# What the benchmark measured",
        "",
        f"{measured.date}, `{measured.command}`",
        "",
        f"Reader: {measured.reader}",
        "",
        as_markdown(Table("", ["machine", ""], [list(i) for i in measured.machine.items()])),
        as_markdown(Table("", ["version", ""], [list(i) for i in measured.versions.items()])),
    ]
    for report in measured.reports:
        told += [f"## {report.name[0].upper()}{report.name[1:]}", ""]
        told += [as_markdown(table) for table in tables(report)]
        told += [f"![{what}]({picture_name(what, report)})" for what in ("reliability", "risk")] + [""]
    if measured.compared:
        told += ["## Beside others", "", as_markdown(comparison(measured.compared))]
    told += [f"{sentence}\n" for sentence in measured.said]
    return "\n".join(told).rstrip() + "\n"


def comparison(compared: Sequence[Compared]) -> Table:
    """Ours first; the factors are of CPU seconds a page."""
    first = compared[0]
    rows = [
        [
            c.reader,
            number(c.cpu_a_page, 2),
            f"{c.cpu_a_page / first.cpu_a_page:.1f}x",
            percent(c.fields_exact),
            percent(c.notices_exact),
        ]
        for c in compared
    ]
    head = ["reader", "CPU s a page", "of ours", "five fields exact", "all five right"]
    notes = [
        f"{first.notices} notices, {first.pages} scanned pages of the built set, drawn by its seed. Fields: code, "
        "notice date, last four digits, amount, due date. The others are told which pages are a notice."
    ]
    return Table("The same scanned pages by others", head, rows, notes)


def plain(value: Any) -> Any:
    """Records as dicts, with what they derive (their properties) beside what they hold."""
    if is_dataclass(value) and not isinstance(value, type):
        derived = [name for name, what in vars(type(value)).items() if isinstance(what, property)]
        return {name: plain(getattr(value, name)) for name in [*(f.name for f in fields(value)), *derived]}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return round(value, 6) if isinstance(value, float) else value
