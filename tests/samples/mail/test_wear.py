"""Every way a page gets worn: it changes the page, stays readable in size, and a seed gives the same bytes."""

from random import Random

import numpy as np
import pytest
from PIL import Image

from samples.pixels import render, words
from samples.wear import Sheet, WornPage, pick_device
from samples.wear.clean import Clean
from samples.wear.destroyed import Destroyed
from samples.wear.fax import GRIDS, Fax
from samples.wear.harsh import HARSH_KINDS, Harsh
from samples.wear.layer import LyingLayer, Searchable, altered
from samples.wear.mixed import PARTS, Mixed
from samples.wear.photo import Photo
from samples.wear.scanner import Scanner
from samples.wear.turned import Turned
from schemas.truth import WEAR_LEVELS

from .make import a_notice

DEVICES = (
    Clean("gray", 150),
    Clean("color", 100, 1.0),
    Clean("bilevel", 200),
    Fax(GRIDS[0], 0.1),
    Fax(GRIDS[2], 1.0, "FROM: A  P.{page}"),
    Scanner(200, "gray", 0.3),
    Scanner(150, "color", 1.0, 1.0, 12, ((0.5, 120),)),
    Photo((900, 1200), 0.2),
    Photo((900, 1200), 1.0, sideways=True),
    Turned(Clean("bilevel", 150), 90),
    LyingLayer(Clean("bilevel", 150), "altered", True, 7),
    Mixed("tables"),
    *(Harsh.pick(Random(8), severity, kind=kind) for kind in HARSH_KINDS for severity in (0.0, 1.0)),
    Destroyed(Clean("gray", 150), 0.5),
)


def named(device) -> str:
    return f"{device.level} {getattr(device, 'kind', '')} {device.severity}"


def sheet(page: int = 1) -> Sheet:
    return Sheet((a_notice().pdf, page), (a_notice().pdf, 2 if page == 1 else 1))


def shown(worn: WornPage, height: int = 550) -> np.ndarray:
    """The page as a viewer shows it, gray and small."""
    if worn.raster is None:
        assert worn.vector
        picture = render(*worn.vector, 100)
    else:
        picture = worn.baked().raster.open().convert("L")  # type: ignore[union-attr]
    return np.asarray(picture.resize((height * 17 // 22, height), Image.Resampling.BILINEAR)).astype(int)


@pytest.mark.parametrize("device", DEVICES, ids=named)
def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(device):
    first, second = (device.scan(sheet(), Random(5)) for _ in range(2))
    assert first == second
    if device.level not in ("mixed", "digital"):
        assert device.scan(sheet(), Random(6)).raster != first.raster


@pytest.mark.parametrize("device", DEVICES, ids=named)
def test_wear_changes_the_page_but_keeps_paper_light_and_ink_dark(device):
    worn = device.scan(sheet(), Random(5))
    page = shown(worn)
    clean = np.asarray(render(a_notice().pdf, 1, 100).resize((page.shape[1], page.shape[0])))
    assert np.abs(page - clean).mean() > 0.2
    assert np.percentile(page, 75) - np.percentile(page, 1) > 70


@pytest.mark.parametrize("device", DEVICES, ids=named)
def test_a_worn_page_is_no_larger_than_scans_are(device):
    worn = device.scan(sheet(), Random(5))
    size = len(worn.raster.data) if worn.raster else len(worn.vector[0])
    assert 5_000 < size < 900_000


@pytest.mark.parametrize("level", WEAR_LEVELS)
@pytest.mark.parametrize("severity", [0.0, 1.0])
def test_every_level_has_a_device_from_mild_to_harsh(level, severity):
    device = pick_device(level, Random(3), severity, donor=(a_notice("CP14").pdf, 1))
    assert device.level == level
    assert device.severity == (severity if level != "digital" else 0.0)


def test_harsh_wear_is_noisier_than_mild_wear():
    def roughness(severity: float) -> float:
        paper = shown(Scanner(200, "gray", severity).scan(Sheet(None), Random(2)))
        return float(paper.std())

    assert roughness(0.0) < roughness(0.5) < roughness(1.0)


def test_a_fax_has_the_grid_of_a_fax_and_two_colors():
    for grid in GRIDS:
        raster = Fax(grid, 0.4).scan(sheet(), Random(1)).raster
        assert raster.codec == "g4"
        assert raster.dpi == grid
        assert set(np.unique(np.asarray(raster.open()))) == {False, True}
        assert (raster.width, raster.height) == (round(8.5 * grid[0]), pytest.approx(11 * grid[1], abs=2))


def test_the_sender_s_line_counts_the_sheets():
    fax = Fax(GRIDS[0], 0.0, "PAGE {page}")
    tops = [np.asarray(fax.scan(Sheet(None, feed=n), Random(1)).raster.open())[:50] for n in (1, 2)]
    assert (tops[0] != tops[1]).any()


@pytest.mark.parametrize("quarter", [90, 180, 270])
@pytest.mark.parametrize("way", ["picture", "flag", "healed"])
def test_turned_pages_are_shown_turned_unless_healed(quarter, way):
    inner = Clean("bilevel", 100)
    upright = shown(inner.scan(sheet(), Random(1)))
    worn = Turned(inner, quarter, way).scan(sheet(), Random(1))
    picture = np.asarray(worn.baked().raster.open().convert("L"))
    back = np.rot90(picture, 0 if way == "healed" else quarter // 90)
    again = Image.fromarray(np.ascontiguousarray(back)).resize(upright.shape[::-1], Image.Resampling.BILINEAR)
    assert np.abs(np.asarray(again).astype(int) - upright).mean() < 1
    assert (worn.rotate != 0) == (way != "picture")


def test_a_photo_stored_on_its_side_says_so():
    worn = Photo((600, 800), 0.3, sideways=True).scan(sheet(), Random(1))
    assert (worn.raster.width, worn.raster.height) == (800, 600)
    assert worn.rotate == 90
    assert b"Example" in worn.exif


def test_a_lying_layer_keeps_places_and_changes_figures_alike_everywhere():
    worn = LyingLayer(Clean("bilevel", 100), "altered", False, 7).scan(sheet(), Random(1))
    printed = sheet().words()
    assert [w.box for w in worn.layer] == [w.box for w in printed]
    changed = {(p.text, w.text) for p, w in zip(printed, worn.layer, strict=True) if p.text != w.text}
    assert len(changed) > 5
    assert len({p for p, _ in changed}) == len(changed)
    assert all(any(c.isdigit() for c in p) for p, _ in changed)
    assert altered("2017", 3) in {f"201{d}" for d in range(10)}


def test_a_searchable_scan_says_what_is_printed():
    worn = Searchable(Clean("bilevel", 100)).scan(sheet(), Random(1))
    assert worn.layer == sheet().words()


@pytest.mark.parametrize("part", PARTS)
def test_half_of_a_mixed_page_is_text_and_no_word_stands_in_both_halves(part):
    page = Mixed(part).scan(sheet(), Random(1)).vector
    left, printed = words(*page), sheet().words()
    assert 0 < len(left) < len(printed)
    kept = {(w.text, round(w.box.x0), round(w.box.y0)) for w in left}
    assert kept <= {(w.text, round(w.box.x0), round(w.box.y0)) for w in printed}
    both = np.asarray(render(*page, 60)).astype(int) - np.asarray(render(a_notice().pdf, 1, 60))
    assert np.abs(both).mean() < 6


def test_blank_paper_stays_blank_but_for_what_shows_through():
    behind = Sheet(None, (a_notice().pdf, 1))
    through = shown(Scanner(150, "gray", 0.9).scan(behind, Random(4)))
    nothing = shown(Scanner(150, "gray", 0.9).scan(Sheet(None), Random(4)))
    assert through.min() > 90
    assert np.abs(through - nothing).max() > 4
