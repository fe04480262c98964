"""The parcels of a mailroom: single notices, batches, archives, rescans, follow-ups, copies for a spouse.

Every parcel has a generator of its own, seeded by the mailroom's seed and its number.
"""

import os
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from samples.draw import DrawnNotice, draw_notice, make_case
from samples.hostile import TAMPERINGS, hostile_files
from samples.papers import INSERTS, PAPERS
from samples.people import Case
from samples.wear import Device, Sheet
from samples.wear.clean import Clean
from samples.wear.harsh import Harsh

from .batch import Paper, paper_leaf, scanned
from .chance import Odds, form_for, handling_for, stack_of, way_of
from .formats import Format
from .handling import PLAIN, handled
from .leaf import Leaf, Pile, interleaved
from .names import NameGiver
from .pdf_file import pdf_of
from .picture_files import jpeg_of
from .room import Member, Room

_BACKS = ("none", "none", "none", "duplex", "duplex", "blank")
_SEPARATORS = ("", "", "", "Patch T sheet", "Patch T sheet", "printed separator")
_REMEMBERED = 40  # notices that may still be rescanned or followed up
_BATCH = (5, 40)
_SINGLES_ONLY = ("photo", "mixed", "lying_layer", "turned", "destroyed")  # rare: a batch would be all of them
_HARSH_BATCH = 12  # or harsh mail would come in two batches
_COPIES = "~copies/"  # behind what other names begin with
_NOT_AGAIN = ("digital", "destroyed")  # the same vectors would be the same file; what is lost can't be found again


@dataclass(slots=True)
class Works:
    """Delivers parcel after parcel into `room`; `wanted` bounds the notices. `hostile` lets files be damaged."""

    seed: int
    wanted: int
    odds: Odds
    room: Room
    hostile: bool = True
    _parcels: int = 0
    _drawn: int = 0
    _past: deque[DrawnNotice] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    _single_pdfs: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def parcel(self) -> None:
        """One more parcel of a kind drawn by its odds; parcels of other papers bring no notice."""
        self._parcels += 1
        rng = Random(f"{self.seed}/parcel/{self._parcels}")
        kinds: dict[Callable[[Random], None], int] = {
            self.single: 52,
            self.batch: 9,
            self.archive: 5,
            self.rescan: 6,
            self.follow_up: 8,
            self.for_the_spouse: 3,
            self.interleaved: 1,
            self.copy: 4,
            self.other_papers: 7,
        }
        rng.choices(tuple(kinds), tuple(kinds.values()))[0](rng)

    @property
    def left(self) -> int:
        """Notices still wanted."""
        return self.wanted - self.room.notices

    def single(self, rng: Random) -> None:
        """One notice in one file. A third of those to be destroyed contradict themselves in print."""
        device = self._device(rng)
        contradicting = device.level == "destroyed" and rng.random() < 1 / 3
        self._put(*self._scanned(self._draw(rng, contradicting=contradicting), rng, device), rng)

    def batch(self, rng: Random) -> None:
        """Many notices through one scanner into one file."""
        size = min(self.left, rng.randint(*_BATCH), max(_BATCH[0], self.wanted // 3))
        device = self._device(rng, _SINGLES_ONLY)
        if isinstance(device, Harsh):
            size = min(size, _HARSH_BATCH)
            device = Harsh.pick(rng, device.severity, kind=rng.choice(("fax", "paper")))
        backs = rng.choice(_BACKS)
        stack = [part for _ in range(size) for part in stack_of(self._draw(rng), device, backs, rng)]
        pile = scanned(stack, device, rng, separator=rng.choice(_SEPARATORS), backs=backs == "blank")
        self._put(pile, form_for(device, len(pile.leaves), rng), rng)

    def archive(self, rng: Random) -> None:
        """A few notices in a ZIP, in folders of their own."""
        names = NameGiver(rng, lambda name: False, encodable=True)
        members: list[Member] = []
        for _ in range(min(self.left, rng.randint(2, 5))):
            pile, form = self._scanned(self._draw(rng), rng, self._device(rng))
            folder = rng.choice(("", "scans/", "scans/march/", "for the accountant/"))
            members.append(Member(names.name(form, folder), form, pile))
        self.room.deliver_zip(self._names(rng).name(".zip"), members)

    def rescan(self, rng: Random) -> None:
        """An earlier notice once more, through another device."""
        if self._past and set(self.odds.wears) - set(_NOT_AGAIN):
            earlier = rng.choice(tuple(self._past))
            truth = earlier.truth.model_copy(
                update={
                    "sample_id": self._next_id(),
                    "duplicate_of": earlier.truth.sample_id,
                    "defects": (*earlier.truth.defects, "rescan"),
                }
            )
            self._deliver(replace(earlier, truth=truth), rng, _NOT_AGAIN)

    def follow_up(self, rng: Random) -> None:
        """The next notice of a series that has begun in this mail."""
        if self._past:
            later = self.odds.follow(rng, rng.choice(tuple(self._past)), self._next_id())
            if later:
                self._past.append(later)
                self._deliver(later, rng)

    def for_the_spouse(self, rng: Random) -> None:
        """A couple's notice and the copy that goes to one of them."""
        if self.left < 2:
            return
        case = make_case(rng, "joint")
        seed = rng.getrandbits(64)
        pair = [self._for_case(c, seed) for c in (case, replace(case, name=spouse_of(case)))]
        if any(drawn is None for drawn in pair):
            return
        first, second = (drawn for drawn in pair if drawn)
        told = {"duplicate_of": first.truth.sample_id, "defects": (*second.truth.defects, "spouse_copy")}
        self._deliver(first, rng)
        self._deliver(replace(second, truth=second.truth.model_copy(update=told)), rng)

    def interleaved(self, rng: Random) -> None:
        """Two notices whose sheets got shuffled into each other."""
        if self.left < 2:
            return
        device = self._device(rng, _SINGLES_ONLY)
        piles = [handled(self._draw(rng), device, PLAIN, rng) for _ in range(2)]
        pile = interleaved(*piles)
        self._put(pile, form_for(device, len(pile.leaves), rng), rng)

    def copy(self, rng: Random) -> None:
        """A byte-identical copy of an earlier file, somewhere behind it."""
        before = [name for name in self._single_pdfs if os.fsencode(name) < _COPIES.encode()]
        if before:
            of = rng.choice(tuple(self._single_pdfs))
            # Names in other scripts sort behind "~": such a file's copy would be read before it.
            of = of if of in before else rng.choice(before)
            self.room.deliver_copy(self._names(rng).name(".pdf", _COPIES), of)

    def other_papers(self, rng: Random) -> None:
        """A file without any notice."""
        device = self._device(rng, _SINGLES_ONLY)
        kinds = rng.sample([*PAPERS, *INSERTS], rng.randint(1, 3))
        pile = scanned([Paper(kind) for kind in kinds], device, rng)
        self._put(pile, form_for(device, len(pile.leaves), rng), rng)

    def hostile_parcels(self) -> None:
        """Every kind of hostile file once, and each kind of wild name on an honest page."""
        rng = Random(f"{self.seed}/hostile")
        leaf, _ = paper_leaf(Paper("client letter"), Clean("bilevel", 200), rng)
        drawn = self.odds.draw(rng, "inside hostile files")
        worn = Clean(dpi=150).scan(Sheet((drawn.pdf, 1)), rng)
        for file in hostile_files(pdf_of([leaf.page]), jpeg_of(worn), rng):
            self.room.deliver_hostile("hostile/" + file.name, file)
        for name in self._names(rng).wild_names("pdf"):
            leaf, _ = paper_leaf(Paper("client letter"), Clean("bilevel", 150), rng)
            self.room.deliver("names/" + name, "pdf", Pile((leaf,)))

    def _deliver(self, drawn: DrawnNotice, rng: Random, avoid: tuple[str, ...] = ()) -> None:
        self._put(*self._scanned(drawn, rng, self._device(rng, avoid)), rng)

    def _scanned(self, drawn: DrawnNotice, rng: Random, device: Device) -> tuple[Pile, Format]:
        """One notice, with or without company, as a pile and the format it goes into."""
        backs = rng.choice(_BACKS) if way_of(device) not in ("digital", "mixed", "photo", "harsh photo") else "none"
        if rng.random() < 0.7:
            pile = handled(drawn, device, handling_for(drawn, device, backs, rng), rng)
        else:
            pile = scanned(stack_of(drawn, device, backs, rng), device, rng, backs=backs == "blank")
        return pile, form_for(device, len(pile.leaves), rng)

    def _device(self, rng: Random, avoid: tuple[str, ...] = ()) -> Device:
        return self.odds.device(rng, self.room.notices_by_wear, avoid=avoid, donor=self._donor())

    def _put(self, pile: Pile, form: Format, rng: Random) -> None:
        name = self._names(rng).name(form)
        tampering = self._tampering(pile, form, rng) if self.hostile else ""
        self.room.deliver(name, form, pile, tampering)
        if form == "pdf" and not name.startswith("~"):
            self._single_pdfs.append(name)

    def _tampering(self, pile: Pile, form: Format, rng: Random) -> str:
        """One file in fifty is damaged and has to be read all the same."""
        if rng.random() >= 0.02 or any(not _light(leaf) for leaf in pile.leaves):
            return ""
        fitting = [t for t in TAMPERINGS if t.startswith("tiff") == form.startswith("tiff")]
        return rng.choice(fitting) if form == "pdf" or form.startswith("tiff") else ""

    def _draw(self, rng: Random, *, contradicting: bool = False) -> DrawnNotice:
        drawn = (self.odds.contradicting if contradicting else self.odds.draw)(rng, self._next_id())
        self._past.append(drawn)
        return drawn

    def _for_case(self, case: Case, seed: int) -> DrawnNotice | None:
        rng = Random(seed)
        for code in (self.odds.code(rng) for _ in range(8)):
            try:
                layout = rng.choice(self.odds.layouts[code])
                return draw_notice(rng, code=code, layout=layout, case=case, sample_id=self._next_id())
            except ValueError:  # this code goes to businesses only
                continue
        return None

    def _donor(self) -> DrawnNotice | None:
        return self._past[-1] if self._past else None

    def _next_id(self) -> str:
        self._drawn += 1
        return f"n{self._drawn:05d}"

    def _names(self, rng: Random) -> NameGiver:
        return NameGiver(rng, lambda name: name in self.room.names)


def _light(leaf: Leaf) -> bool:
    """A picture small enough to be encrypted in plain Python."""
    return leaf.page.raster is not None and len(leaf.page.raster.data) < 150_000


def spouse_of(case: Case) -> str:
    """The second of a couple's names with the surname: "James & Karen Q Hinds" gives "Karen Q Hinds"."""
    return case.name.replace(" and ", " & ").split(" & ")[-1]
