"""Who saw a page with a whole number: kept where the record keeps the number, or where the page's words hold one."""

from datetime import timedelta

import pytest

from schemas.errors import StoreUnreachable
from schemas.sealing import Sealer, tin_context
from tests.rules.make import facts
from workqueue import Store
from workqueue.desk import Desk
from workqueue.disposal import _touched
from workqueue.seen_pages import Look

from .desk_make import NOON, read

pytestmark = pytest.mark.store
SEALER = Sealer((b"k" * 32,))


def look(store: Store, **changes: object) -> Look:
    source = store.notice("na0").notice.source
    usual = {"asked": "na0", "sha256": source.sha256, "page": source.pages[0], "who": "anna"}
    return Look.model_validate(usual | {"printed": False, "covered": False} | changes)


def told(store: Store) -> list[tuple[str, str | None]]:
    return [(one.who, one.notice_id) for one in Desk(store).history() if one.what == "saw_pages"]


def test_a_number_that_is_kept_is_printed_whole(anywhere: Store) -> None:
    sealed = SEALER.seal_text("123456789", tin_context("na0"))
    read(anywhere, facts(notice_id="na0", tin_sealed=sealed, tin_key="k"))
    desk = Desk(anywhere)
    for _ in range(3):
        desk.saw_page(look(anywhere), NOON)
    desk.saw_page(look(anywhere, who="lee"), NOON + timedelta(hours=1))
    desk.saw_page(look(anywhere, page=99), NOON)  # no page of the notice
    assert told(anywhere) == [("lee", "na0"), ("anna", "na0")]
    with anywhere.reading() as db:
        assert _touched(db) == {}  # to look is not to work: disposal does not wait for it


def test_a_number_that_is_not_kept_counts_where_the_page_s_words_hold_one(anywhere: Store) -> None:
    read(anywhere, facts(notice_id="na0"))
    desk = Desk(anywhere)
    desk.saw_page(look(anywhere), NOON)
    assert told(anywhere) == []
    desk.saw_page(look(anywhere, page=99, printed=True), NOON)  # another paper, between notices
    assert told(anywhere) == [("anna", "na0")]


def test_all_places_of_the_number_are_known(anywhere: Store) -> None:
    one = facts(notice_id="na0")
    read(anywhere, one)
    evidence = one.fields["tin.last4"]
    expected = {evidence.bbox} | {heard.bbox for heard in one.heard.get("tin.last4", ())}
    found = Desk(anywhere).number_boxes(one.source.sha256, evidence.page or 0)
    assert {tuple(box) for box in found} == {tuple(box) for box in expected if box}
    assert Desk(anywhere).number_boxes(one.source.sha256, 99) == ()


def test_without_a_trace_nothing_is_shown(anywhere: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    read(anywhere, facts(notice_id="na0"))

    def full(*_: object) -> None:
        raise StoreUnreachable("the disk is full", "free some space")

    monkeypatch.setattr("workqueue.seen_pages.tell", full)
    with pytest.raises(StoreUnreachable):
        Desk(anywhere).saw_page(look(anywhere, printed=True), NOON)
