"""Groups, cutting, rescans, cost: small mailrooms whose figures can be counted on fingers."""

import pytest

from schemas.ledger import PageFate
from schemas.notice import Status
from tests.benchmark import groups, long_mail
from tests.benchmark.cost import FileCost, Sample, cost, growth
from tests.benchmark.cutting import cutting
from tests.benchmark.rescans import rescans
from tests.benchmark.score import Judged, score

from .make import finding, judged, mailroom, notice_id, page, read_notice, row, truth_notice

HELD = Status.NEEDS_REVIEW


def test_illegible_notices_leave_the_shares_of_exact_ones_but_not_the_silent_errors():
    items = [
        judged(),
        judged(["amount_due"], read=read_notice(status=HELD)),
        judged(["amount_due"], defects=("illegible:amount_due",), accept_forbidden=True),
    ]
    group = groups.grouped("some", items)
    assert (group.notices, group.legible, group.acceptable) == (3, 2, 2)
    assert group.exact["amount_due"] == 0.5
    assert group.all_exact == 0.5
    assert group.critical == pytest.approx(11 / 12)
    assert group.accepted == pytest.approx(2 / 3)
    assert group.accepted_of_acceptable == 0.5
    assert (group.accepted_fields, group.silent_fields, group.silent_notices) == (12, 2, 1)
    assert (group.forbidden, group.forbidden_accepted) == (1, 1)


def test_of_no_notice_there_is_no_share():
    group = groups.grouped("none", [])
    assert (group.critical, group.all_exact, group.accepted, group.cut_right) == (None, None, None, None)
    assert group.silent_bound == 1.0


def test_levels_sum_up_wear_and_everything_comes_last():
    items = [judged(wear=w) for w in ("photo", "digital", "clean", "fax", "harsh")]
    assert [(g.group, g.notices) for g in groups.by_level(items)] == [
        ("clean", 2), ("worn", 2), ("harsh", 1), ("all", 5),
    ]  # fmt: skip
    assert [g.group for g in groups.by_wear(items)] == ["digital", "clean", "fax", "photo", "harsh"]


def test_severity_is_told_in_quarters_and_only_of_wear():
    items = [judged(wear=w, severity=s) for w, s in (("fax", 0.24), ("fax", 0.25), ("photo", 1.0), ("clean", 0.9))]
    assert [(g.group, g.notices) for g in groups.by_severity(items)] == [
        ("worn 0.00-0.25", 1), ("worn 0.25-0.50", 1), ("worn 0.75-1.00", 1),
    ]  # fmt: skip


def test_the_worst_codes_are_those_with_silent_errors_then_with_wrong_fields():
    held = read_notice(status=HELD)
    items = [judged(["due_date"], read=held, notice_code="CP12"), judged(notice_code="CP14"),
             judged(["due_date"], notice_code="CP49"), judged(notice_code="CP49")]  # fmt: skip
    assert [g.group for g in groups.worst_codes(items)] == ["CP49", "CP12"]


def two_notices() -> list[object]:
    return [truth_notice("n1", (1, 2, 3)), truth_notice("n2", (4, 5))]


def cut(owners: dict[int, int]) -> object:
    """The cutting of two notices (pages 1-3, 4-5) when the reader gives page to notice as told."""
    truth = mailroom(two_notices())
    rows = [row("a.pdf", p, PageFate.NOTICE, owners[p]) for p in sorted(owners)]
    read = [read_notice(n, [p for p in sorted(owners) if owners[p] == n]) for n in sorted(set(owners.values()))]
    return cutting(truth, rows, score(truth, read, rows))


def test_a_batch_is_right_when_every_notice_in_it_is():
    found = cut({1: 1, 2: 1, 3: 1, 4: 2, 5: 2})
    assert (found.batches, found.batches_right, found.notices_right, found.f1) == (1, 1, 2, 1.0)


def test_a_missed_boundary_costs_recall_an_invented_one_precision():
    together = cut(dict.fromkeys(range(1, 6), 1))
    assert (together.boundaries, together.found, together.found_right, together.f1) == (1, 0, 0, 0.0)
    apart = cut({1: 1, 2: 1, 3: 3, 4: 2, 5: 2})
    assert (apart.precision, apart.recall, apart.batches_right, apart.notices_right) == (0.5, 1.0, 0, 1)
    assert apart.f1 == pytest.approx(2 / 3)


def test_a_surplus_notice_spoils_a_batch_and_a_kept_second_scan_does_not():
    truth = mailroom([*two_notices()], [page("a.pdf", 6, PageFate.DUPLICATE, "n2"), page("a.pdf", 7, PageFate.BLANK)])
    rows = [row("a.pdf", p, PageFate.NOTICE, 1 if p < 4 else 2) for p in (1, 2, 3, 4, 6)]
    rows += [row("a.pdf", 5, PageFate.DUPLICATE, 2)]
    read = [read_notice(1, (1, 2, 3)), read_notice(2, (4, 6))]
    found = cutting(truth, rows, score(truth, read, rows))
    assert (found.batches_right, found.f1) == (1, 1.0)
    found = cutting(truth, rows, score(truth, [*read, read_notice(3, (7,))], rows))
    assert (found.batches_right, found.notices_right) == (0, 2)


def linked(number: int, to: int | None, **truth: object) -> Judged:
    told = [finding("possible_duplicate", f"The same notice is already known as {notice_id(to)}")] if to else []
    return judged(read=read_notice(number, findings=told), **truth)


def test_rescans_are_found_by_whichever_scan_names_the_other():
    again = {"duplicate_of": "n1", "defects": ("rescan",)}
    forth = rescans([linked(1, None, sample_id="n1"), linked(2, 1, sample_id="n2", **again)])
    back = rescans([linked(1, 2, sample_id="n1"), linked(2, None, sample_id="n2", **again)])
    missed = rescans([linked(1, None, sample_id="n1"), linked(2, None, sample_id="n2", **again)])
    assert [(r.rescans, r.found, r.false_links) for r in (forth, back, missed)] == [(1, 1, 0), (1, 1, 0), (1, 0, 0)]
    assert missed.missed == ("n2",)


def test_scans_of_scans_are_of_one_family():
    chain = [linked(1, None, sample_id="n1"),
             linked(2, 1, sample_id="n2", duplicate_of="n1", defects=("rescan",)),
             linked(3, 2, sample_id="n3", duplicate_of="n1", defects=("rescan",))]  # fmt: skip
    assert (rescans(chain).found, rescans(chain).false_links) == (2, 0)


def test_a_follow_up_or_a_spouses_copy_that_is_linked_is_linked_falsely():
    spouse = linked(2, 1, sample_id="n2", duplicate_of="n1", defects=("spouse_copy",))
    later = linked(3, 1, sample_id="n3", defects=("follow_up",))
    nobody = linked(4, 9, sample_id="n4")
    found = rescans([linked(1, None, sample_id="n1"), spouse, later, nobody])
    assert (found.rescans, found.false_links, found.to_spouse) == (0, 3, 1)


def test_a_page_costs_its_reading_and_its_part_of_everything_else():
    truth = mailroom(
        [truth_notice("n1", (1, 2), "d.pdf"), truth_notice("n2", (1, 2), "s.pdf")],
    )
    digital = [p.model_copy(update={"wear": "digital"}) if p.file == "d.pdf" else p for p in truth.pages]
    truth = truth.model_copy(update={"pages": tuple(digital)})
    spent = cost(truth, [FileCost("d.pdf", 2, 0.2), FileCost("s.pdf", 2, 1.8)], 4.0, 8.0, 500.0)
    assert (spent.pages, spent.digital_pages, spent.scanned_pages) == (4, 2, 2)
    assert spent.a_page == 1.0
    assert spent.rest_a_page == pytest.approx(0.5)
    assert spent.a_digital_page == pytest.approx(0.6)
    assert spent.a_scanned_page == pytest.approx(1.4)
    assert spent.pages_a_minute == pytest.approx(30)


def test_memory_grows_from_the_second_quarter_to_the_last():
    samples = [Sample(50, 100)] * 10 + [Sample(100, 300)] * 10 + [Sample(110, 300)] * 10 + [Sample(120, 290)] * 10
    grown = growth(samples)
    assert grown
    assert (grown.main, grown.worker) == (20, -10)
    assert growth(samples[:16]) is None


def test_joined_mailrooms_keep_their_notices_apart():
    again = truth_notice("n2", (1, 2), "b.pdf", duplicate_of="n1")
    whole = long_mail.joined([mailroom([truth_notice()]), mailroom([truth_notice(), again])])
    assert [n.sample_id for n in whole.notices] == ["p1-n1", "p2-n1", "p2-n2"]
    assert whole.notices[2].duplicate_of == "p2-n1"
    assert {p.file for p in whole.pages} == {"part 01/a.pdf", "part 02/a.pdf", "part 02/b.pdf"}
