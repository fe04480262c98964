"""Values spoilt on paper: what is lost is lost to a reader of pixels and of text layers, the rest stays legible."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest

from samples.draw import LAYOUTS, DrawnNotice, draw_notice
from samples.mail.critical import FIELDS, places
from samples.mail.handling import Handling, handled
from samples.mail.spoiling import MEANS, Spoiling, can_be_spoilt, spoilt_marks
from samples.pixels import words
from samples.wear import Sheet
from samples.wear.clean import Clean
from samples.wear.layer import Searchable
from samples.wear.spoils import hidden_by
from schemas.geometry import Box, overlaps

from .make import a_notice

SCAN = Clean("gray", 100)


@cache
def notices() -> tuple[DrawnNotice, ...]:
    return tuple(draw_notice(Random(40 + n), layout=name) for n, name in enumerate(LAYOUTS[::2]))


def printed(notice: DrawnNotice, field: str) -> bool:
    truth = notice.truth
    values = {
        "notice_code": truth.notice_code,
        "notice_date": truth.notice_date,
        "tax_periods": len(truth.tax_periods) == 1,
        "tin.last4": truth.tin.last4,
        "amount_due": truth.amount_due is not None,
        "due_date": truth.due_date,
    }
    return bool(values[field])


def legible(notice: DrawnNotice, field: str, marks) -> list:
    """The places that a person takes the value from, and that no mark reaches into."""
    hidden = {page: [b for mark in some for b in hidden_by(mark)] for page, some in marks.items()}
    return [p for p in places(notice, field) if p.strong and not p.touched(p.page, hidden.get(p.page, []))]


@pytest.mark.parametrize("field", FIELDS)
def test_every_critical_value_has_a_place_a_person_takes_it_from(field):
    having = [n for n in notices() if printed(n, field)]
    assert having
    for notice in having:
        assert any(p.strong for p in places(notice, field)), (notice.truth.notice_code, notice.truth.layout)


def test_the_places_of_a_value_are_all_its_printings():
    notice = a_notice()
    text = " ".join(w.text for page in notice.truth.pages for w in words(notice.pdf, page))
    assert len(places(notice, "amount_due")) == text.count(f"{notice.truth.amount_due:,.2f}") >= 3
    last4 = notice.truth.tin.last4 or "?"
    assert len(places(notice, "tin.last4")) == len(re.findall(rf"[-\d]{last4}\b", text)) >= 3
    assert len(places(notice, "notice_code")) == text.replace("/cp", "/CP").count("CP503")


@pytest.mark.parametrize("means", MEANS)
@pytest.mark.parametrize("severity", [0.0, 1.0])
@pytest.mark.parametrize("field", FIELDS)
def test_spoilt_everywhere_leaves_this_value_nowhere_and_all_others_somewhere(field, means, severity):
    for notice in notices():
        if not can_be_spoilt(notice, field, everywhere=True):
            continue
        marks = spoilt_marks(notice, Spoiling(field, True, means, severity), Random(1))
        hidden = {page: [b for mark in some for b in hidden_by(mark)] for page, some in marks.items()}
        for place in places(notice, field):
            inside = [any(_within(box, h) for h in hidden.get(place.page, [])) for box in place.boxes]
            assert all(inside), (notice.truth.notice_code, notice.truth.layout, place)
        for other in (f for f in FIELDS if f != field and any(p.strong for p in places(notice, f))):
            assert legible(notice, other, marks), (notice.truth.notice_code, notice.truth.layout, other)


@pytest.mark.parametrize("means", MEANS)
@pytest.mark.parametrize("field", FIELDS)
def test_spoilt_once_leaves_every_value_somewhere(field, means):
    done = 0
    for notice in notices():
        if not can_be_spoilt(notice, field, everywhere=False):
            continue
        marks = spoilt_marks(notice, Spoiling(field, False, means, 0.7), Random(2))
        assert sum(map(len, marks.values())) == 1
        for each in (f for f in FIELDS if any(p.strong for p in places(notice, f))):
            assert legible(notice, each, marks), (notice.truth.notice_code, notice.truth.layout, each)
        assert len(legible(notice, field, marks)) < len([p for p in places(notice, field) if p.strong])
        done += 1
    assert done >= 3


def test_most_notices_can_have_each_value_spoilt():
    counts: Counter[tuple[str, bool]] = Counter()
    having = Counter(f for f in FIELDS for n in notices() if printed(n, f))
    for notice in notices():
        counts.update((f, e) for f in FIELDS for e in (True, False) if can_be_spoilt(notice, f, everywhere=e))
    for field in FIELDS:
        assert counts[field, True] >= 0.9 * having[field], field
        assert counts[field, False] >= 0.6 * having[field], field


@pytest.mark.parametrize("means", MEANS)
def test_nothing_of_the_print_shines_through(means):
    notice = a_notice()
    handling = Handling(marks=False, illegible="notice_date", means=means)
    twin = replace(notice, pdf=draw_notice(Random(4), code="CP503", layout="g2_2017").pdf)
    pages = [leaf.page.raster.open() for leaf in handled(twin, SCAN, handling, Random(3)).leaves]
    plain = [leaf.page.raster.open() for leaf in handled(twin, SCAN, Handling(marks=False), Random(3)).leaves]
    for place in places(notice, "notice_date"):
        for box in place.boxes:
            at = np.s_[
                round(box.y0 / 0.72) + 1 : round(box.y1 / 0.72) - 1, round(box.x0 / 0.72) : round(box.x1 / 0.72)
            ]
            before, after = (np.asarray(p[place.page - 1]).astype(int)[at] for p in (plain, pages))
            assert np.abs(np.corrcoef(before.ravel(), after.ravel())[0, 1]) < 0.5


def test_a_true_text_layer_knows_no_more_than_the_paper_shows():
    handling = Handling(marks=False, illegible="amount_due")
    shown = f"{a_notice().truth.amount_due:,.2f}"
    leaf = handled(a_notice(), Searchable(SCAN), handling, Random(1)).leaves[0]
    assert leaf.page.layer
    assert not any(shown in word.text for word in leaf.page.layer)
    plain = handled(a_notice(), Searchable(SCAN), Handling(marks=False), Random(1)).leaves[0]
    assert any(shown in word.text for word in plain.page.layer)


@pytest.mark.parametrize("field", FIELDS)
def test_the_truth_tells_what_was_spoilt_and_what_may_be_accepted(field):
    for handling, defect, forbidden in (
        (Handling(illegible=field), f"illegible:{field}", True),
        (Handling(spoilt=field), f"spoilt_once:{field}", False),
    ):
        (notice,) = handled(a_notice(), SCAN, handling, Random(1)).notices
        assert notice.defects == (defect,)
        assert notice.accept_forbidden is forbidden
        assert notice.amount_due == a_notice().truth.amount_due


def test_what_is_not_printed_can_not_be_spoilt():
    nothing_asked = draw_notice(Random(1), code="CP05")
    assert not can_be_spoilt(nothing_asked, "amount_due", everywhere=True)
    with pytest.raises(ValueError, match="can't be spoilt"):
        handled(nothing_asked, SCAN, Handling(illegible="amount_due"), Random(1))


def test_the_same_seed_spoils_alike():
    how = Spoiling("due_date", False, "tear", 0.5)
    assert spoilt_marks(a_notice(), how, Random(7)) == spoilt_marks(a_notice(), how, Random(7))


def test_marks_that_hide_make_the_words_below_them_illegible():
    marks = spoilt_marks(a_notice(), Spoiling("notice_code", True, "marker", 0.2), Random(1))
    sheet = Sheet((a_notice().pdf, 1), marks=marks[1])
    gone = set(sheet.words()) - set(sheet.legible_words())
    assert {w.text for w in gone} >= {"CP503"}
    assert all(any(overlaps(w.box, b) for m in marks[1] for b in hidden_by(m)) for w in gone)


def _within(inner: Box, outer: Box) -> bool:
    return outer.x0 <= inner.x0 and outer.y0 <= inner.y0 and outer.x1 >= inner.x1 and outer.y1 >= inner.y1
