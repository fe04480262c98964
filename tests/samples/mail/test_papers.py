"""Papers that are no notices, and separators."""

from random import Random

import numpy as np
import pytest

from samples.papers import INSERTS, PAPERS, SEPARATORS, about_notice, draw_paper
from samples.pixels import page_count, render, words

from .make import a_notice

ABOUT = about_notice(a_notice().truth, Random(1))


@pytest.mark.parametrize("kind", [*PAPERS, *INSERTS, *SEPARATORS])
def test_a_paper_is_one_printed_page_and_the_same_for_a_seed(kind):
    pdf = draw_paper(kind, ABOUT, Random(3))
    assert pdf == draw_paper(kind, ABOUT, Random(3))
    assert page_count(pdf) == 1
    assert len(words(pdf, 1)) >= 2


def test_a_client_s_letter_quotes_the_notice_beside_it():
    text = " ".join(w.text for w in words(draw_paper("client letter", ABOUT, Random(1)), 1))
    assert "CP503" in text
    assert f"{a_notice().truth.amount_due:,.2f}" in text


@pytest.mark.parametrize("from_top", [True, False])
def test_patch_t_is_narrow_wide_narrow_wide_from_either_edge(from_top):
    page = np.asarray(render(draw_paper("Patch T sheet", ABOUT, Random(1)), 1, 100)) < 128
    column = page[:, page.shape[1] // 2]
    column = column if from_top else column[::-1]
    edges = np.flatnonzero(np.diff(column.astype(int)))[:8]
    widths = np.diff(edges) / 100
    assert widths[::2] == pytest.approx([0.08, 0.20, 0.08, 0.20], abs=0.015)
    assert widths[1::2] == pytest.approx([0.08] * 3, abs=0.015)
    assert 0.25 <= edges[0] / 100 <= 1.6  # within reach of the scanner's sensor


def test_patch_bars_are_at_least_two_inches_long():
    page = np.asarray(render(draw_paper("Patch T sheet", ABOUT, Random(1)), 1, 100)) < 128
    assert page[55:60].any(axis=0).sum() >= 200
