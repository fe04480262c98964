"""One notice by its id, or by as much of it as is enough."""

import pytest

from schemas.errors import BadArguments
from workqueue import Store

from .make import READER, begin, keep, notice, scan

pytestmark = pytest.mark.store


def filled(store: Store) -> None:
    file = scan("a.pdf", pages=3)
    ids = ("nabc1", "nabc2", "nabc")
    begin(store, "monday", file)
    keep(store, "monday", {"a.pdf": [notice(file, (p,), notice_id=i) for p, i in enumerate(ids, start=1)]})


def test_a_beginning_that_only_one_id_has_is_enough(anywhere: Store) -> None:
    filled(anywhere)
    assert anywhere.notice("nabc2").notice.notice_id == "nabc2"


def test_an_id_that_another_begins_with_is_found_by_itself(anywhere: Store) -> None:
    filled(anywhere)
    assert anywhere.notice("nabc").notice.source.pages == (3,)


@pytest.mark.parametrize(("wanted", "said"), [("nab", "several"), ("nx", "no notice"), ("", "no notice")])
def test_a_beginning_of_none_or_several_is_told(anywhere: Store, wanted: str, said: str) -> None:
    filled(anywhere)
    with pytest.raises(BadArguments, match=said):
        anywhere.notice(wanted)


@pytest.mark.parametrize("wanted", ["n%", "n_", "%", "n\\"])
def test_what_databases_take_for_wildcards_is_taken_as_it_is(anywhere: Store, wanted: str) -> None:
    filled(anywhere)
    with pytest.raises(BadArguments, match="no notice"):
        anywhere.notice(wanted)


def test_a_taxpayer_number_typed_for_an_id_is_not_repeated(store: Store) -> None:
    with pytest.raises(BadArguments) as told:
        store.notice("412-55-8213")
    assert "412-55" not in str(told.value)


def test_a_notice_comes_with_its_pages_its_file_and_all_its_names(anywhere: Store) -> None:
    file = scan("a.pdf", pages=4)
    one = notice(file, (2, 3))
    begin(anywhere, "monday", file)
    keep(anywhere, "monday", {"a.pdf": [one]})
    begin(anywhere, "tuesday", scan("later.pdf", pages=4, content="a.pdf"))

    kept = anywhere.notice(one.notice_id)

    assert kept.notice.source.file == "later.pdf"
    assert kept.names == ("a.pdf", "later.pdf")
    assert [(page.page, page.fate) for page in kept.pages] == [(2, "notice"), (3, "notice")]
    assert (kept.kind, kept.document_pages, kept.reader) == ("pdf", 4, READER)
