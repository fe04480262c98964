"""What counts as right, as accepted, as a silent error; and that no page escapes."""

from datetime import date
from decimal import Decimal

import pytest

from schemas.ledger import PageFate
from schemas.notice import FieldStatus, Status, TaxPeriod
from schemas.truth import WEAR_LEVELS, TruthFile
from tests.benchmark.score import LEVELS, score, waiting

from .make import judged, mailroom, page, read_notice, row, truth_notice

PERIODS = [TaxPeriod(form=None, period_end=date(y, 12, 31), kind="year") for y in (2015, 2016)]


def test_every_wear_level_is_of_a_class():
    assert set(WEAR_LEVELS) <= set(LEVELS)


def test_what_is_read_as_printed_is_right():
    (found,) = score(mailroom([truth_notice()]), [read_notice()], []).judged
    assert (found.wrong, found.cut_right, found.accepted, found.silent_errors) == ((), True, True, ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("notice_code", "CP14A"),
        ("notice_date", None),
        ("amount_due", Decimal("95.34")),
        ("due_date", date(2018, 1, 28)),
        ("tax_periods", PERIODS[:1]),
    ],
)
def test_a_field_that_differs_is_wrong_and_a_silent_error_when_accepted(name: str, value: object):
    read = read_notice(**{name: value})
    (found,) = score(mailroom([truth_notice()]), [read], []).judged
    assert found.wrong == found.silent_errors == (name,)
    held = read.model_copy(update={"validation": read.validation.model_copy(update={"status": Status.NEEDS_REVIEW})})
    assert score(mailroom([truth_notice()]), [held], []).judged[0].silent_errors == ()


def test_periods_may_come_in_any_order_and_their_form_is_not_critical():
    truth = truth_notice(tax_periods=tuple(PERIODS))
    other = [p.model_copy(update={"form": "1040"}) for p in reversed(PERIODS)]
    assert score(mailroom([truth]), [read_notice(tax_periods=tuple(other))], []).judged[0].wrong == ()


def test_what_must_not_be_accepted_is_a_silent_error_even_when_all_is_read_right():
    item = judged(accept_forbidden=True)
    assert item.silent_errors == ("accept_forbidden",)
    assert not item.acceptable


def test_an_illegible_notice_is_not_acceptable_but_can_be_a_silent_error():
    item = judged(["amount_due"], defects=("illegible:amount_due",))
    assert (item.legible, item.acceptable, item.silent_errors) == (False, False, ("amount_due",))


def test_a_notice_that_was_not_read_has_every_field_wrong():
    (found,) = score(mailroom([truth_notice()]), [], []).judged
    assert (len(found.wrong), found.cut_right, found.accepted) == (6, False, False)


def test_a_wrong_value_is_sure_only_where_it_is_found_with_confidence():
    sure = judged(["due_date"], read=read_notice(sure={"due_date": 0.98}))
    unsure = judged(["due_date"], read=read_notice(sure={"due_date": 0.97}))
    open_one = judged(["due_date"], read=read_notice(open_fields={"due_date": FieldStatus.CONFLICTING}))
    assert [i.sure_and_wrong for i in (sure, unsure, open_one)] == [("due_date",), (), ()]


def test_each_read_notice_answers_to_the_truth_that_shares_most_of_its_pages():
    wanted = [truth_notice("n1", (1, 2, 3)), truth_notice("n2", (4, 5))]
    read = [read_notice(1, (1,)), read_notice(2, (2, 3, 4, 5))]
    scores = score(mailroom(wanted), read, [])
    # The second shares two pages with each truth, but it is more of the second one.
    assert [j.read and j.read.notice_id for j in scores.judged] == [n.notice_id for n in read]
    assert scores.surplus == ()
    assert not any(j.cut_right for j in scores.judged)


def test_a_notice_is_given_to_one_truth_only():
    wanted = [truth_notice("n1", (1, 2, 3)), truth_notice("n2", (4, 5))]
    scores = score(mailroom(wanted), [read_notice(1, (1, 2, 3, 4, 5)), read_notice(2, (6,))], [])
    assert [j.read is not None for j in scores.judged] == [True, False]
    assert [n.source.pages for n in scores.surplus] == [(6,)]


def test_blank_backs_may_be_listed_other_papers_may_not():
    truth = mailroom(
        [truth_notice(pages=(1, 3))],
        [page("a.pdf", 2, PageFate.BLANK), page("a.pdf", 4, PageFate.SEPARATOR)],
    )
    cut = [score(truth, [read_notice(pages=p)], []).judged[0].cut_right for p in ((1, 2, 3), (1, 3), (1, 3, 4), (1,))]
    assert cut == [True, True, False, False]


def twice() -> tuple[object, list[object]]:
    truth = mailroom(
        [truth_notice(pages=(1, 3), defects=("page_twice",))], [page("a.pdf", 2, PageFate.DUPLICATE, "n1")]
    )
    return truth, []


@pytest.mark.parametrize(
    ("kept", "right"), [((1, 3), True), ((2, 3), True), ((1, 2, 3), False), ((3,), False), ((1, 2), False)]
)
def test_either_of_two_scans_of_a_page_may_be_kept_but_one_only(kept: tuple[int, ...], right: bool):
    truth, _ = twice()
    assert score(truth, [read_notice(pages=kept)], []).judged[0].cut_right is right


def test_fates_of_two_scans_may_be_exchanged():
    truth, _ = twice()
    rows = [row("a.pdf", 1, PageFate.DUPLICATE), row("a.pdf", 2), row("a.pdf", 3)]
    assert dict(score(truth, [], rows).fates) == {("notice", "notice"): 2, ("duplicate", "duplicate"): 1}
    rows = [row("a.pdf", 1), row("a.pdf", 2), row("a.pdf", 3)]
    assert score(truth, [], rows).fates[("duplicate", "notice")] == 1


def test_pages_of_a_copied_file_are_no_second_scans():
    truth = mailroom([truth_notice()], [page("copy.pdf", n, PageFate.DUPLICATE, "n1") for n in (1, 2)])
    rows = [row("a.pdf", 1), row("a.pdf", 2), row("copy.pdf", 1), row("copy.pdf", 2, PageFate.DUPLICATE)]
    assert score(truth, [], rows).fates[("duplicate", "notice")] == 1


def test_lost_and_doubled_pages_are_told_a_file_set_aside_has_lost_none():
    truth = mailroom([truth_notice(), truth_notice("n2", (1, 2), "b.pdf")])
    rows = [row("a.pdf", 1), row("a.pdf", 1), row("b.pdf", 0, PageFate.QUARANTINED)]
    scores = score(truth, [], rows)
    assert scores.lost == (("a.pdf", 2),)
    assert scores.doubled == (("a.pdf", 1),)
    assert scores.fates == {("notice", "notice"): 1, ("notice", "missing"): 1, ("notice", "quarantined"): 2}


def test_hostile_files_have_to_be_accounted_for_and_set_aside():
    names = ("locked.pdf", "bomb.zip/scan.pdf", "gone.pdf", "cut.jpg", "mended.pdf", "unmended.pdf")
    files = [TruthFile(file=n, pages=0, readable=False, hostile="somehow") for n in names]
    pages = [page(n, 0, PageFate.QUARANTINED) for n in names[:3]] + [page("cut.jpg", 1, PageFate.UNREADABLE)]
    pages += [page(n, 1, PageFate.NOTICE) for n in names[4:]]
    rows = [row("locked.pdf", 0, PageFate.QUARANTINED), row("bomb.zip", 0, PageFate.QUARANTINED), row("cut.jpg", 1)]
    rows += [row("mended.pdf", 1, PageFate.NOT_A_NOTICE), row("unmended.pdf", 0, PageFate.QUARANTINED)]
    hostile = score(mailroom([], pages, files), [], rows).hostile
    assert hostile["locked.pdf"] == (True, True)
    assert hostile["bomb.zip/scan.pdf"][0], "an archive that is set aside accounts for what is in it"
    assert hostile["gone.pdf"] == (False, False)
    assert hostile["cut.jpg"] == (True, False)
    assert hostile["mended.pdf"] == (True, True), "it was opened; what its page is taken for is counted elsewhere"
    assert hostile["unmended.pdf"] == (True, False)


def test_those_that_wait_without_need_are_neither_forbidden_nor_unread():
    held = read_notice(status=Status.NEEDS_REVIEW)
    items = [judged(), judged(read=held), judged(read=held, accept_forbidden=True)]
    assert list(waiting(items)) == [items[1]]
