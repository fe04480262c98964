"""The whole taxpayer number: taken where it was read twice alike, sealed, and never otherwise."""

from dataclasses import replace

import pytest

from schemas.notice import NoticeFacts
from schemas.sealing import Sealer, tin_context
from tests.extractors.notices import NOBODY, Bill, SecondReader, compose, numbered

SEALER = Sealer((b"k" * 32,))
BILL = Bill()


def facts(bill: Bill = BILL, second: SecondReader | None = None, sealer: Sealer | None = SEALER) -> NoticeFacts:
    (notice,) = compose(numbered(*bill.all()), replace(second or SecondReader(), sealer=sealer)).notices
    return notice


def number_of(notice: NoticeFacts) -> str | None:
    return SEALER.open_text(notice.tin_sealed, tin_context(notice.notice_id)) if notice.tin_sealed else None


def test_a_number_that_several_places_print_whole_is_kept_sealed() -> None:
    notice = facts()
    assert number_of(notice) == "999881234"
    assert notice.tin_key == SEALER.keyed_hash("999881234")
    text = notice.model_dump_json()
    assert "999881234" not in text and "999-88-1234" not in text


def test_the_number_of_a_business_as_well() -> None:
    notice = facts(replace(BILL, tin="98-7651234"))
    assert number_of(notice) == "987651234"
    assert notice.tin.masked == "**-***1234"


def test_without_a_key_nothing_is_kept() -> None:
    notice = facts(sealer=None)
    assert (notice.tin_sealed, notice.tin_key) == (None, None)
    assert notice.tin.last4 == "1234"


def test_a_masked_number_has_no_hash() -> None:
    notice = facts(replace(BILL, tin="XXX-XX-1234"))
    assert (notice.tin.last4, notice.tin_sealed, notice.tin_key) == ("1234", None, None)


@pytest.mark.parametrize("other", ["999-83-1234", "399-88-1234"])
def test_a_number_that_another_reader_reads_otherwise_is_not_kept(other: str) -> None:
    """The last four digits agree, so the field is sure; the first five are not."""
    notice = facts(second=SecondReader(instead={"999-88-1234": other}))
    assert notice.tin.last4 == "1234"
    assert (notice.tin_sealed, notice.tin_key) == (None, None)


def test_a_number_whose_places_differ_is_not_kept() -> None:
    papers = BILL.all()
    papers[1] = replace(BILL, tin="999-83-1234").later(2)
    (notice,) = compose(numbered(*papers), replace(SecondReader(), sealer=SEALER)).notices
    assert notice.tin.last4 == "1234"
    assert notice.tin_key is None


def test_a_number_read_in_one_place_by_one_reader_is_not_kept() -> None:
    once = replace(BILL, pages=1).first().without("999-88-1234")
    once.put(500, 36 + 3 * 10.4, "999-88-1234", size=8)
    (notice,) = compose(numbered(once), replace(NOBODY, sealer=SEALER)).notices
    assert notice.tin.last4 == "1234"
    assert notice.tin_key is None
    (heard,) = compose(numbered(once), replace(SecondReader(), sealer=SEALER)).notices
    assert heard.tin_key == SEALER.keyed_hash("999881234")
