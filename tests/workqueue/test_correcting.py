"""A person's word on a field: typed, checked, judged at once, kept through later readings; what was read stays."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from schemas.desk import Correction, FieldChange, Move, Overruling
from schemas.document import DocumentReading, PageOutcome
from schemas.errors import BadArguments
from schemas.ledger import PageFate
from schemas.notice import (
    FieldStatus,
    Finding,
    Heard,
    NoticeFacts,
    PrintedDate,
    Severity,
    Source,
    Status,
    Taxpayer,
    Tin,
)
from schemas.queue_row import ItemState
from tests.rules.make import codes, facts, seen
from workqueue import SaidMeanwhile, Store, open_store
from workqueue.corrected import checked, corrected
from workqueue.desk import Desk, DeskFilter, StaleItem, StillBlocked
from workqueue.tables import notices

from .desk_make import ANN, BEN, DAY, JUDGE, LEE, NOON, claimed, judge_on, later, read, smudged
from .make import begin, scan

pytestmark = pytest.mark.store


def change(field: str, value: str | tuple[str, ...] | None, verdict: str = "corrected") -> FieldChange:
    return FieldChange(field=field, value=value, verdict=verdict)


AMOUNT = change("amount_due", "9533.53")


# Pure


def laid(read_as: NoticeFacts, one: FieldChange) -> NoticeFacts:
    made = Correction(change=checked(read_as, one), before=None, who="ann", at=NOON)
    return corrected(read_as, [made])


@pytest.mark.parametrize(
    ("field", "typed", "kept", "shown"),
    [
        ("notice_code", "cp 503c", "CP503C", "CP503C"),
        ("notice_code", "972cg", "972CG", "972CG"),
        ("notice_code", "Letter 1058", "L1058", "L1058"),
        ("notice_date", "2018-02-08", "2018-02-08", "2018-02-08"),
        ("due_date", "2018-02-28", "2018-02-28", "2018-02-28"),
        ("amount_due", "-3.10", "-3.10", "-3.10"),
        ("tin.last4", "0042", "0042", "0042"),
        ("tax_periods", ("1040|2015-12-31|year",), ("1040|2015-12-31|year",), ("2015-12-31",)),
        ("tax_periods", "2016-12-31", ("1040|2016-12-31|year",), ("2016-12-31",)),
        ("taxpayer.name", "PAT 123-45-6789", "PAT ***-**-6789", "PAT ***-**-6789"),
        ("taxpayer.address", "7 MILL LANE\nSALEM, MA", ("7 MILL LANE", "SALEM, MA"), ("7 MILL LANE", "SALEM, MA")),
        ("caller_id", "123456789", "***-**-6789", "***-**-6789"),
    ],
)
def test_a_value_has_one_form(field: str, typed: str, kept: object, shown: object) -> None:
    one = change(field, typed)
    assert checked(facts(), one).value == kept
    evidence = laid(facts(), one).fields[field]
    assert (evidence.value, evidence.status, evidence.confidence) == (shown, FieldStatus.FOUND, 1.0)
    assert evidence.method == "corrected by ann"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("notice_code", "503"),
        ("notice_code", "CP"),
        ("notice_date", "01/08/2018"),
        ("notice_date", "0208-01-08"),
        ("amount_due", "9533.5"),
        ("amount_due", "$9,533.53"),
        ("amount_due", "NaN"),
        ("tin.last4", "123-45-6789"),
        ("tax_periods", ("1040|2016|year",)),
        ("tax_periods", ("1040|2016-12-31|decade",)),
        ("due_date", ("2018-01-29", "2018-01-30")),
        ("amount_due", ""),
        ("taxpayer.shoe_size", "44"),
    ],
)
def test_what_can_be_no_value_is_refused_by_the_field_and_repeats_no_number(
    field: str, typed: str | tuple[str, ...]
) -> None:
    with pytest.raises(BadArguments, match=field.replace(".", r"\.")) as told:
        checked(facts(), change(field, typed))
    assert "123-45-6789" not in str(told.value)


def test_an_unknown_verdict_is_refused() -> None:
    with pytest.raises(BadArguments, match="no verdict"):
        checked(facts(), change("amount_due", None, "perhaps"))


def test_to_confirm_keeps_what_was_read_and_nothing_found_is_confirmed_as_absent() -> None:
    assert checked(facts(), change("amount_due", "1.00", "confirmed")).value == "9533.53"
    none = facts(due_date=None, printed_dates=())
    assert checked(none, change("due_date", None, "confirmed")).verdict == "absent"
    with pytest.raises(BadArguments, match="no value that could be confirmed"):
        checked(smudged(), change("amount_due", None, "confirmed"))


def test_what_the_reading_said_against_the_field_is_answered_and_no_more() -> None:
    def found(code: str, field: str | None) -> Finding:
        return Finding(code=code, severity=Severity.WARNING, field=field, message="as read")

    doubts = (
        found("weak_reading", "amount_due"),
        found("day_not_understood", "due_date"),
        found("missing_page", None),
    )
    now = laid(facts(findings=doubts), change("due_date", "2018-01-29"))
    assert [one.code for one in now.findings] == ["weak_reading", "missing_page"]


def test_a_day_is_corrected_among_the_printed_dates_too() -> None:
    other = PrintedDate(kind="request_hearing_by", date=date(2018, 3, 1), label="hearing", page=1)
    due = PrintedDate(kind="pay_by", date=date(2018, 1, 29), label="due by", page=1)
    now = laid(facts(printed_dates=(due, other)), change("due_date", "2018-02-09"))
    assert {(one.kind, one.date) for one in now.printed_dates} == {
        ("pay_by", date(2018, 2, 9)),
        ("request_hearing_by", date(2018, 3, 1)),
    }
    none = laid(facts(printed_dates=(due, other)), change("due_date", None, "absent"))
    assert none.printed_dates == (other,) and none.due_date is None


def test_a_number_corrected_is_masked_and_its_key_is_no_longer_the_old_ones() -> None:
    tin = Tin(type="ein", last4="1234", masked="**-***1234")
    keyed = facts(tin=tin, tin_key="k", tin_sealed="s")
    now = laid(keyed, change("tin.last4", "9876"))
    assert (now.tin.masked, now.tin_key, now.tin_sealed) == ("**-***9876", None, None)
    assert laid(keyed, change("tin.last4", None, "confirmed")).tin_key == "k"


def test_a_field_that_a_person_can_not_read_either_stays_in_doubt() -> None:
    now = laid(facts(), change("amount_due", None, "unreadable"))
    assert (now.amount_due, now.fields["amount_due"].status) == (None, FieldStatus.UNREADABLE)
    assert now.fields["amount_due"].confidence == 0.0
    assert "field_unreadable" in codes(JUDGE(now, ()))


# At the desk


def test_a_correction_is_judged_at_once_and_what_was_read_stays_visible(anywhere: Store) -> None:
    desk = Desk(anywhere)
    (one,) = read(anywhere, smudged())
    before = claimed(desk, one)
    assert (before.item.state, before.notice.validation.status) == (ItemState.REVIEW, Status.NEEDS_REVIEW)

    after = desk.correct(one, [AMOUNT], ANN, later(1), version=before.item.version, judge=JUDGE)

    assert (after.notice.amount_due, after.notice.validation.status) == (Decimal("9533.53"), Status.ACCEPTED)
    assert after.notice.fields["amount_due"].method == "corrected by ann"
    assert after.notice.fields["amount_due"].raw == "$9,5?3.53"
    assert after.as_read and after.as_read.amount_due is None
    (kept,) = after.corrections
    assert kept.before and (kept.before.status, kept.who, kept.at) == (FieldStatus.UNREADABLE, "ann", later(1))
    assert after.item.version == before.item.version + 1
    assert desk.notice(one) == after
    (row,) = anywhere.queue()
    assert (row.amount_due, row.status) == (Decimal("9533.53"), Status.ACCEPTED)
    (line,) = desk.page(DeskFilter(), today=DAY).rows
    assert (line.problem, line.item.holder) == ("", "ann")
    entry = desk.history(one)[0]
    assert (entry.what, entry.details["now"], entry.details["field"]) == ("correct", "9533.53", "amount_due")


def test_a_corrected_day_changes_the_deadline(store: Store) -> None:
    desk = Desk(store)
    (one,) = read(store, facts())
    now = claimed(desk, one)
    changed = change("due_date", "2018-02-02")
    after = desk.correct(one, [changed], ANN, NOON, version=now.item.version, judge=JUDGE)
    assert now.notice.work_item.act_by == date(2018, 1, 29)
    assert after.notice.work_item.act_by == date(2018, 2, 2)
    assert store.queue()[0].act_by == date(2018, 2, 2)


def test_who_saw_an_older_version_is_refused(anywhere: Store) -> None:
    desk = Desk(anywhere)
    (one,) = read(anywhere, smudged())
    seen_then = claimed(desk, one).item.version
    desk.correct(one, [AMOUNT], ANN, NOON, version=seen_then, judge=JUDGE)
    with pytest.raises(StaleItem):
        desk.correct(one, [change("amount_due", "1.00")], ANN, NOON, version=seen_then, judge=JUDGE)
    with pytest.raises(StaleItem):
        desk.move(one, Move.ACCEPT, ANN, NOON, version=seen_then)
    assert desk.notice(one).notice.amount_due == Decimal("9533.53")


def test_a_refused_change_leaves_nothing_behind(store: Store) -> None:
    desk = Desk(store)
    (one,) = read(store, smudged())
    before = claimed(desk, one)
    entries = len(desk.history())
    with pytest.raises(BadArguments, match="due_date"):
        both = [AMOUNT, change("due_date", "tomorrow")]
        desk.correct(one, both, ANN, NOON, version=before.item.version, judge=JUDGE)
    assert desk.notice(one) == before and len(desk.history()) == entries


def test_only_who_holds_it_writes(store: Store) -> None:
    desk = Desk(store)
    (one,) = read(store, smudged())
    with pytest.raises(BadArguments, match="claim it first"):
        desk.correct(one, [AMOUNT], ANN, NOON, version=1, judge=JUDGE)
    version = claimed(desk, one).item.version
    with pytest.raises(BadArguments, match="ann works on it"):
        desk.correct(one, [AMOUNT], BEN, NOON, version=version, judge=JUDGE)


def test_what_is_in_doubt_can_not_be_accepted_until_somebody_said_what_it_is(anywhere: Store) -> None:
    desk = Desk(anywhere)
    (one,) = read(anywhere, smudged())
    now = claimed(desk, one)
    with pytest.raises(StillBlocked) as told:
        desk.move(one, Move.ACCEPT, ANN, NOON, version=now.item.version)
    assert ("field_unreadable", "amount_due") in told.value.findings

    aside = Overruling(code="field_unreadable", field="amount_due", why="it is small")
    now = desk.overrule(one, aside, ANN, NOON, version=now.item.version, judge=JUDGE)
    with pytest.raises(StillBlocked):  # a finding set aside does not say what the amount is
        desk.move(one, Move.ACCEPT, ANN, NOON, version=now.item.version)

    said = change("amount_due", None, "unreadable")
    now = desk.correct(one, [said], ANN, NOON, version=now.item.version, judge=JUDGE)
    done = desk.move(one, Move.ACCEPT, ANN, NOON, version=now.item.version)
    assert (done.state, done.holder) == (ItemState.IN_PROGRESS, "ann")


def test_an_error_blocks_until_it_is_set_aside_and_again_when_it_speaks_of_something_else(
    store: Store,
) -> None:
    desk = Desk(store)
    (one,) = read(store, smudged(amounts=facts().amounts))
    now = claimed(desk, one)
    wrong = change("amount_due", "9538.53")
    now = desk.correct(one, [wrong], ANN, NOON, version=now.item.version, judge=JUDGE)
    with pytest.raises(StillBlocked) as told:
        desk.move(one, Move.ACCEPT, ANN, NOON)
    assert told.value.findings == (("places_disagree", "amount_due"),)

    with pytest.raises(BadArguments, match="say why"):
        desk.overrule(
            one,
            Overruling(code="places_disagree", field="amount_due", why=" "),
            ANN,
            NOON,
            version=now.item.version,
            judge=JUDGE,
        )
    aside = Overruling(code="places_disagree", field="amount_due", why="the table is of 2015")
    now = desk.overrule(one, aside, ANN, NOON, version=now.item.version, judge=JUDGE)
    told_as = [f for f in now.notice.validation.findings if f.code == "places_disagree"]
    assert [f.severity for f in told_as] == [Severity.INFO] and "the table is of 2015" in told_as[0].message
    assert [kept.why for kept in now.overruled] == ["the table is of 2015"]

    other = change("amount_due", "9999.99")
    now = desk.correct(one, [other], ANN, NOON, version=now.item.version, judge=JUDGE)
    assert now.overruled == ()
    with pytest.raises(StillBlocked):
        desk.move(one, Move.ACCEPT, ANN, NOON)


def test_nothing_is_set_aside_that_was_not_found(store: Store) -> None:
    desk = Desk(store)
    (one,) = read(store, facts())
    version = claimed(desk, one).item.version
    with pytest.raises(BadArguments, match="nothing is found"):
        what = Overruling(code="rows_do_not_sum", field="amount_due", why="so")
        desk.overrule(one, what, ANN, NOON, version=version, judge=JUDGE)


def test_warnings_are_settled_by_accepting(store: Store) -> None:
    desk = Desk(store)
    weak = seen("9533.53", confidence=0.5, readings=1)
    (one,) = read(store, facts(fields={"amount_due": weak}))
    now = claimed(desk, one)
    assert "weak_reading" in codes(now.notice) and now.item.state is ItemState.REVIEW
    assert desk.move(one, Move.ACCEPT, ANN, NOON).state is ItemState.IN_PROGRESS


def test_a_correction_that_brings_doubt_puts_the_item_back_to_review_in_the_same_hands(store: Store) -> None:
    desk = Desk(store)
    (one,) = read(store, facts())
    now = claimed(desk, one)
    assert now.item.state is ItemState.CLAIMED
    now = desk.correct(one, [change("amount_due", "1.00")], ANN, NOON, version=now.item.version, judge=JUDGE)
    assert (now.item.state, now.item.holder) == (ItemState.REVIEW, "ann")
    assert desk.history(one)[0].what == "back_to_review"


def test_what_was_undone_holds_no_longer_and_what_stood_before_does(anywhere: Store) -> None:
    desk = Desk(anywhere)
    (one,) = read(anywhere, smudged())
    now = claimed(desk, one)
    for value in ("9533.53", "8000.00"):
        now = desk.correct(one, [change("amount_due", value)], ANN, NOON, version=now.item.version, judge=JUDGE)
    now = desk.undo(one, "amount_due", ANN, NOON, version=now.item.version, judge=JUDGE)
    assert now.notice.amount_due == Decimal("9533.53")
    now = desk.undo(one, "amount_due", ANN, NOON, version=now.item.version, judge=JUDGE)
    assert now.notice.amount_due is None and now.corrections == ()
    with pytest.raises(BadArguments, match="nobody has changed"):
        desk.undo(one, "amount_due", ANN, NOON, version=now.item.version, judge=JUDGE)
    assert [entry.what for entry in desk.history(one)][:4] == ["undo", "undo", "correct", "correct"]


def test_corrections_outlive_another_reading_and_who_looked_before_is_told(anywhere: Store) -> None:
    desk = Desk(anywhere)
    (one,) = read(anywhere, smudged())
    now = claimed(desk, one)
    now = desk.correct(one, [AMOUNT], ANN, NOON, version=now.item.version, judge=JUDGE)

    read(anywhere, smudged(notice_date=date(2018, 1, 9)), run="tuesday", reader="reader-2")

    again = desk.notice(one)
    assert (again.notice.amount_due, again.notice.notice_date) == (Decimal("9533.53"), date(2018, 1, 9))
    assert again.notice.fields["amount_due"].method == "corrected by ann"
    assert again.as_read and again.as_read.amount_due is None
    assert (again.item.holder, again.item.state) == ("ann", ItemState.REVIEW)
    with pytest.raises(StaleItem):
        desk.move(one, Move.ACCEPT, ANN, NOON, version=now.item.version)
    machine = anywhere.notice(one).by_machine
    assert machine.amount_due is None and machine.validation.status is Status.NEEDS_REVIEW


def test_a_notice_that_comes_again_unchanged_keeps_its_version(store: Store) -> None:
    desk = Desk(store)
    (one,) = read(store, smudged())
    before = claimed(desk, one).item
    read(store, smudged(), run="tuesday", reader="reader-2")
    assert desk.notice(one).item == before


def test_an_item_that_nobody_decided_on_or_holds_follows_another_reading(store: Store) -> None:
    desk = Desk(store)
    (one,) = read(store, facts())
    desk.move(one, Move.CLAIM, ANN, NOON)
    desk.move(one, Move.RELEASE, ANN, NOON)
    read(store, smudged(), run="tuesday", reader="reader-2")
    assert desk.notice(one).item.state is ItemState.REVIEW


def test_what_the_machine_alone_said_is_kept_beside_what_holds(anywhere: Store) -> None:
    desk = Desk(anywhere)
    (one,) = read(anywhere, smudged())
    machine = anywhere.notice(one).notice
    now = claimed(desk, one)
    tomorrow = judge_on(date(2018, 3, 1))
    for value in ("9533.53", "8000.00"):
        now = desk.correct(one, [change("amount_due", value)], ANN, NOON, version=now.item.version, judge=tomorrow)
    kept = anywhere.notice(one)
    assert (kept.by_machine, kept.notice.amount_due) == (machine, Decimal("8000.00"))


def test_files_that_are_read_later_know_a_notice_as_corrected_and_earlier_ones_as_it_was(store: Store) -> None:
    desk = Desk(store)
    (one,) = read(store, smudged())
    (two,) = read(store, facts(notice_id="n2", notice_code="CP504"), run="tuesday")
    now = claimed(desk, one)
    desk.correct(one, [AMOUNT], ANN, NOON, version=now.item.version, judge=JUDGE)
    (three,) = read(store, facts(notice_id="n3"), run="wednesday")

    def known(notice_id: str) -> dict[str, str | None]:
        judgement = store.judgement(store.notice(notice_id).document_id)
        assert judgement and judgement.judged
        return {other.notice_id: other.amount_due for other in judgement.known}

    assert known(one) == {}
    assert known(two) == {one: None}
    assert known(three) == {one: "9533.53", two: "9533.53"}
    assert "possible_duplicate" in codes(store.notice(three).notice)


def test_the_same_notice_in_two_files_is_corrected_in_both(anywhere: Store) -> None:
    """Each keeps its own pages."""
    desk = Desk(anywhere)
    (one,) = read(anywhere, smudged())
    other = scan("again.pdf", pages=3)
    begin(anywhere, "tuesday", other)
    own = smudged(source=Source(file="again.pdf", sha256=other.sha256, pages=(2, 3)))
    outcomes = (
        PageOutcome(page=1, fate=PageFate.BLANK),
        *(PageOutcome(page=page, fate=PageFate.NOTICE, notice_id=one) for page in (2, 3)),
    )
    (document,) = anywhere.pending("tuesday", "r")
    whole = DocumentReading(sha256=other.sha256, reader="r", outcomes=outcomes, notices=(own,))
    anywhere.save_reading(document.document_id, whole, [JUDGE(own, ())])

    now = claimed(desk, one)
    desk.correct(one, [AMOUNT], ANN, NOON, version=now.item.version, judge=JUDGE)

    with anywhere.reading() as db:
        rows = db.execute(select(notices.c.amount_due, notices.c.source_pages).order_by(notices.c.notice)).all()
    assert [tuple(row) for row in rows] == [("9533.53", "[1, 2]"), ("9533.53", "[2, 3]")]
    assert len(anywhere.queue()) == 1


def test_what_an_older_program_read_has_to_be_read_again_first(store: Store) -> None:
    desk = Desk(store)
    (one,) = read(store, smudged())
    with store.writing() as db:
        db.execute(update(notices).values(facts=None))
    now = claimed(desk, one)
    assert now.facts is None and now.as_read is None
    with pytest.raises(BadArguments, match="noticedesk ingest --reread"):
        desk.correct(one, [AMOUNT], ANN, NOON, version=now.item.version, judge=JUDGE)


def test_exports_say_who_corrected(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    desk, out = Desk(store), tmp_path_factory.mktemp("out")
    (one,) = read(store, smudged())
    now = claimed(desk, one, LEE)
    desk.correct(one, [AMOUNT], LEE, NOON, version=now.item.version, judge=JUDGE)
    store.export(out)
    assert '"method": "corrected by lee"' in (out / "notices.jsonl").read_text()
    assert ",9533.53," in (out / "notices.csv").read_text()


def test_what_was_set_aside_outlives_another_reading_too(store: Store) -> None:
    desk = Desk(store)
    (one,) = read(store, smudged(amounts=facts().amounts))
    now = claimed(desk, one)
    wrong = change("amount_due", "9538.53")
    now = desk.correct(one, [wrong], ANN, NOON, version=now.item.version, judge=JUDGE)
    aside = Overruling(code="places_disagree", field="amount_due", why="the table is of 2015")
    now = desk.overrule(one, aside, ANN, NOON, version=now.item.version, judge=JUDGE)
    read(store, smudged(amounts=facts().amounts), run="tuesday", reader="reader-2")
    again = desk.notice(one)
    assert again.notice.validation == now.notice.validation and again.overruled == now.overruled
    assert desk.move(one, Move.ACCEPT, ANN, NOON).state is ItemState.IN_PROGRESS


def test_what_is_said_while_a_file_is_read_is_not_lost(anywhere: Store) -> None:
    """It was judged without it: nothing is kept, and the caller judges again."""
    desk = Desk(anywhere)
    (one,) = read(anywhere, smudged())
    before = anywhere.words_of_people([one])
    now = claimed(desk, one)
    now = desk.correct(one, [AMOUNT], ANN, NOON, version=now.item.version, judge=JUDGE)
    stored = anywhere.notice(one)
    whole = DocumentReading(
        sha256=stored.notice.source.sha256, reader="reader-2", outcomes=stored.pages, notices=(now.as_read,)
    )
    with pytest.raises(SaidMeanwhile):
        anywhere.save_reading(stored.document_id, whole, [stored.by_machine], said=before)
    assert desk.notice(one) == now
    said = anywhere.words_of_people([one])
    anywhere.save_reading(stored.document_id, whole, [stored.notice], machine=[stored.by_machine], said=said)


def test_who_corrects_and_who_reads_again_do_not_wait_for_each_other_for_ever(anywhere: Store) -> None:
    desk = Desk(anywhere)
    ids = read(anywhere, smudged(notice_id="n1"), smudged(notice_id="n2"))
    url = anywhere._engine.url.render_as_string(hide_password=False)
    for one in ids:
        claimed(desk, one)
    readings = {one: anywhere.notice(one) for one in ids}

    def correct(notice_id: str) -> None:
        mine = open_store(url, wait_seconds=120)
        at_mine = Desk(mine)
        for number in range(12):
            value = change("amount_due", f"{9000 + number}.00")
            with suppress(StaleItem):
                seen_now = at_mine.notice(notice_id).item.version
                at_mine.correct(notice_id, [value], ANN, NOON, version=seen_now, judge=JUDGE)
        mine.close()

    def read_again(notice_id: str) -> None:
        mine, stored = open_store(url, wait_seconds=120), readings[notice_id]
        as_read = desk.notice(notice_id).as_read
        assert as_read
        whole = DocumentReading(
            sha256=stored.notice.source.sha256, reader="reader-2", outcomes=stored.pages, notices=(as_read,)
        )
        for _ in range(12):
            said = mine.words_of_people([notice_id])
            with suppress(SaidMeanwhile):
                notice = JUDGE(said.on(as_read), ())
                mine.save_reading(stored.document_id, whole, [notice], machine=[JUDGE(as_read, ())], said=said)
        mine.close()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(job, one) for one in ids for job in (correct, read_again)]:
            done.result()
    for one in ids:
        now = desk.notice(one)
        assert now.notice.amount_due == Decimal(str(now.corrections[-1].change.value))
    assert desk.verify_history() == []


def test_what_was_read_is_kept_without_whole_numbers(store: Store) -> None:
    whole = "123-45-6789"
    seen_so = seen("9533.53", raw=f"{whole} $9,533.53")
    heard = Heard(value=whole, raw=whole, by="first", place="header", page=1, bbox=(0, 0, 1, 1))
    name = Taxpayer(name=f"PAT {whole}", address=(whole,))
    (one,) = read(
        store, facts(taxpayer=name, fields={"amount_due": seen_so}, heard={"amount_due": (heard,)}, caller_id=whole)
    )
    with store.reading() as db:
        kept = str(db.execute(select(notices)).mappings().one())
    assert whole not in kept and "***-**-6789" in kept
    assert Desk(store).notice(one).as_read is not None
