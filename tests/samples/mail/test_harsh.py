"""Harsh wear: what it is made of, and that print stays to be told from paper."""

from random import Random

import numpy as np
import pytest

from samples.mail.chance import form_for, way_of
from samples.wear import Sheet
from samples.wear.abuse import abused
from samples.wear.destroyed import Destroyed
from samples.wear.handwriting import LETTERS, Handwriting
from samples.wear.harsh import HARSH_KINDS, Harsh
from samples.wear.refax import GRID
from samples.wear.spoils import hidden_by
from samples.wear.stains import crumpled
from schemas.geometry import Box, overlaps

from .make import a_notice

SHEET = Sheet((a_notice().pdf, 1), (a_notice().pdf, 2))


def test_a_fax_of_a_fax_is_coarse_and_carries_two_senders_lines():
    harsh = Harsh.pick(Random(3), 0.5, kind="fax")
    raster = harsh.scan(Sheet(None), Random(1)).raster
    assert raster.dpi == GRID
    assert (raster.width, raster.height) == (round(8.5 * GRID[0]), round(11 * GRID[1]))
    ink = ~np.asarray(raster.open())
    lines = [rows.sum() > 40 for rows in np.array_split(ink[: round(0.6 * GRID[1])], 20)]
    runs = sum(1 for before, now in zip([False, *lines], lines, strict=False) if now and not before)
    assert runs >= 2


def test_a_bad_photo_has_some_120_dots_to_the_inch():
    for seed in range(2):
        raster = Harsh.pick(Random(seed), 1.0, kind="photo").scan(SHEET, Random(1)).raster
        assert 110 <= raster.dpi[0] <= 135
        assert max(raster.width, raster.height) <= 1500


@pytest.mark.parametrize("kind", HARSH_KINDS)
def test_worse_severity_takes_more_away(kind):
    def sharpness(severity: float) -> float:
        pages = [Harsh.pick(Random(s), severity, kind=kind).scan(SHEET, Random(s)).raster.open() for s in range(2)]
        return float(np.mean([np.abs(np.diff(np.asarray(p.convert("L")).astype(int), axis=1)).std() for p in pages]))

    if kind == "fax":  # black and white stay sharp; what grows is dirt
        assert sharpness(1.0) > sharpness(0.0)
    else:
        assert sharpness(1.0) < sharpness(0.0)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("severity", [0.0, 0.5, 1.0])
def test_abused_paper_shows_every_kind_of_abuse_and_hides_nothing(seed, severity):
    marks = abused(SHEET, severity, Random(seed))
    assert {m.name for m in marks} >= {"stain", "crease", "highlighter", "pen", "handwriting", "stamp"}
    assert not any(hidden_by(m) for m in marks)
    assert all(m.opacity <= 0.55 for m in marks if m.name == "stamp")


@pytest.mark.parametrize("seed", range(6))
def test_handwriting_stands_beside_the_print_not_on_it(seed):
    for mark in abused(SHEET, 1.0, Random(seed)):
        if isinstance(mark, Handwriting):
            assert set(mark.text) <= LETTERS
            wide, tall = Handwriting.footprint(mark.text, mark.size)
            x, y = mark.at
            core = Box(x + 2, y - 0.55 * tall, x + wide - 4, y + 0.1 * tall)
            assert not [w.text for w in SHEET.words() if overlaps(w.box, core)]


def test_a_crease_goes_through_the_amounts():
    creases = [m for m in abused(SHEET, 0.6, Random(2)) if m.name == "crease"]
    money = [w.box.cy for w in SHEET.words() if "$" in w.text]
    assert any(min(c.start[1], c.end[1]) - 40 < y < max(c.start[1], c.end[1]) + 40 for c in creases for y in money)


def test_stamps_and_handwriting_of_one_page_do_not_pile_up():
    for seed in range(8):
        stamps = [m for m in abused(SHEET, 1.0, Random(seed)) if m.name == "stamp"]
        boxes = [Box(m.center[0] - 40, m.center[1] - 16, m.center[0] + 40, m.center[1] + 16) for m in stamps]
        assert not any(overlaps(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


def test_later_pages_are_spared():
    second = abused(Sheet((a_notice().pdf, 2)), 1.0, Random(1))
    assert {m.name for m in second} <= {"stain", "crease"}


def test_a_crumpled_sheet_is_lit_facet_by_facet():
    shade = np.asarray(crumpled((600, 800), 1.0, Random(1))).astype(int)
    assert shade.min() > 60
    assert shade.std() > np.asarray(crumpled((600, 800), 0.2, Random(1))).std() > 0


def test_a_file_format_follows_the_way_the_sheet_took():
    assert way_of(Harsh.pick(Random(1), 0.5, kind="fax")) == "harsh fax"
    faxes = {form_for(Harsh.pick(Random(1), 0.5, kind="fax"), 3, Random(n)) for n in range(40)}
    assert faxes == {"pdf", "tiff-g3", "tiff-g4"}
    for seed in range(12):
        device = Destroyed.pick(Random(seed), 0.5)
        assert way_of(device) == device.inner.level
