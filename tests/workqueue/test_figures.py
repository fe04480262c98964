"""The dashboard's figures: counted from the items as they stand, and from how the machine read them."""

from collections import Counter
from datetime import date

import pytest

from schemas.desk import FieldChange, Move
from schemas.notice import Tin
from tests.rules.make import facts
from workqueue import Store
from workqueue.desk import Desk
from workqueue.figures import QUALITY_CHECK, Figures

from .desk_make import ANN, DAY, JUDGE, NOON, claimed, read, smudged

SAMPLE = ("na0", "nb0")


def several(store: Store) -> None:
    """Of the accepted ones two are in the quality sample; the doubtful one would be, had it been accepted."""
    tins = [Tin(type="ssn", last4=f"432{n}", masked=f"***-**-432{n}") for n in range(4)]
    accepted = [facts(notice_id=name, tin=tin) for name, tin in zip(("na0", "nb0", "nc1"), tins, strict=False)]
    read(store, *accepted, smudged(notice_id="nd0", tin=tins[3]))


@pytest.mark.store
def test_what_is_due_is_counted_by_queue_and_day(anywhere: Store) -> None:
    several(anywhere)
    figures, desk = Figures(anywhere), Desk(anywhere)
    rows = anywhere.queue()
    late = sum(row.act_by is not None and row.act_by < date(2018, 2, 1) for row in rows)
    assert sum(one.over for one in figures.due(date(2018, 2, 1))) == late == 4
    by_day = Counter(row.act_by for row in rows)
    assert figures.due_by_day(DAY, date(2018, 3, 1)) == by_day
    desk.move("na0", Move.CLAIM, ANN, NOON)
    desk.move("na0", Move.REJECT, ANN, NOON, why="of another client")
    assert sum(figures.due_by_day(DAY, date(2018, 3, 1)).values()) == 3
    assert sum(count for _, count in figures.ages(NOON)) == 3
    assert figures.done_by_day(("reject",), DAY) == {DAY: 1}


@pytest.mark.store
def test_the_straight_through_rate_is_the_machine_s_whatever_people_corrected(anywhere: Store) -> None:
    several(anywhere)
    read(anywhere, smudged(notice_id="ne1"), run="tuesday", day=date(2018, 1, 16))
    desk, figures = Desk(anywhere), Figures(anywhere)
    version = claimed(desk, "nd0").item.version
    change = FieldChange(field="amount_due", verdict="corrected", value="9533.53")
    desk.correct("nd0", [change], ANN, NOON, version=version, judge=JUDGE)
    assert figures.straight_through_by_day(DAY) == {DAY: (3, 4), date(2018, 1, 16): (0, 1)}
    assert figures.straight_through_by_day(date(2018, 1, 13)) == {date(2018, 1, 16): (0, 1)}
    assert figures.by_status()["needs_review"] == 1
    assert figures.corrections() == {"amount_due": Counter({"corrected": 1})}


@pytest.mark.store
def test_the_share_of_the_sample_is_the_same_on_either_database(anywhere: Store) -> None:
    several(anywhere)
    for one_in, chosen in ((0, []), (1, ["na0", "nb0", "nc1"]), (8, ["na0", "nb0", "nc1"]), (16, list(SAMPLE))):
        assert Figures(anywhere, one_in).to_check(10) == chosen
        assert Figures(anywhere, one_in).quality().waiting == len(chosen)


@pytest.mark.store
def test_the_sample_is_what_the_machine_accepted_corrected_since_or_not(anywhere: Store) -> None:
    several(anywhere)
    desk, figures = Desk(anywhere), Figures(anywhere)
    assert figures.to_check(10) == list(SAMPLE)
    version = claimed(desk, "na0").item.version
    changes = [FieldChange(field="due_date", verdict="corrected", value="2018-02-01")]
    desk.correct("na0", changes, ANN, NOON, version=version, judge=JUDGE)
    version = claimed(desk, "nd0").item.version
    changes = [FieldChange(field="amount_due", verdict="corrected", value="9533.53")]
    desk.correct("nd0", changes, ANN, NOON, version=version, judge=JUDGE)
    desk.move("nd0", Move.ACCEPT, ANN, NOON)
    assert figures.to_check(10) == list(SAMPLE)  # what a person accepted says nothing of the machine

    desk.record(QUALITY_CHECK, "lee", NOON, "na0", right=False, fields="due_date amount_due")
    desk.record(QUALITY_CHECK, "lee", NOON, "nb0", right=True, fields="")
    quality = figures.quality()
    assert (quality.checked, quality.wrong, quality.waiting) == (2, 1, 0)
    assert quality.fields == {"due_date": 1, "amount_due": 1}
    desk.record(QUALITY_CHECK, "lee", NOON, "na0", right=True, fields="")  # looked again
    assert figures.quality().wrong == 0
