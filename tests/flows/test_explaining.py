"""case, catalog and show --why, as they are called; the owner's files of rules and law."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from flows import cli
from rules import identity, judge
from schemas.document import DocumentReading, PageOutcome, ScanFile
from schemas.ledger import PageFate
from schemas.notice import NoticeFacts, Source, TaxPeriod
from tests.rules.make import facts
from workqueue import open_store, private_folder

pytestmark = pytest.mark.store
DAY = date(2026, 3, 2)
AT = ["--today", DAY.isoformat()]
Call = Callable[..., tuple[int, str, str]]


def notice(number: int, code: str, days_ago: int, amount: str, year: int = 2023) -> NoticeFacts:
    start = DAY - timedelta(days=days_ago)
    return facts(
        notice_id=f"n{number:07d}",
        source=Source(file=f"m{number}.pdf", sha256=f"{number:064d}", pages=(1,)),
        notice_code=code,
        notice_date=start,
        due_date=start + timedelta(days=21),
        amount_due=Decimal(amount),
        amounts=(),
        tax_periods=(TaxPeriod(form="1040", period_end=date(year, 12, 31), kind="year"),),
    )


MAIL = (
    notice(1, "CP501", 60, "9150.00"),
    notice(2, "CP503", 14, "9300.00"),
    notice(3, "CP14", 20, "1200.00", 2024),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder whose store has the mail of one taxpayer."""
    home = private_folder(tmp_path / "home")
    for name in ("NOTICEDESK_DB", "NOTICEDESK_RULES", "NOTICEDESK_LAW"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NOTICEDESK_HOME", str(home))
    store = open_store(str(home / "noticedesk.sqlite"))
    store.begin_run("r1", datetime(2026, 3, 2, tzinfo=UTC), "reader")
    known = []
    for position, read in enumerate(MAIL):
        sha256 = read.source.sha256
        store.add_file("r1", ScanFile(name=read.source.file, sha256=sha256, kind="pdf", pages=1, size=9), position)
        document = next(d for d in store.pending("r1", "reader") if d.sha256 == sha256)
        outcome = PageOutcome(page=1, fate=PageFate.NOTICE, notice_id=read.notice_id)
        reading = DocumentReading(sha256=sha256, reader="reader", outcomes=(outcome,), notices=(read,))
        store.save_reading(document.document_id, reading, [judge(read, today=DAY, known=known)])
        known.append(identity(read))
    store.close()
    yield home


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: str) -> tuple[int, str, str]:
        status = cli.run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_why_tells_rules_facts_citations_options_and_parts(call: Call) -> None:
    status, out, _ = call("show", "n0000002", "--why", *AT)
    assert status == 0
    for words in (
        "asked on 2026-03-02, law ",
        "The same day, law, rules and code give the same answer.",
        "family: balance_due (asked: one of balance_due)",
        "IRC 6303; 6601; 6651",
        "Simple payment plan",
        "needs: whether all required returns are filed [returns_filed]",
        "9465",
        "levy-made: right: none",
        "days left",
    ):
        assert words in out


def test_asked_again_with_the_same_day_it_says_the_same(call: Call) -> None:
    assert call("show", "n0000002", "--why", *AT) == call("show", "n0000002", "--why", *AT)


def test_why_for_programs_is_one_object(call: Call) -> None:
    status, out, _ = call("show", "n0000002", "--why", "--json", *AT)
    why = json.loads(out)
    assert status == 0
    assert (why["day"], why["notice_id"], why["changed"]) == ("2026-03-02", "n0000002", [])
    assert sum(part["points"] for part in why["parts"]) == why["priority"]


def test_what_was_found_out_can_be_given(call: Call) -> None:
    _, out, _ = call("show", "n0000002", "--why", "--json", "--given", "returns_filed=yes", *AT)
    verdicts = {option["id"]: option["verdict"] for option in json.loads(out)["options"]}
    assert verdicts["simple-plan"] == "eligible"
    _, out, _ = call("show", "n0000002", "--why", "--json", "--given", "assessed_balance=61000.00", *AT)
    assert {o["id"]: o["verdict"] for o in json.loads(out)["options"]}["simple-plan"] == "not_eligible"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("returns_filed", "no NAME=VALUE"),
        ("returns_filed=maybe", "neither yes, no, a number nor a day"),
        ("assessed_balance=NaN", "is no amount"),
        ("stage=3", "nothing that a person can add"),
        ("returns_filed=3", "returns_filed can't be"),
    ],
)
def test_what_can_not_be_given_is_refused(call: Call, given: str, said: str) -> None:
    status, out, err = call("show", "n0000002", "--why", "--given", given, *AT)
    assert (status, out) == (1, "")
    assert said in err


def test_a_case_shows_the_timeline_and_sums_different_periods_only(call: Call) -> None:
    status, out, _ = call("case", "n0000001", *AT)
    assert status == 0
    assert "$10,500.00" in out
    assert "superseded: the later CP503 of 2026-02-16 has taken its place" in out
    assert "last four digits" in out
    assert out.index("CP501 First reminder") < out.index("CP503 Second reminder")
    assert "multi-period" in out


def test_a_case_is_the_same_from_whichever_notice_it_is_asked(call: Call) -> None:
    assert call("case", "n0000001", *AT)[1] == call("case", "n0000003", *AT)[1]
    found = json.loads(call("case", "n0000003", "--json", *AT)[1])
    assert (found["total"], [e["role"] for e in found["entries"]]) == (
        "10500.00",
        ["superseded", "current", "current"],
    )


def test_an_unknown_id_is_refused(call: Call) -> None:
    for command in (["case", "zz"], ["show", "zz", "--why"]):
        status, _, err = call(*command, *AT)
        assert status == 1
        assert "no notice's id begins with" in err


def test_a_code_is_explained_without_any_store(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOTICEDESK_HOME", str(tmp_path / "nothing"))
    status, out, _ = call("catalog", "CP5O3", *AT)
    assert status == 0
    assert "what a scan may make of CP503" in out
    assert "a report of the Treasury Inspector General" in out
    assert json.loads(call("catalog", "CP503", "--json", *AT)[1])["code"] == "CP503"


def test_all_codes_are_listed(call: Call) -> None:
    _, out, _ = call("catalog")
    assert len(out.splitlines()) == 345
    assert len(json.loads(call("catalog", "--json")[1])) == 345


def test_an_unknown_code_is_refused_with_near_ones(call: Call) -> None:
    status, _, err = call("catalog", "CP5033")
    assert status == 1
    assert "did you mean" in err


OWN_RULES = """
routes:
  - id: reminders
    when: {code: [CP503]}
    queue: review
    because: "Second reminders are read by the partner here"
    cites: ["office rule 1"]
"""


def test_the_owners_rules_hold_and_are_named(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN_RULES, encoding="utf-8")
    monkeypatch.setenv("NOTICEDESK_RULES", str(own))
    _, out, _ = call("show", "n0000002", "--why", *AT)
    assert "queue review: Second reminders are read by the partner here" in out
    assert "the owner's files set reminders" in out
    assert "queue: review as asked now, collections in the store" in out
    assert "review (rule reminders)" in call("catalog", "CP503", *AT)[1]


@pytest.mark.parametrize("name", ["NOTICEDESK_RULES", "NOTICEDESK_LAW"])
@pytest.mark.parametrize("text", ["routes: 5", "parameters: 5", None])
def test_a_wrong_file_of_the_owner_ends_with_5_and_its_name(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, text: str | None
) -> None:
    own = tmp_path / "wrong.yaml"
    if text is not None:
        own.write_text(text, encoding="utf-8")
    monkeypatch.setenv(name, str(own))
    status, out, err = call("show", "n0000002", "--why", *AT)
    assert (status, out) == (5, "")
    assert "wrong.yaml" in err
