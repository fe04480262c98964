"""What happens to one notice on its way, and that the truth knows of it."""

from random import Random

import numpy as np
import pytest

from samples.mail.desk import THREE_HOLES, TWO_HOLES, Desk, received_stamp
from samples.mail.handling import Handling
from samples.mail.leaf import as_duplicates, interleaved
from samples.mail.spoiling import can_be_spoilt
from samples.wear import Sheet
from samples.wear.clean import Clean
from samples.wear.marks import Blot, Stamp
from schemas.ledger import PageFate

from .make import a_notice, through

SCAN = Clean("bilevel", 100)
PAGES = a_notice().truth.pages_printed


def boxes_of(sheet, text):
    return [w.box for w in sheet.words() if text in w.text]


def fates(pile):
    return [leaf.fate.value for leaf in pile.leaves]


def only(pile):
    (notice,) = pile.placed("a.pdf")
    return notice


def test_a_notice_as_it_is_comes_out_page_by_page():
    notice = only(through(SCAN, Handling()))
    assert notice.pages == tuple(range(1, PAGES + 1))
    assert (notice.file, notice.wear, notice.defects, notice.accept_forbidden) == ("a.pdf", "clean", (), False)
    assert notice.amounts == a_notice().truth.amounts


def test_blank_backs_lie_behind_every_page_and_move_the_amounts():
    pile = through(SCAN, Handling(backs="blank"))
    assert fates(pile) == ["notice", "blank"] * PAGES
    assert only(pile).pages == tuple(range(1, 2 * PAGES, 2))
    assert {a.page for a in only(pile).amounts} <= set(only(pile).pages)


def test_a_lost_page_forbids_accepting():
    notice = only(through(SCAN, Handling(missing=PAGES)))
    assert len(notice.pages) == PAGES - 1 < notice.pages_printed
    assert "missing_page" in notice.defects
    assert notice.accept_forbidden


def test_amounts_on_a_lost_page_are_no_truth():
    notice = only(through(SCAN, Handling(missing=1)))
    assert all(a.page in notice.pages for a in notice.amounts)
    assert len(notice.amounts) < len(a_notice().truth.amounts)


def test_only_the_first_page_is_a_notice_with_pages_missing():
    notice = only(through(SCAN, Handling(first_page_only=True)))
    assert notice.pages == (1,)
    assert notice.accept_forbidden


@pytest.mark.parametrize("order", ["backwards", "shuffled"])
def test_pages_out_of_order_are_listed_in_printed_order(order):
    pile = through(SCAN, Handling(order=order))
    notice = only(pile)
    assert [pile.leaves[p - 1].printed for p in notice.pages] == list(range(1, PAGES + 1))
    assert notice.pages != tuple(sorted(notice.pages))
    assert "pages_out_of_order" in notice.defects


def test_a_page_scanned_twice_counts_once():
    pile = through(SCAN, Handling(twice=2))
    assert fates(pile)[:3] == ["notice", "notice", "duplicate"]
    assert pile.leaves[2].sample_id == "n1"
    assert pile.leaves[2].page.raster != pile.leaves[1].page.raster
    assert len(only(pile).pages) == PAGES


def test_one_page_lies_on_its_head():
    plain, turned = (through(SCAN, h).leaves[1].page.raster.open() for h in (Handling(), Handling(upended=2)))
    assert (np.asarray(turned) == np.asarray(plain)[::-1, ::-1]).all()


def test_spilled_ink_hides_every_amount_and_forbids_accepting():
    clean, inked = (through(SCAN, Handling(marks=False, illegible=i)).leaves[0] for i in ("", "amount_due"))
    sheet = Sheet((a_notice().pdf, 1))
    boxes = boxes_of(sheet, f"{a_notice().truth.amount_due:,.2f}")
    assert len(boxes) >= 2
    before, after = (np.asarray(leaf.page.raster.open()) for leaf in (clean, inked))
    for box in boxes:
        at = np.s_[round(box.y0 / 0.72) : round(box.y1 / 0.72), round(box.x0 / 0.72) : round(box.x1 / 0.72)]
        assert not after[at].any()
        assert before[at].mean() > 0.4
    notice = only(through(SCAN, Handling(illegible="amount_due")))
    assert notice.defects == ("illegible:amount_due",)
    assert notice.accept_forbidden
    assert can_be_spoilt(a_notice(), "amount_due", everywhere=True)


@pytest.mark.parametrize("seed", range(12))
def test_a_stamp_never_touches_a_figure_unless_told_so(seed):
    sheet = Sheet((a_notice().pdf, 1))
    stamp = received_stamp(sheet, a_notice().truth.notice_date, Random(seed), cover=False)
    if stamp is None:
        return
    width, height = Stamp.footprint(stamp.lines)
    for word in sheet.words():
        if any(c.isdigit() for c in word.text):
            apart = abs(word.box.cx - stamp.center[0]) > (width + word.box.width) / 2
            assert apart or abs(word.box.cy - stamp.center[1]) > (height + word.box.height) / 2


def test_the_desk_treats_all_sheets_of_a_notice_alike():
    desk = Desk.pick(a_notice().truth.notice_date, "scanner", 1.0, Random(2))
    names = [
        [m.name for m in desk.marks(Sheet((a_notice().pdf, p)), False, False, Random(p))] for p in range(1, PAGES + 1)
    ]
    assert all(n == names[0] for n in names)


def test_nobody_punches_a_figure_out():
    simple = a_notice("CP14", "simple_2024")
    sheets = [Sheet((simple.pdf, 1))]
    desk = Desk(simple.truth.notice_date, hole=TWO_HOLES)
    assert any(16 < w.box.y1 < 40 for w in sheets[0].words() if any(c.isdigit() for c in w.text))
    assert desk.sparing(sheets).hole == ()
    assert Desk(simple.truth.notice_date, hole=THREE_HOLES).sparing([Sheet(None)]).hole == THREE_HOLES


def test_ink_only_darkens():
    from PIL import Image  # noqa: PLC0415

    gray = Image.new("L", (400, 300), 200)
    stamp = Stamp(("RECEIVED", "JAN 16 2018"), (144, 108), 5.0, (170, 20, 40), 3)
    blot = Blot((boxes_of(Sheet((a_notice().pdf, 1)), "CP503")[0],), 1)
    for mark in (stamp, blot):
        after = np.asarray(mark.apply(gray, 100, 235))
        assert after.max() <= 200
    assert np.asarray(stamp.apply(gray, 100, 235)).min() < 150


def test_interleaved_piles_keep_each_notice_in_order():
    other = through(SCAN, Handling(), code="CP14")
    other = type(other)(
        tuple(leaf_as(leaf, "n2") for leaf in other.leaves),
        tuple(n.model_copy(update={"sample_id": "n2"}) for n in other.notices),
    )
    notices = interleaved(through(SCAN, Handling()), other).placed("x.pdf")
    first, second = (n.pages for n in notices)
    assert first[0] == 1 and second[0] == 2
    assert list(first) == sorted(first) and list(second) == sorted(second)
    assert not set(first) & set(second)


def leaf_as(leaf, sample_id):
    return type(leaf)(leaf.page, leaf.fate, leaf.wear, sample_id, leaf.printed)


def test_a_copy_of_a_file_is_all_duplicates():
    copied = as_duplicates(through(SCAN, Handling(backs="blank")))
    assert {leaf.fate for leaf in copied.leaves} == {PageFate.DUPLICATE}
    assert copied.notices == ()
