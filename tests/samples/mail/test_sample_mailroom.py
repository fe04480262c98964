"""The sample mailroom in the repository: small enough, complete, and as its recipe and its truth say."""

import json
import re
from collections import Counter

from samples.draw import HELD_OUT_LAYOUTS
from samples.hostile import TAMPERINGS
from samples.mailroom_recipe import HOME, fingerprint, manifest
from samples.wear.harsh import HARSH_KINDS
from schemas.ledger import PageFate
from schemas.truth import WEAR_LEVELS, TruthMailroom

from .make import bytes_of, pages_in

TRUTH = TruthMailroom.model_validate_json((HOME / "truth" / "truth.json").read_text("utf-8"))
MANIFEST = json.loads((HOME / "manifest.json").read_text("utf-8"))
ADVICE = "the recipe was changed: build the mailroom again (python -m samples.mailroom_recipe)"


def test_it_is_at_most_twelve_megabytes():
    assert sum(p.stat().st_size for p in HOME.rglob("*") if p.is_file()) <= 12_000_000


def test_its_bytes_are_those_that_were_built():
    assert manifest(HOME)["files"] == MANIFEST["files"]


def test_it_was_built_by_the_recipe_as_it_stands():
    assert MANIFEST["recipe"] == fingerprint(), ADVICE


def test_every_page_of_every_readable_file_is_accounted_for_once():
    pages = Counter((p.file, p.page) for p in TRUTH.pages)
    assert set(pages.values()) == {1}
    for file in TRUTH.files:
        if file.readable:
            assert pages_in(bytes_of(HOME / "mail", file.file)) == file.pages, file
        numbers = sorted(number for name, number in pages if name == file.file)
        assert numbers == (list(range(1, file.pages + 1)) if file.readable else [0])


def test_it_shows_every_wear_level_format_and_situation():
    assert {n.wear for n in TRUTH.notices} == set(WEAR_LEVELS)
    assert {p.fate for p in TRUTH.pages} == set(PageFate)
    assert len({n.notice_code for n in TRUTH.notices}) >= 12
    defects = {d.split(":")[0] for n in TRUTH.notices for d in n.defects}
    assert {
        "missing_page",
        "pages_out_of_order",
        "page_twice",
        "page_upended",
        "rescan",
        "follow_up",
        "spouse_copy",
        "interleaved",
        "illegible",
        "places_disagree",
        "rows_do_not_sum",
        "due_before_notice",
    } <= defects
    assert {f.hostile for f in TRUTH.files} >= set(TAMPERINGS) - {"junk_before_header"}
    endings = {f.file.rsplit(".", 1)[-1].lower() for f in TRUTH.files}
    assert {"pdf", "tif", "tiff", "jpg", "png"} <= endings


def test_one_or_two_layouts_are_held_out_ones():
    assert 1 <= len({n.layout for n in TRUTH.notices} & HELD_OUT_LAYOUTS) <= 2


def test_it_shows_every_way_to_be_hard_to_read_and_to_be_spoilt():
    notes = {note for page in TRUTH.pages for note in page.note.split("; ")}
    assert {f"harsh {kind}" for kind in HARSH_KINDS} <= notes
    spoilt = {d.split(":")[0] for n in TRUTH.notices if n.wear == "destroyed" for d in n.defects}
    assert spoilt == {"illegible", "spoilt_once", "places_disagree"}


def test_its_names_can_be_checked_out_on_every_system():
    for path in HOME.rglob("*"):
        assert re.fullmatch(r"[A-Za-z0-9 ()_.,-]+", path.name), path.name
        assert not path.name.endswith((" ", "."))


def test_chains_lead_from_the_first_bill_to_the_second_reminder():
    codes = [n.notice_code for n in TRUTH.notices if n.file.startswith("inbox/") and not n.duplicate_of]
    assert codes == ["CP14", "CP501", "CP503"]
    series = [n for n in TRUTH.notices if n.file.startswith("inbox/")]
    assert len({(n.tin.last4, n.tax_periods) for n in series}) == 1
