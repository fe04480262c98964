"""With what a document was judged, and which notices were known then."""

from datetime import date

import pytest

from schemas.thresholds import Thresholds
from workqueue import Judged, Store

from .make import READER, begin, notice, reading, scan

pytestmark = pytest.mark.store


def judged(store: Store, run: str, known_to: int | None = None) -> Judged:
    upto = store.known().upto if known_to is None else known_to
    return Judged(run_id=run, day=date(2026, 3, 2), law="law-1", rules="rules-1", program="0.1", known_to=upto)


def save(store: Store, run: str, name: str, by: Judged | None, notice_id: str) -> int:
    file = scan(name)
    document = next(d for d in store.pending(run, "anew", reread=True) if d.name == name).document_id
    one = notice(file, (1,), notice_id=notice_id)
    store.save_reading(document, reading(file, [one], reader=READER), [one], by)
    return document


def known(store: Store, document: int) -> list[str]:
    found = store.judgement(document)
    assert found
    return [one.notice_id for one in found.known]


def test_a_judgement_comes_back_with_the_notices_known_then(anywhere: Store) -> None:
    begin(anywhere, "monday", scan("a.pdf"), scan("b.pdf"))
    monday = judged(anywhere, "monday")
    a = save(anywhere, "monday", "a.pdf", monday, "na1")
    b = save(anywhere, "monday", "b.pdf", monday, "nb1")
    begin(anywhere, "tuesday", scan("b.pdf"), scan("a.pdf"))
    tuesday = judged(anywhere, "tuesday")
    save(anywhere, "tuesday", "b.pdf", tuesday, "nb2")

    found = anywhere.judgement(a)
    assert found and found.judged == monday
    assert (known(anywhere, a), known(anywhere, b)) == ([], ["na1"])
    save(anywhere, "tuesday", "a.pdf", tuesday, "na2")
    assert (known(anywhere, a), known(anywhere, b)) == (["nb2"], ["na1"])


def test_what_was_known_comes_in_the_order_the_run_had_it(anywhere: Store) -> None:
    """Files of the store by document, wherever they were read again; then those of the run as it read them."""
    begin(anywhere, "monday", *(scan(f"{name}.pdf") for name in "abcd"))
    for name in "bac":
        save(anywhere, "monday", f"{name}.pdf", None, f"n{name}")
    begin(anywhere, "tuesday", *(scan(f"{name}.pdf") for name in "abcd"))
    by = judged(anywhere, "tuesday")
    save(anywhere, "tuesday", "c.pdf", by, "nc2")
    save(anywhere, "tuesday", "a.pdf", by, "na2")
    assert known(anywhere, save(anywhere, "tuesday", "d.pdf", by, "nd")) == ["na2", "nb", "nc2"]


def test_the_thresholds_it_was_judged_by_come_back(anywhere: Store) -> None:
    begin(anywhere, "monday", scan("a.pdf"))
    by = judged(anywhere, "monday").model_copy(
        update={"thresholds": Thresholds(budget=0.01, least={"due_date": 0.99})}
    )
    found = anywhere.judgement(save(anywhere, "monday", "a.pdf", by, "na1"))
    assert found and found.judged == by


def test_a_document_nobody_read_has_no_judgement(anywhere: Store) -> None:
    begin(anywhere, "monday", scan("a.pdf"))
    assert anywhere.judgement(anywhere.pending("monday", READER)[0].document_id) is None
    assert anywhere.known().upto == 0
