"""The committed sample mailroom: every wear level, format, situation and hostile file once, chosen by hand.

`python -m samples.mailroom_recipe DIR` builds it in DIR; the one in this repository lies in `samples/mailroom`.
`manifest.json` beside it holds the hash of every file and of this recipe.
"""

import hashlib
import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

from samples.draw import DrawnNotice, can_follow, draw_notice, follow_up, make_case
from samples.hostile import hostile_files
from samples.mail.batch import Item, Paper, paper_leaf, scanned
from samples.mail.formats import Format
from samples.mail.handling import PLAIN, Handling, handled
from samples.mail.leaf import Pile, interleaved
from samples.mail.pdf_file import pdf_of
from samples.mail.picture_files import jpeg_of
from samples.mail.room import Member, Room
from samples.mail.works import spouse_of
from samples.papers import about_notice
from samples.wear import Device, Sheet
from samples.wear.clean import Clean
from samples.wear.destroyed import Destroyed
from samples.wear.digital import Digital
from samples.wear.fax import Fax
from samples.wear.harsh import Harsh, HarshKind
from samples.wear.layer import LyingLayer, Searchable
from samples.wear.mixed import Mixed
from samples.wear.photo import Photo
from samples.wear.scanner import Scanner
from samples.wear.turned import Turned
from schemas.truth import TruthMailroom

SEED = 20261123
HOME = Path(__file__).parent / "mailroom"
_TRIES = 40
_BANNER = "03/05/2019 09:41  (617) 555-0142  HOLLIS TAX GROUP   PAGE {page}"
_FAX = Fax((204.0, 196.0), 0.3, _BANNER)
_POOR_FAX = Fax((200.0, 200.0), 0.8, "FROM: COPY CENTER 114   Mar 05 2019 04:12PM   P.{page}")
_OFFICE = Clean("bilevel", 200)
_TIRED = Scanner(150, "gray", 0.6, lean=0.9, lid=20, dust=((0.82, 150),))
_WORN_OUT = Scanner(150, "color", 0.85, lean=-1.1, lid=12, dust=((0.31, 120), (0.6, 170)))
_PHONE = Photo((1536, 2048), 0.35)
_POOR_PHONE = Photo((1536, 2048), 0.75, sideways=True)


class Recipe:
    """Puts the mailroom together step by step; each step takes its own seed from its name."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._count = 0

    def notice(self, code: str, layout: str, *, most: int = 3, defect: str = "") -> DrawnNotice:
        """The first notice of at most `most` pages among some seeds, or the shortest of them."""
        sample_id = self._next_id()
        shortest: DrawnNotice | None = None
        for seed in range(_TRIES):
            rng = Random(f"{SEED}/{sample_id}/{seed}")
            defects = (defect,) if defect else ()
            drawn = draw_notice(rng, code=code, layout=layout, defects=defects, sample_id=sample_id)
            if shortest is None or drawn.truth.pages_printed < shortest.truth.pages_printed:
                shortest = drawn
            if drawn.truth.pages_printed <= most:
                break
        assert shortest
        return shortest

    def later(self, earlier: DrawnNotice, layout: str) -> DrawnNotice:
        """The next notice of the series."""
        sample_id = self._next_id()
        assert can_follow(earlier)
        return follow_up(Random(f"{SEED}/{sample_id}"), earlier, layout=layout, sample_id=sample_id)

    def again(self, earlier: DrawnNotice, defect: str) -> DrawnNotice:
        """The same notice once more, as a sample of its own."""
        told = {
            "sample_id": self._next_id(),
            "duplicate_of": earlier.truth.sample_id,
            "defects": (*earlier.truth.defects, defect),
        }
        return replace(earlier, truth=earlier.truth.model_copy(update=told))

    def couple(self, code: str, layout: str) -> tuple[DrawnNotice, DrawnNotice]:
        """A couple's notice and the copy that goes to the second of them."""
        sample_id, seed = self._next_id(), f"{SEED}/couple"
        case = make_case(Random(seed), "joint")
        drawn = [
            draw_notice(Random(seed), code=code, layout=layout, case=c, sample_id=sample_id)
            for c in (case, replace(case, name=spouse_of(case)))
        ]
        return drawn[0], self.again(drawn[1], "spouse_copy")

    def one(self, drawn: DrawnNotice, device: Device, handling: Handling = PLAIN) -> Pile:
        """One notice through one device."""
        return handled(drawn, device, handling, Random(f"{SEED}/wear/{drawn.truth.sample_id}"))

    def put(self, name: str, pile: Pile, form: Format = "pdf", tampering: str = "") -> None:
        """Into a file."""
        self.room.deliver(name, form, pile, tampering)

    def _next_id(self) -> str:
        self._count += 1
        return f"s{self._count:03d}"


def build_sample(out: Path) -> TruthMailroom:
    """The whole sample mailroom in `out`, which must not hold one yet."""
    recipe = Recipe(Room(out))
    steps = (_a_series, _batches, _letters, _photos, _odd_scans, _files, _contradictions, _other_mail, _hostile)
    for step in (*steps, _hard_to_read, _spoilt):
        step(recipe)
    truth = recipe.room.truth(SEED)
    (out / "manifest.json").write_text(json.dumps(manifest(out), indent=1, sort_keys=True) + "\n", "utf-8")
    return truth


def _a_series(r: Recipe) -> None:
    """A bill and its reminders, by three ways into the office; the bill comes again as a scan and as a copy."""
    bill = r.notice("CP14", "g2_2017")
    first = r.later(bill, "g2_2017")
    second = r.later(first, "g2_2017")
    r.put("inbox/CP14 first bill.pdf", r.one(bill, Digital()))
    r.put("inbox/CP501 reminder.pdf", r.one(first, Clean("gray", 200, 0.4, quality=60), Handling(backs="duplex")))
    cover = Paper("fax cover sheet", about_notice(second.truth, Random(SEED)))
    r.put("inbox/CP503 by fax.tif", scanned([cover, Item(second)], _FAX, Random("fax")), "tiff-g3")
    r.put("inbox/scanned once more.pdf", r.one(r.again(bill, "rescan"), _TIRED))
    r.room.deliver_copy("z copies/bill (2).pdf", "inbox/CP14 first bill.pdf")


def _batches(r: Recipe) -> None:
    """Three scanners' batches: with Patch T sheets and blank backs, without anything between, with printed sheets."""
    levy = r.notice("LT11", "g2_2010")
    about = about_notice(levy.truth, Random(SEED))
    stack: list[Item | Paper] = [
        Item(r.notice("CP504", "g2_narrow")),
        Paper("client letter", about),
        Item(levy, Handling(backs="blank")),
        Paper("insert: Form 12153", about),
        Item(r.notice("CP12", "g2_2010", most=2), Handling(twice=1)),
        Item(r.notice("CP2000", "g2b_2024"), Handling(order="backwards")),
    ]
    r.put("batches/monday.pdf", scanned(stack, _OFFICE, Random("monday"), separator="Patch T sheet", backs=True))
    stack = [
        Item(r.notice("CP523", "g2b_2024")),
        Item(r.notice("CP161", "legacy", most=2), Handling(upended=1)),
        Paper("envelope"),
        Item(r.notice("CP05", "simple_2024", most=2)),
    ]
    r.put("batches/tuesday.pdf", scanned(stack, _TIRED, Random("tuesday")))
    stack = [Item(r.notice(code, "g2_2010", most=2)) for code in ("CP49", "CP714")]
    faxed = scanned([*stack, Paper("W-2")], _POOR_FAX, Random("fax batch"), separator="printed separator")
    r.put("batches/wednesday.tif", faxed, "tiff-g4")


def _letters(r: Recipe) -> None:
    """Letters as one digital file, and one that lost a page in a worn-out scanner."""
    codes = (("L5071C", "correspondex"), ("CP575A", "ein_confirmation"), ("L525", "examiner_letter"))
    stack = [Item(r.notice(code, layout)) for code, layout in codes]
    r.put("letters/portal download.pdf", scanned(stack, Digital(), Random("letters")))
    lien = r.notice("L3172", "field_letter")
    r.put("letters/lien.pdf", r.one(lien, _WORN_OUT, Handling(missing=lien.truth.pages_printed)))


def _photos(r: Recipe) -> None:
    """A telephone's pictures: one file of all pages, and somebody who sent the first page only."""
    r.put("from clients/photos.pdf", r.one(r.notice("CP59", "simple_2024", most=2), _PHONE))
    only = Handling(first_page_only=True)
    r.put("from clients/IMG_2201.jpg", r.one(r.notice("CP503", "g2_narrow"), _POOR_PHONE, only), "jpeg")


def _odd_scans(r: Recipe) -> None:
    """Turned pages, text layers that lie, pages half text and half picture."""
    r.put("odd/upside down.pdf", r.one(r.notice("CP21A", "g2_2017", most=2), Turned(_OFFICE, 180)))
    r.put("odd/on its side.pdf", r.one(r.notice("CP22A", "g2_2010", most=2), Turned(_OFFICE, 90, "flag")))
    r.put("odd/stored on its side.pdf", r.one(r.notice("CP24", "g2_narrow", most=2), Turned(_OFFICE, 270, "healed")))
    donor = r.notice("CP504", "g2_2017")
    other = LyingLayer(_OFFICE, "other", shown=True, seed=3, donor=(donor.pdf, 1))
    r.put("odd/wrong text below.pdf", r.one(r.notice("CP71C", "g2_2017", most=2), other))
    altered = LyingLayer(Clean("gray", 150, 0.3, quality=60), "altered", shown=False, seed=5)
    r.put("odd/bad text layer.pdf", r.one(r.notice("CP14", "g2b_2024", most=3), altered))
    r.put("odd/pasted table.pdf", r.one(r.notice("CP11", "g2_2010", most=2), Mixed("tables")))
    r.put("odd/pasted head.pdf", r.one(r.notice("CP501", "simple_2024", most=3), Mixed("header")))


def _files(r: Recipe) -> None:
    """Other formats, an archive with names that break programs, damaged files that have to be read all the same."""
    pin = r.notice("CP01A", "pin_minimal", most=1)
    r.put("formats/pin.png", r.one(pin, Clean("gray", 150)), "png")
    r.put("formats/lzw.tiff", r.one(r.notice("CP565", "g2_2010", most=2), Clean("bilevel", 150)), "tiff-lzw")
    jpegs = r.one(r.notice("CP75", "g2_2017", most=2), Scanner(150, "gray", 0.3))
    r.put("formats/pages in a circle.tif", jpegs, "tiff-jpeg", "tiff_ifd_loop")
    searchable = r.one(r.notice("CP521", "g2b_2024", most=3), Searchable(_OFFICE))
    r.put("formats/protected against changes.pdf", searchable, "pdf", "owner_password")
    both, copy = r.couple("CP13", "g2_2017")
    r.put("formats/joint.pdf", r.one(both, _OFFICE), "pdf", "broken_xref")
    r.put("formats/joint, the copy.pdf", r.one(copy, _FAX), "pdf", "giant_mediabox")
    spanish, levy = r.notice("CP603", "g2_2017"), r.notice("CP90", "legacy", most=2)
    archive = [
        Member("para el contador/año 2019/aviso ñandú (1).pdf", "pdf", r.one(spanish, _FAX)),
        Member("scan 987654320\nsecond line.tif", "tiff-g4", r.one(levy, _OFFICE)),
    ]
    r.room.deliver_zip("formats/from a client.zip", archive)


def _contradictions(r: Recipe) -> None:
    """Notices that contradict themselves, one whose amount is lost under ink, two shuffled into each other."""
    odd = [Item(r.notice("CP501", "g2_2010", most=2, defect=d)) for d in ("places_disagree", "due_before_notice")]
    odd.append(Item(r.notice("CP12", "g2_2017", most=2, defect="rows_do_not_sum")))
    r.put("contradictions/printed.pdf", scanned(odd, _OFFICE, Random("odd")))
    r.put(
        "contradictions/ink.pdf",
        r.one(r.notice("CP14", "g2_narrow", most=2), _OFFICE, Handling(illegible="amount_due")),
    )
    pair = [r.one(r.notice(code, "g2_2010", most=2), _OFFICE) for code in ("CP23", "CP16")]
    r.put("contradictions/dropped on the floor.pdf", interleaved(*pair))
    r.put("contradictions/a layout of its own.pdf", r.one(r.notice("CP504", "line_printer", most=3), _OFFICE))


def _hard_to_read(r: Recipe) -> None:
    """What only a careful person reads: a fax of a fax, a bad photo, paper that had a hard life."""
    names: dict[HarshKind, tuple[str, Format]] = {
        "fax": ("hard to read/faxed twice.tif", "tiff-g3"),
        "photo": ("hard to read/crumpled.pdf", "pdf"),
        "paper": ("hard to read/from the kitchen table.pdf", "pdf"),
    }
    codes = {"fax": ("CP504", "legacy"), "photo": ("CP12", "g2_narrow"), "paper": ("CP501", "g2_2017")}
    for kind, (name, form) in names.items():
        device = Harsh.pick(Random(f"{SEED}/{kind}"), 0.7, kind=kind)
        r.put(name, r.one(r.notice(*codes[kind], most=2), device), form)


def _spoilt(r: Recipe) -> None:
    """A value spoilt in one place, one spoilt in all, one printed in two ways; and a layout not seen elsewhere."""
    device = Destroyed(_OFFICE, 0.4)
    once = Handling(spoilt="amount_due", means="blot")
    r.put("spoilt/ink over one amount.pdf", r.one(r.notice("CP14", "g2_2017", most=3), device, once))
    gone = Handling(illegible="notice_date", means="marker")
    r.put("spoilt/no date left.tif", r.one(r.notice("CP503", "g2_2010", most=2), device, gone), "tiff-g4")
    two = r.notice("CP14", "simple_2024", most=3, defect="places_disagree")
    r.put("spoilt/two answers.pdf", r.one(two, Destroyed(_FAX, 0.3)))
    r.put("odd/slip on top.pdf", r.one(r.notice("CP501", "centred_slip", most=2), _OFFICE))


def _other_mail(r: Recipe) -> None:
    """Mail without any notice."""
    kinds = ("state revenue department's bill", "1099-INT", "bank statement", "copied check", "page of a tax return")
    inserts = ("insert: Notice 746", "insert: Publication 1")
    r.put("other mail.pdf", scanned([Paper(k) for k in (*kinds, *inserts)], _OFFICE, Random("other mail")))


def _hostile(r: Recipe) -> None:
    """Every hostile file once."""
    rng = Random("hostile")
    leaf, _ = paper_leaf(Paper("client letter"), Clean("bilevel", 100), rng)
    half = Clean(dpi=100).scan(Sheet((r.notice("CP14", "g2_2017").pdf, 1)), rng)
    for file in hostile_files(pdf_of([leaf.page]), jpeg_of(half), rng):
        r.room.deliver_hostile("hostile/" + file.name, file)


def manifest(folder: Path) -> dict[str, object]:
    """The hash of every file of the mail and the truth, and of this recipe."""
    found = sorted(p for part in ("mail", "truth") for p in (folder / part).rglob("*") if p.is_file())
    files = {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}
    return {"recipe": fingerprint(), "seed": SEED, "files": files}


def fingerprint() -> str:
    """The hash of this recipe's text: it changes when the recipe does."""
    return hashlib.sha256(Path(__file__).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def main() -> None:
    """Builds the mailroom anew in the folder given, by default the committed one."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else HOME
    for part in ("mail", "truth"):
        shutil.rmtree(out / part, ignore_errors=True)
    build_sample(out)


if __name__ == "__main__":
    main()
