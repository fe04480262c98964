"""The sets of mail that are measured: built when missing, kept as long as their generator stays the same."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from samples.build import build
from samples.draw import LAYOUTS
from samples.mail.chance import WEAR_ODDS
from samples.mailroom_recipe import HOME as SAMPLE_MAILROOM
from schemas.truth import WEAR_LEVELS, TruthMailroom
from tests.specimens import source

from . import specimen_set

ROOT = Path(__file__).resolve().parents[2]
PART = 100  # notices of one part of a long set: its memory stays flat, and parts can be added


@dataclass(frozen=True, slots=True)
class MailSet:
    """`name` for people; `mail` is read, `truth` held against it. `seed` None where there is none to choose."""

    name: str
    mail: Path
    truth: TruthMailroom
    seed: int | None = None


def sample_mailroom() -> MailSet:
    """The one in the repository."""
    return _opened("sample mailroom", SAMPLE_MAILROOM, None)


def built(
    cache: Path, seed: int, notices: int, say: Callable[[str], None], layouts: Sequence[str] = LAYOUTS
) -> MailSet:
    """A mailroom of every wear level; by default of every layout but those for practice, the held-out ones too."""

    def make(out: Path) -> None:
        levels = [level for level in WEAR_LEVELS if level in WEAR_ODDS]
        build(seed, notices, out, layouts=list(layouts), wears=levels)

    practice = "" if tuple(layouts) == LAYOUTS else " of practice layouts"
    name = f"built, seed {seed}, {notices} notices{practice}"
    kind = practice.replace(" ", "-")
    stem = f"built{kind}-{seed}-{notices}-{fingerprint((ROOT / 'samples', ROOT / 'schemas'))}"
    return _opened(name, _cached(cache / stem, name, make, say), seed)


def specimens(cache: Path, seed: int, say: Callable[[str], None]) -> MailSet | None:
    """The official specimens, typeset and worn; None where their texts are not beside this checkout."""
    if not source.available():
        return None
    own = [ROOT / part for part in ("samples", "schemas", "tests/specimens")]
    own += [source.folder(), Path(specimen_set.__file__)]
    name = "specimens, typeset and worn"

    def make(out: Path) -> None:
        specimen_set.build(seed, out)

    return _opened(name, _cached(cache / f"specimens-{seed}-{fingerprint(own)}", name, make, say), seed)


def long(cache: Path, seed: int, pages: int, say: Callable[[str], None]) -> list[MailSet]:
    """Mailrooms of consecutive seeds that have `pages` pages together, to be read in one run."""
    parts: list[MailSet] = []
    while sum(1 for part in parts for page in part.truth.pages if page.page) < pages:
        parts.append(built(cache, seed + len(parts), PART, say))
    return parts


def _opened(name: str, folder: Path, seed: int | None) -> MailSet:
    text = (folder / "truth" / "truth.json").read_text(encoding="utf-8")
    return MailSet(name, folder / "mail", TruthMailroom.model_validate_json(text), seed)


def _cached(folder: Path, name: str, make: Callable[[Path], None], say: Callable[[str], None]) -> Path:
    """The folder of a set; what another generator made under its stem goes. A set that was not finished never gets
    its name."""
    if folder.exists():
        return folder
    stem = folder.name.rpartition("-")[0]
    for old in folder.parent.glob(f"{stem}-*"):
        shutil.rmtree(old)
    say(f"building: {name}")
    unfinished = folder.with_name(f"{stem}-unfinished")
    unfinished.mkdir(parents=True)
    make(unfinished)
    return unfinished.rename(folder)


def fingerprint(sources: Iterable[Path]) -> str:
    """Of all modules, data and texts among or below `sources`; the committed mailroom is their work, no part."""
    digest = hashlib.sha256()
    for folder in sources:
        below = folder.rglob("*") if folder.is_dir() else [folder]
        files = (p for p in below if p.suffix in (".py", ".yaml", ".csv", ".json", ".txt"))
        for path in sorted(files):
            if SAMPLE_MAILROOM not in path.parents:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
