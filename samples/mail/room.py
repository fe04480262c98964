"""The mailroom being built: files go to disk one by one, the truth of each is noted down."""

import csv
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from samples.hostile import TAMPERINGS, HostileFile
from schemas.ledger import PageFate
from schemas.truth import TruthFile, TruthMailroom, TruthNotice, TruthPage

from .formats import Format, written
from .leaf import Pile, as_duplicates
from .zip_file import zip_of

PAGE_COLUMNS = ("file", "page", "fate", "sample_id", "wear", "note")


@dataclass(frozen=True, slots=True)
class Member:
    """One honest file of an archive."""

    name: str
    form: Format
    pile: Pile


@dataclass(slots=True)
class Room:
    """Writes below `out`/mail. Names are relative to it, with "/" between folders; each may be used once."""

    out: Path
    _files: list[TruthFile] = field(default_factory=list)
    _pages: list[TruthPage] = field(default_factory=list)
    _notices: list[TruthNotice] = field(default_factory=list)
    _piles: dict[str, Pile] = field(default_factory=dict)
    _written: set[str] = field(default_factory=set)

    @property
    def names(self) -> frozenset[str]:
        """Every name in use."""
        return frozenset(f.file for f in self._files) | self._written

    @property
    def notices(self) -> int:
        """Notices delivered so far."""
        return len(self._notices)

    @property
    def notices_by_wear(self) -> Counter[str]:
        """How many notices of each wear level were delivered so far."""
        return Counter(n.wear for n in self._notices)

    def deliver(self, name: str, form: Format, pile: Pile, tampering: str = "") -> None:
        """One file. `tampering` (a key of `TAMPERINGS`) damages it so that it has to be read all the same."""
        data = written(pile, form)
        self._write(name, TAMPERINGS[tampering](data) if tampering else data)
        self._note(name, pile, tampering)

    def deliver_zip(self, name: str, members: Sequence[Member | HostileFile]) -> None:
        """An archive; its members are the files that count, as "archive.zip/inner/name"."""
        self._write(name, zip_of((m.name, _bytes_of(m)) for m in members))
        for member in members:
            inner = f"{name}/{member.name}"
            if isinstance(member, HostileFile):
                self._note_hostile(inner, member)
            else:
                self._note(inner, member.pile)

    def deliver_copy(self, name: str, of: str) -> None:
        """A byte-identical copy of an earlier file. It has to be read after it: its name must sort behind."""
        if os.fsencode(name).split(b"/") <= os.fsencode(of).split(b"/"):
            raise ValueError("a copy must sort behind its original")
        self._write(name, (self.out / "mail" / of).read_bytes())
        self._note(name, as_duplicates(self._piles[of]))

    def deliver_hostile(self, name: str, file: HostileFile) -> None:
        """A file that must be set aside, under `name`."""
        self._write(name, file.data)
        self._note_hostile(name, file)

    def truth(self, seed: int) -> TruthMailroom:
        """All that is known of the mail; also written to `out`/truth as JSON, JSON lines and CSV."""
        truth = TruthMailroom(
            seed=seed, files=tuple(self._files), pages=tuple(self._pages), notices=tuple(self._notices)
        )
        write_truth(truth, self.out / "truth")
        return truth

    def _write(self, name: str, data: bytes) -> None:
        path = self.out / "mail" / name
        if path.exists():
            raise ValueError("this name is in use")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._written.add(name)  # an archive is no file of the truth: only its members are

    def _note(self, name: str, pile: Pile, hostile: str = "") -> None:
        shown = shown_name(name)
        self._files.append(TruthFile(file=shown, pages=len(pile.leaves), readable=True, hostile=hostile))
        self._pages += [leaf.truth(shown, number) for number, leaf in enumerate(pile.leaves, 1)]
        self._notices += pile.placed(shown)
        # Only what a copy needs is kept: the pages themselves would fill the memory.
        self._piles[name] = Pile(tuple(leaf.bare() for leaf in pile.leaves))

    def _note_hostile(self, name: str, file: HostileFile) -> None:
        readable = file.fate is not PageFate.QUARANTINED
        for shown in [shown_name(f"{name}/{member}") for member in file.members] or [shown_name(name)]:
            self._files.append(TruthFile(file=shown, pages=file.page, readable=readable, hostile=file.how))
            self._pages.append(TruthPage(file=shown, page=file.page, fate=file.fate, note=file.how))


def _bytes_of(member: Member | HostileFile) -> bytes:
    return member.data if isinstance(member, HostileFile) else written(member.pile, member.form)


def shown_name(name: str) -> str:
    r"""A name as text: bytes that are no UTF-8 appear as `\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def write_truth(truth: TruthMailroom, folder: Path) -> None:
    """`truth.json` for programs; `notices.jsonl` and `pages.csv` hold the same for people."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "truth.json").write_text(truth.model_dump_json(indent=1) + "\n", "utf-8")
    lines = "".join(notice.model_dump_json() + "\n" for notice in truth.notices)
    (folder / "notices.jsonl").write_text(lines, "utf-8")
    with (folder / "pages.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(PAGE_COLUMNS)
        for page in truth.pages:
            writer.writerow([page.file, page.page, page.fate, page.sample_id or "", page.wear, page.note])
