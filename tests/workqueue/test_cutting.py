"""How a file is cut, and a person's cuts as the store keeps them."""

from datetime import UTC, datetime

import pytest

from schemas.cut import Cut, KeptCuts
from schemas.errors import BadArguments, StoreInconsistent
from workqueue import Store

from .make import begin, keep, notice, reading, scan

pytestmark = pytest.mark.store
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def cut(kind: str, *pages: int) -> Cut:
    return Cut.model_validate({"kind": kind, "pages": pages})


def kept(*cuts: Cut, **turned: int) -> KeptCuts:
    return KeptCuts(cuts=cuts, turned={int(page[1:]): by for page, by in turned.items()}, who="anna", at=AT)


def test_a_file_is_told_with_each_page_in_one_cut(anywhere: Store) -> None:
    file = scan("a.pdf", 5)
    one, two = notice(file, (1, 3)), notice(file, (4,))
    begin(anywhere, "monday", file)
    keep(anywhere, "monday", {"a.pdf": [one, two]})
    told = anywhere.file_pages(one.notice_id[:8])
    assert (told.name, told.pages, told.sha256) == ("a.pdf", 5, file.sha256)
    assert told.cuts == (cut("notice", 1, 3), cut("blank", 2), cut("notice", 4), cut("blank", 5))
    assert anywhere.file_pages(two.notice_id) == told
    with pytest.raises(BadArguments):
        anywhere.file_pages("nobody")


def test_cuts_are_kept_with_the_reading_and_give_way_to_later_ones(anywhere: Store) -> None:
    file = scan("a.pdf", 2)
    begin(anywhere, "monday", file)
    document = anywhere.pending("monday", "anew", reread=True)[0].document_id
    assert anywhere.cuts(document) is None
    for made in (kept(cut("notice", 1, 2), _1=90), kept(cut("notice", 2, 1))):
        one = notice(file, made.cuts[0].pages)
        anywhere.save_reading(document, reading(file, [one]), [one], None, made)
        assert anywhere.cuts(document) == made
        assert anywhere.file_pages(one.notice_id).cuts == made.cuts


def test_a_reading_that_loses_a_page_keeps_neither_itself_nor_the_cuts(anywhere: Store) -> None:
    file = scan("a.pdf", 2)
    begin(anywhere, "monday", file)
    document = anywhere.pending("monday", "anew", reread=True)[0].document_id
    one = notice(file, (1, 2))
    short = reading(file, [one]).model_copy(update={"outcomes": reading(file, [one]).outcomes[:1]})
    with pytest.raises(StoreInconsistent):
        anywhere.save_reading(document, short, [one], None, kept(cut("notice", 1, 2)))
    assert anywhere.cuts(document) is None


def test_a_run_that_reads_the_file_again_leaves_the_cuts(anywhere: Store) -> None:
    file = scan("a.pdf", 2)
    begin(anywhere, "monday", file)
    document = anywhere.pending("monday", "anew", reread=True)[0].document_id
    one = notice(file, (1, 2))
    made = kept(cut("notice", 1, 2))
    anywhere.save_reading(document, reading(file, [one]), [one], None, made)
    anywhere.save_reading(document, reading(file, [one]), [one])
    assert anywhere.cuts(document) == made
