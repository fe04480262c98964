"""Tables, pictures and the expressions that others' text is read with."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from schemas.notice import Severity, Status
from tests.benchmark import drawing, wording, writing
from tests.benchmark.baselines import Compared
from tests.benchmark.confidence import Bin, Point
from tests.benchmark.cost import Cost
from tests.benchmark.plain_reader import read_fields
from tests.benchmark.report import report
from tests.benchmark.tables import Table, as_markdown, as_text, percent

from .make import finding, mailroom, read_notice, row, truth_notice

SPENT = Cost(4, 2.0, 4.0, 2, 0.1, 2, 1.4, 480.0)


@pytest.mark.parametrize(
    ("share", "text"), [(None, "-"), (1.0, "100.0 %"), (0.99999, "99.9 %"), (0.9949, "99.5 %"), (0.0, "0.0 %")]
)
def test_only_what_is_whole_is_called_a_hundred_percent(share: float | None, text: str):
    assert percent(share) == text


def test_columns_are_aligned_in_text_and_escaped_in_markdown():
    table = Table("Some", ["name", "n"], [["a|b", "1"], ["long name", "1000"]], ["a note"])
    assert as_text(table).splitlines()[1:] == [
        "Some",
        "  name          n",
        "  ---------  ----",
        "  a|b           1",
        "  long name  1000",
        "  a note",
    ]
    assert "| a\\|b | 1 |" in as_markdown(table)
    assert "| --- | ---: |" in as_markdown(table)


def measured() -> writing.Measured:
    truth = mailroom([truth_notice("n1", (1, 2)), truth_notice("n2", (3, 4), wear="fax", layout="other")])
    read = [
        read_notice(1, (1, 2), amount_due=Decimal("1.00")),
        read_notice(
            2,
            (3, 4),
            status=Status.NEEDS_REVIEW,
            findings=[finding("places_disagree"), finding("follow_up", severity=Severity.INFO)],
        ),
    ]
    rows = [row("a.pdf", p, notice=1 if p < 3 else 2) for p in (1, 2, 3, 4)]
    made, _ = report("built, seed 1", truth, read, rows, held_out={"other"}, cost=SPENT)
    others = [Compared("ours", 4, 2, 0.5, None, 0.9, 0.5), Compared("theirs", 4, 2, 5.0, 5.0, 0.4, 0.0)]
    return writing.Measured("2026-01-01", "make benchmark", "r1", {"cores": "2"}, {"commit": "c"}, [made], others)


def test_the_tables_show_the_silent_error_the_target_missed_and_why_the_other_waits():
    text = "\n".join(as_text(t) for t in wording.tables(measured().reports[0]))
    assert "91.7 % (99.9) !" not in text
    assert "83.3 % (99.9) !" in text
    assert "Layouts that nothing was tuned on" in text
    assert "places_disagree" in text
    assert "follow_up" not in text, "what is only said for information keeps nobody waiting"
    assert "0.500" in text


def test_everything_is_written_as_json_as_markdown_and_as_pictures(tmp_path: Path):
    written = writing.write(measured(), tmp_path)
    assert sorted(p.name for p in written) == [
        "reliability-built.png", "results.json", "results.md", "risk-built.png",
    ]  # fmt: skip
    told = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    (only,) = told["reports"]
    assert only["levels"][-1]["silent_fields"] == 1
    assert only["cost"]["a_page"] == 0.5
    assert only["cut"]["f1"] == 1.0
    page = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert "| theirs | 5.00 | 10.0x | 40.0 % | 0.0 % |" in page
    assert "![risk](risk-built.png)" in page


def test_pictures_show_their_points_and_can_be_drawn_of_nothing():
    bins = [Bin(0.9, 0.95, 3, 0.93, 1.0), Bin(0.999, 1.0, 90, 0.999, 0.98)]
    drawn = drawing.reliability(bins, 0.02, "some")
    assert drawn.size == drawing.SIZE
    assert drawn.tobytes() != drawing.reliability(bins[:1], 0.02, "some").tobytes()
    curve = [Point(0.5, 0.0, 0.99), Point(1.0, 0.04, 0.2)]
    assert drawing.risk_against_coverage(curve, (0.6, 0.0), "some").size == drawing.SIZE
    assert drawing.risk_against_coverage([], None, "none").size == drawing.SIZE
    assert drawing.reliability([], None, "none").size == drawing.SIZE


TEXT = """Department of the Treasury          Notice          CP 503
Internal Revenue Service            Notice date     January 8, 2018
                                    Social Security number  XXX-XX-1234
Amount due: $9,533.53
Pay the amount due by January 29, 2018, or we charge more."""


def test_the_expressions_read_a_plain_notice():
    assert read_fields(TEXT) == {
        "notice_code": "CP503",
        "notice_date": date(2018, 1, 8),
        "tin.last4": "1234",
        "amount_due": Decimal("9533.53"),
        "due_date": date(2018, 1, 29),
    }


def test_what_no_expression_finds_is_none():
    assert set(read_fields("nothing of the kind; February 31, 2018").values()) == {None}


@pytest.mark.parametrize(
    ("text", "code"), [("Letter 3172 (DO)", "L3172"), ("see notice LT11", "LT11"), ("CP2000", "CP2000")]
)
def test_codes_are_made_canonical(text: str, code: str):
    assert read_fields(text)["notice_code"] == code


@pytest.mark.parametrize("printed", ["January 8, 2018", "01/08/2018", "1-8-2018"])
def test_days_are_read_in_every_form_that_notices_print(printed: str):
    assert read_fields(f"Notice date: {printed}")["notice_date"] == date(2018, 1, 8)


def test_what_waits_only_for_what_no_reading_settles_is_counted_apart():
    truth = mailroom([truth_notice("n1", (1, 2)), truth_notice("n2", (3, 4)), truth_notice("n3", (5, 6))])
    day = {"field": "due_date"}
    assumed = finding("deadline_assumed").model_copy(update=day)
    doubt = finding("weak_reading").model_copy(update=day)
    held = [
        read_notice(1, (1, 2), status=Status.NEEDS_REVIEW, findings=[assumed]),
        read_notice(2, (3, 4), status=Status.NEEDS_REVIEW, findings=[assumed, doubt]),
        read_notice(3, (5, 6), status=Status.NEEDS_REVIEW, findings=[doubt], amount_due=Decimal("1.00")),
    ]
    rows = [row("a.pdf", p, notice=(p + 1) // 2) for p in range(1, 7)]
    made, _ = report("set", truth, held, rows, held_out=())
    assert [(w.finding, w.notices, w.alone, w.right) for w in made.waiting] == [
        ("deadline_assumed (due_date)", 2, 1, 1), ("weak_reading (due_date)", 2, 1, 0),
        ("only for what no reading settles", 1, 1, 1), ("any", 3, 3, 2),
    ]  # fmt: skip
