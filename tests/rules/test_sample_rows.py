"""The sample mailroom, as it is printed: every row of the queue can be worked, and the stage is quick."""

import time
from datetime import date
from pathlib import Path

import pytest

from rules import identity, identity_of, judge
from rules.book import standard_book
from rules.why import explain
from schemas.catalog import all_entries
from schemas.document import NoticeIdentity
from schemas.notice import Notice, NoticeFacts, Source
from schemas.truth import TruthNotice

from .make import facts, minimal

TRUTH = Path(__file__).parents[2] / "samples" / "mailroom" / "truth" / "notices.jsonl"
TODAY = date(2026, 11, 23)


def read(truth: TruthNotice) -> NoticeFacts:
    """The notice as if every word had been read."""
    shared = ("notice_code", "notice_date", "tax_periods", "tin", "taxpayer", "amount_due", "due_date", "amounts")
    values = {name: getattr(truth, name) for name in (*shared, "contact_phone", "caller_id")}
    source = Source(file=truth.file, sha256=truth.sample_id.rjust(64, "0"), pages=truth.pages)
    return facts(notice_id=truth.sample_id, source=source, **values)


@pytest.fixture(scope="module")
def rows() -> list[Notice]:
    lines = TRUTH.read_text(encoding="utf-8").splitlines()
    known, judged = [], []
    for line in lines:
        notice = read(TruthNotice.model_validate_json(line))
        judged.append(judge(notice, today=TODAY, known=known))
        known.append(identity_of(judged[-1], notice.tin_key))
    return judged


def test_every_row_has_family_day_or_reason_actions_and_reasons(rows: list[Notice]) -> None:
    assert len(rows) >= 40
    queues = {queue.name for queue in standard_book().queues}
    for row in rows:
        work = row.work_item
        assert row.classification.family
        assert work.queue in queues
        assert work.actions
        assert work.reasons
        why_none = [
            r for r in work.reasons if r.startswith("No day to act by: ") or r == "It asks for payment at once"
        ]
        assert (work.act_by is None) == bool(why_none), row.notice_code


def test_every_row_is_explained(rows: list[Notice]) -> None:
    for row in rows:
        others = [identity_of(one, None) for one in rows if one is not row]
        why = explain(row, today=TODAY, known=others)
        assert why.changed == ()
        assert {step.kind for step in why.steps} >= {"catalogue", "queue"}


def test_the_rows_go_to_many_desks(rows: list[Notice]) -> None:
    assert len({row.work_item.queue for row in rows}) >= 8


def test_judging_one_notice_takes_a_bounded_number_of_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it costs, counted: conditions asked for a notice, whatever the machine. A second for 1,000 notices leaves
    a millisecond each, and a condition takes some microseconds."""
    from rules.conditions.language import Condition  # noqa: PLC0415

    asked = 0
    original = Condition.ask

    def counted(self: Condition, sheet: object) -> object:
        nonlocal asked
        asked += 1
        return original(self, sheet)  # type: ignore[arg-type]

    monkeypatch.setattr(Condition, "ask", counted)
    entries = all_entries()
    for entry in entries:
        judge(minimal(entry), today=date(2018, 2, 5))
    assert asked <= 70 * len(entries)


def mailroom(count: int) -> list[NoticeFacts]:
    """Notices of all codes and of a hundred taxpayers, each with an id of its own."""
    found = []
    for number, entry in zip(range(count), all_entries() * 3, strict=False):
        read = minimal(entry)
        last4 = None if read.tin.last4 is None else f"{1000 + number % 100}"
        changed = {"notice_id": f"n{number:07d}", "tin": read.tin.model_copy(update={"last4": last4})}
        found.append(read.model_copy(update=changed))
    return found


def cpu_of_judging(notices: list[NoticeFacts]) -> float:
    """Seconds of CPU in which all pass, each with all before it known."""
    known: list[NoticeIdentity] = []
    begun = time.process_time()
    for notice in notices:
        judge(notice, today=date(2018, 2, 5), known=known)
        known.append(identity(notice))
    return time.process_time() - begun


@pytest.mark.benchmark
def test_a_thousand_notices_pass_in_under_a_second_of_cpu(capsys: pytest.CaptureFixture[str]) -> None:
    notices = mailroom(1000)
    judge(notices[0], today=TODAY)
    seconds = min(cpu_of_judging(notices) for _ in range(2))
    with capsys.disabled():
        print(f"\n1,000 notices through the rules: {seconds:.2f} s of CPU")
    assert seconds < 1.0
