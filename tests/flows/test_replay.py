"""A notice read and judged again from what was kept: the same record, or what differs and why."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import rules
from flows import cli, replaying, steps
from flows.office import program_version
from flows.orders import Order
from flows.replay_report import Difference, Replay, differences, report
from flows.run import Desk, Reader, Run
from flows.settings import Settings, load
from flows.start import begun
from schemas.desk import FieldChange, Move, Person, Role
from schemas.document import DocumentReading, NoticeIdentity
from schemas.errors import BadArguments
from schemas.notice import Notice, NoticeFacts, Severity
from tests.flows.conftest import Office
from tests.flows.fake_reading import BUILD, FakeSettings
from tests.flows.paper import pdf
from tests.workqueue.older import take_back
from workqueue import open_store, private_folder
from workqueue.desk import Desk as WorkDesk

pytestmark = pytest.mark.store
DAY = date(2026, 11, 23)
NOTICE = "notice CP503 4321"
SAME_NOTICE_AGAIN = "notice CP503  4321"  # the same words in another file

Change = Callable[[dict[str, Any]], None]


class Folder:
    """A data folder and its mail, read by the stand-in."""

    def __init__(self, path: Path, db: str = "") -> None:
        self.mail, self.home = path / "mail", private_folder(path / "home")
        more = {"NOTICEDESK_PAGE_SECONDS": "30", "NOTICEDESK_WORKERS": "1", "NOTICEDESK_DB": db}
        self.settings: Settings = load({"NOTICEDESK_HOME": str(self.home), **more})

    def ingest(self, *names: str, version: str = "fake-1", meanwhile: Callable[[], None] | None = None) -> None:
        """Reads the files named, or all; another `version` reads again what is there. `meanwhile` happens when the
        run knows what the store had and has read nothing yet."""
        store = open_store(self.settings.db)
        desk = Desk(self.settings, store, Reader(version, "second-1", BUILD, FakeSettings()))
        paths = tuple(self.mail / name for name in names) or (self.mail,)
        order = Order(paths, self.home.parent / "out", "unused", version != "fake-1", DAY)
        with begun(f"order in {self.home}", order, desk) as run:
            steps.take_in_files(run)
            if meanwhile and not run.known.of_others(""):
                meanwhile()
            with run.reading():
                for number in range(len(run.batches or ())):
                    steps.read_batch(run, number)
            steps.conclude(run)
        store.close()

    def notices(self) -> dict[str, Notice]:
        store = open_store(self.settings.db)
        found = [store.notice(row.notice_id).notice for row in store.queue()]
        store.close()
        return {notice.source.file: notice for notice in found}

    def replay(self, file: str, today: date | None = None) -> Replay:
        return replaying.again(self.settings, self.notices()[file].notice_id, BUILD, FakeSettings(), today)

    def change(self, statement: str, *values: object) -> None:
        with sqlite3.connect(self.settings.db) as db:
            assert db.execute(statement, values).rowcount

    def change_record(self, file: str, change: Change) -> None:
        record = json.loads(self.notices()[file].model_dump_json())
        change(record)
        self.change("UPDATE notices SET record = ? WHERE notice_id = ?", json.dumps(record), record["notice_id"])


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


WORKED = "that one is worked, this one needs nothing"


def copies(notice: Notice) -> list[str]:
    found = [finding for finding in notice.validation.findings if finding.code == "possible_duplicate"]
    assert all(finding.severity is Severity.INFO for finding in found)
    return [finding.message for finding in found]


def codes(notice: Notice) -> set[str]:
    return {finding.code for finding in notice.validation.findings}


def test_each_notice_comes_out_the_same_though_the_store_knows_more_by_now(folder: Folder) -> None:
    """The first of two copies was judged before the second was known, and is again."""
    pdf(folder.mail / "a.pdf", [NOTICE])
    pdf(folder.mail / "b.pdf", [SAME_NOTICE_AGAIN, "notice CP503 1111"])
    pdf(folder.mail / "c.pdf", ["notice CP504 4321"])
    folder.ingest("a.pdf", "b.pdf")
    folder.ingest("c.pdf")

    assert "possible_duplicate" not in codes(folder.notices()["a.pdf"])
    assert [folder.replay(file).known for file in ("a.pdf", "b.pdf", "c.pdf")] == [0, 1, 3]
    assert [folder.replay(file).same for file in ("a.pdf", "b.pdf", "c.pdf")] == [True, True, True]


def test_what_was_known_then_is_known_after_all_was_read_again(folder: Folder) -> None:
    pdf(folder.mail / "a.pdf", [NOTICE])
    pdf(folder.mail / "b.pdf", [SAME_NOTICE_AGAIN])
    folder.ingest()
    folder.ingest(version="fake-2")

    assert "possible_duplicate" in codes(folder.notices()["a.pdf"])
    assert folder.replay("a.pdf").differences == ()
    assert folder.replay("b.pdf").differences == ()


def test_of_two_scans_the_first_is_worked_whatever_is_read_again(folder: Folder) -> None:
    """Where nothing is in doubt the second scan is its copy, and never the other way round."""
    pdf(folder.mail / "a.pdf", ["notice CP503 7777"])
    pdf(folder.mail / "b.pdf", ["notice CP503  7777"])
    folder.ingest("b.pdf")
    folder.ingest("a.pdf")
    for version in ("fake-2", "fake-3"):
        found = folder.notices()
        assert copies(found["b.pdf"]) == [f"{found['a.pdf'].notice_id} is another scan of it"] * (version != "fake-2")
        assert copies(found["a.pdf"]) == [f"Another scan of {found['b.pdf'].notice_id}: {WORKED}"]
        assert [folder.replay(file).differences for file in ("a.pdf", "b.pdf")] == [(), ()]
        folder.ingest(version=version)


def test_a_file_that_could_not_be_read_again_is_no_longer_known(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run that lost it judged the next file without it; so does the replay."""
    pdf(folder.mail / "a.pdf", [NOTICE])
    pdf(folder.mail / "b.pdf", [SAME_NOTICE_AGAIN])
    folder.ingest()
    assert "possible_duplicate" in codes(folder.notices()["b.pdf"])
    sha256, judge = folder.notices()["a.pdf"].source.sha256, steps.judge

    def judge_others(run: Run, read: DocumentReading) -> steps.JudgedFile:
        if read.sha256 == sha256:
            raise ValueError
        return judge(run, read)

    with monkeypatch.context() as this_once:
        this_once.setattr(steps, "judge", judge_others)
        folder.ingest(version="fake-2")

    assert set(folder.notices()) == {"b.pdf"}
    assert "possible_duplicate" not in codes(folder.notices()["b.pdf"])
    assert folder.replay("b.pdf").known == 0
    assert folder.replay("b.pdf").differences == ()


def test_what_another_machine_read_meanwhile_was_not_known(folder: Folder, tmp_path: Path) -> None:
    pdf(folder.mail / "a.pdf", [NOTICE])
    other = Folder(private_folder(tmp_path / "other machine"), folder.settings.db)
    pdf(other.mail / "b.pdf", [SAME_NOTICE_AGAIN])
    folder.ingest(meanwhile=other.ingest)

    assert "possible_duplicate" not in codes(folder.notices()["a.pdf"]) | codes(folder.notices()["b.pdf"])
    assert folder.replay("a.pdf").differences == ()
    assert other.replay("b.pdf").differences == ()


def test_a_changed_record_is_told_with_both_values_and_what_did_not_change(folder: Folder) -> None:
    pdf(folder.mail / "a.pdf", [NOTICE])
    folder.ingest()

    def change(record: dict[str, Any]) -> None:
        record["amount_due"] = "199.99"
        record["taxpayer"]["name"] = "123-45-6789 EXAMPLE"
        del record["deadlines"][0]

    folder.change_record("a.pdf", change)
    done = folder.replay("a.pdf")

    told = {one.field: (one.stored, one.now) for one in done.differences}
    assert not done.same
    assert told["amount_due"] == ("199.99", "100.00")
    assert told["taxpayer.name"] == ("***-**-6789 EXAMPLE", "ANNA EXAMPLE")
    assert told["deadlines[]"][0] is None
    assert set(told) == {"amount_due", "taxpayer.name", "deadlines[]"}
    assert len(done.why) == 1
    assert "the record was changed in the store" in done.why[0]


def test_another_version_and_another_day_are_named_as_reasons(folder: Folder) -> None:
    pdf(folder.mail / "a.pdf", [NOTICE])
    folder.ingest()
    folder.change("UPDATE documents SET reader = 'fake-0'")
    folder.change("UPDATE judgements SET law = 'older law', rules = 'older rules'")
    assert folder.replay("a.pdf").why == ()
    done = folder.replay("a.pdf", date(2027, 1, 4))

    assert not done.same
    assert [one.what for one in done.made_by if not one.same] == ["day", "reader", "law", "rules"]
    assert done.why[:2] == ("day was 2026-11-23 and is 2027-01-04", "reader was fake-0 and is fake-1")
    assert done.why[2].startswith("law was older law and is ")


def test_another_code_that_judges_is_named_apart_from_the_release(folder: Folder) -> None:
    pdf(folder.mail / "a.pdf", [NOTICE])
    folder.ingest()
    release, _, code = program_version().partition("+")
    folder.change("UPDATE judgements SET program = ?", f"{release}+0123456789ab")
    folder.change_record("a.pdf", lambda record: record.update(amount_due="199.99"))
    assert folder.replay("a.pdf").why == (f"judging code was 0123456789ab and is {code}",)
    folder.change("UPDATE judgements SET program = ?", release)
    told = {one.what: (one.then, one.now) for one in folder.replay("a.pdf").made_by}
    assert told["program"] == (release, release)
    assert told["judging code"] == (None, code)


def test_a_notice_that_a_person_corrected_is_replayed_as_the_machine_judged_it(folder: Folder) -> None:
    """Weeks later, when the rules say other things of it, and whether it is read again or not; its neighbours too."""
    pdf(folder.mail / "a.pdf", [NOTICE])
    pdf(folder.mail / "b.pdf", [SAME_NOTICE_AGAIN])
    folder.ingest("a.pdf")
    correct(folder, "a.pdf", "notice_date", "2026-10-02")
    folder.ingest("b.pdf")
    assert folder.notices()["a.pdf"].notice_date == date(2026, 10, 2)
    assert "possible_duplicate" not in codes(folder.notices()["b.pdf"])  # it has another date now
    assert [folder.replay(file).differences for file in ("a.pdf", "b.pdf")] == [(), ()]

    folder.ingest(version="fake-2")
    assert folder.notices()["a.pdf"].notice_date == date(2026, 10, 2)
    assert [folder.replay(file).differences for file in ("a.pdf", "b.pdf")] == [(), ()]
    correct(folder, "b.pdf", "taxpayer.name", "PAT SAMPLE")
    assert [folder.replay(file).differences for file in ("a.pdf", "b.pdf")] == [(), ()]


def correct(folder: Folder, file: str, field: str, value: str) -> None:
    """By Ann, some weeks after it came."""
    store, at = open_store(folder.settings.db), datetime(2026, 12, 14, 9, 0, tzinfo=UTC)
    desk, ann = WorkDesk(store), Person(name="ann", role=Role.LEAD)
    notice_id = folder.notices()[file].notice_id
    version = desk.move(notice_id, Move.CLAIM, ann, at).version
    change = FieldChange(field=field, verdict="corrected", value=value)

    def judge(facts: NoticeFacts, known: Sequence[NoticeIdentity]) -> Notice:
        return rules.judge(facts, today=at.date(), known=known)

    desk.correct(notice_id, [change], ann, at, version=version, judge=judge)
    store.close()


def test_pages_that_are_no_notice_any_more_are_told(folder: Folder) -> None:
    pdf(folder.mail / "a.pdf", [NOTICE])
    folder.ingest()
    gone = folder.notices()["a.pdf"].model_copy(update={"notice_id": "n-other"})
    assert replaying._now(gone, [folder.notices()["a.pdf"]]) is not None
    gone = gone.model_copy(update={"source": gone.source.model_copy(update={"pages": (7,)})})
    assert replaying._now(gone, [folder.notices()["a.pdf"]]) is None
    done = Replay.of(gone, None, known=0, made_by=())
    assert [(one.field, one.stored, one.now) for one in done.differences] == [("notice_id", "n-other", None)]


def test_a_notice_is_replayed_by_the_thresholds_it_was_judged_by(folder: Folder) -> None:
    pdf(folder.mail / "a.pdf", [NOTICE])
    folder.ingest()
    folder.settings = replace(folder.settings, error_budget=0.001)
    (sureness,) = [one for one in folder.replay("a.pdf").made_by if one.what == "sureness"]
    assert sureness.same and sureness.now == "no budget: 0.98 for every field"


def test_a_store_of_an_older_program_asks_for_the_day_and_keeps_what_is_known(folder: Folder) -> None:
    pdf(folder.mail / "a.pdf", [NOTICE])
    pdf(folder.mail / "b.pdf", [SAME_NOTICE_AGAIN])
    folder.ingest()
    take_back(folder.settings.db, "0001")

    with pytest.raises(BadArguments, match="--today"):
        folder.replay("b.pdf")
    done = folder.replay("b.pdf", DAY)
    assert (done.same, done.known) == (True, 1)
    assert [one.what for one in done.made_by if one.then is None] == [
        "day",
        "law",
        "rules",
        "sureness",
        "program",
        "judging code",
    ]


@pytest.mark.parametrize(
    ("stored", "now", "told"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": None}, {"a": {"b": 1}}, [("a", None, {"b": 1})]),
        ({"a": [{"b": 1}, {"b": 2}]}, {"a": [{"b": 1}, {"b": 3}]}, [("a[1].b", 2, 3)]),
        ({"a": [1, 2, 2]}, {"a": [2, 3]}, [("a[]", 1, None), ("a[]", 2, None), ("a[]", None, 3)]),
        ({"a": ["12-3456789"]}, {"a": []}, [("a[]", "**-***6789", None)]),
    ],
)
def test_differences_are_told_as_deep_as_they_lie(stored: Any, now: Any, told: list[Any]) -> None:
    assert [(one.field, one.stored, one.now) for one in differences(stored, now)] == told


def test_no_character_of_a_page_steers_the_terminal() -> None:
    one = Difference(field="taxpayer.name", stored="ANNA\x1b[2J\nEXAMPLE", now=None)
    done = Replay(notice_id="n1", same=False, known=0, differences=(one,), made_by=(), why=("",))
    assert '    stored  "ANNA\\u001b[2J\\nEXAMPLE"\n    now     (nothing)\n' in report(done)


# As it is called, with the real reader


@pytest.fixture
def real(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    copy = office.copy(tmp_path)
    for name in ("NOTICEDESK_DB", "NOTICEDESK_RULES", "NOTICEDESK_LAW"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NOTICEDESK_HOME", str(copy.home))
    yield copy


def digital(office: Office) -> dict[str, Any]:
    return next(notice for notice in office.notices() if notice["source"]["file"].endswith("CP503.pdf"))


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(["replay", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_after_an_ingest_the_record_comes_out_the_same(real: Office, capsys: pytest.CaptureFixture[str]) -> None:
    notice_id = digital(real)["notice_id"]
    status, out, err = called(capsys, notice_id[:8])
    assert (status, err) == (0, "")
    assert f"{notice_id}: read and judged again" in out
    assert "The record comes out the same." in out
    assert re.search(r"^  day +2026-11-01$", out, re.MULTILINE)


def test_a_record_that_differs_gives_8_both_values_and_no_number(
    real: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    record = digital(real)
    record["amount_due"], record["taxpayer"]["name"] = "1533.58", "ANNA 987-65-4321"
    with sqlite3.connect(real.home / "noticedesk.sqlite") as db:
        values = (json.dumps(record), record["notice_id"])
        assert db.execute("UPDATE notices SET record = ? WHERE notice_id = ?", values).rowcount == 1

    status, out, err = called(capsys, record["notice_id"])
    assert (status, err) == (8, "")
    assert "  amount_due\n    stored  1533.58\n    now     1533.53\n" in out
    assert "  taxpayer.name\n    stored  ANNA ***-**-4321\n    now     ANNA EXAMPLE\n" in out
    assert "987-65" not in out

    status, out, err = called(capsys, record["notice_id"], "--json")
    found = json.loads(out)
    assert (status, found["same"]) == (8, False)
    assert found["differences"][0] == {"field": "taxpayer.name", "stored": "ANNA ***-**-4321", "now": "ANNA EXAMPLE"}
    assert [one["what"] for one in found["made_by"]] == [
        "day", "reader", "law", "rules", "sureness", "program", "judging code",
    ]  # fmt: skip
    assert all(one["then"] == one["now"] for one in found["made_by"])


def test_what_can_not_be_replayed_is_told_in_one_line(
    real: Office, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    record = digital(real)
    sha256 = record["source"]["sha256"]
    scan = real.home / "blobs" / sha256[:2] / sha256
    status, out, err = called(capsys, "zz")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "no notice's id begins with" in err

    status, out, err = called(capsys, record["notice_id"], "--db", str(tmp_path / "none.sqlite"))
    assert (status, out, err.count("\n")) == (4, "", 1)

    scan.chmod(0o600)
    scan.write_bytes(scan.read_bytes() + b"\n")
    status, out, err = called(capsys, record["notice_id"])
    assert (status, out, err.count("\n")) == (4, "", 1)
    assert "not the one that was taken in" in err

    shutil.rmtree(real.home / "blobs")
    status, out, err = called(capsys, record["notice_id"])
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "no longer in" in err
