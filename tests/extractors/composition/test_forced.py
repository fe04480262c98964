"""A file cut by a person: its pages are read as the person put them together, each once."""

from dataclasses import replace
from pathlib import Path
from typing import cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.compose import notice_id, read_document
from extractors.reader import Reader
from schemas.cut import Cut
from schemas.document import DocumentReading
from schemas.ledger import PageFate
from schemas.reading import PageReading
from tests.extractors.notices import Bill, SecondReader, compose, numbered, scan_of

ONE = Bill()
TWO = Bill("CP14", "March 5, 2018", "2017", "988-77-4321", "$9,533.53", "March 26, 2018", "M LOPEZ")
PAGES = numbered(*ONE.all(), *TWO.all())
KINDS = ["notice", "blank", "separator", "not_a_notice", "duplicate", "unreadable"]


def cut(pages: list[PageReading], *cuts: Cut) -> DocumentReading:
    scan = scan_of(len(pages))
    return read_document(scan, Path("nowhere"), cast(Reader, SecondReader()), pages, cuts)


def notice(*pages: int) -> Cut:
    return Cut(kind="notice", pages=pages)


def test_the_same_cut_gives_the_same_notices() -> None:
    by_itself = compose(PAGES, SecondReader())
    told = cut(PAGES, notice(1, 2), notice(3, 4))
    assert told.notices == by_itself.notices
    assert told.outcomes == by_itself.outcomes


def test_a_page_taken_away_makes_another_notice_and_leaves_its_neighbour_alone() -> None:
    before = compose(PAGES, SecondReader())
    after = cut(PAGES, notice(1), Cut(kind="not_a_notice", pages=(2,)), notice(3, 4))
    assert after.notices[1] == before.notices[1]
    assert after.notices[0].notice_id == notice_id("0" * 64, [1]) != before.notices[0].notice_id
    assert "missing_page" in {f.code for f in after.notices[0].findings}
    assert after.outcomes[1].fate is PageFate.NOT_A_NOTICE and "person" in after.outcomes[1].reason


def test_notices_put_together_are_one_that_says_where_they_disagree() -> None:
    (merged,) = cut(PAGES, notice(1, 2, 3, 4)).notices
    assert merged.source.pages == (1, 2, 3, 4)
    assert any(f.code == "places_disagree" for f in merged.findings)


def test_the_order_that_a_person_gave_stands() -> None:
    (turned, _) = cut(PAGES, notice(2, 1), notice(3, 4)).notices
    assert turned.source.pages == (2, 1)
    assert turned.notice_id == notice_id("0" * 64, [1, 2])
    assert "pages_out_of_order" not in {f.code for f in turned.findings}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(1, 7)), st.lists(st.tuples(st.integers(1, 3), st.sampled_from(KINDS)), min_size=6))
def test_however_it_is_cut_each_page_has_one_fate(order: list[int], parts: list[tuple[int, str]]) -> None:
    readings = [replace(page, page=n) for n, page in enumerate([*PAGES, PageReading(5, 612, 792, blank=True)], 1)]
    cuts, at = [], 0
    for size, kind in parts:
        if pages := tuple(order[at : at + size]):
            cuts.append(Cut.model_validate({"kind": kind, "pages": pages}))
        at += size
    scan = scan_of(6)  # the sixth was not read at all
    read = read_document(scan, Path("nowhere"), cast(Reader, SecondReader()), readings, cuts)
    assert [o.page for o in read.outcomes] == [1, 2, 3, 4, 5, 6]
    by_page = {o.page: o for o in read.outcomes}
    owned = [page for one in read.notices for page in one.source.pages]
    assert len(owned) == len(set(owned))
    for one in cuts:
        for page in one.pages:
            fate = PageFate.UNREADABLE if page == 6 and one.kind == "notice" else PageFate(one.kind)
            assert by_page[page].fate is fate
