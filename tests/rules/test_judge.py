"""The whole judgement: acceptance is earned, doubt goes to a person, every code of the catalogue has its place."""

from datetime import date
from decimal import Decimal

import pytest

from rules import identity, judge
from schemas.catalog import CatalogEntry, all_entries, known_codes, lookup
from schemas.notice import (
    CRITICAL_FIELDS,
    FieldStatus,
    Finding,
    PrintedDate,
    Severity,
    Status,
    Taxpayer,
    TaxPeriod,
    Tin,
)

from .make import EIN, QUARTER_4, TODAY, codes, facts, minimal, no_money, rows, seen

NOTHING_SETTLED = {"low_confidence_code", "free_wording", "deadline_assumed", "spanish_twin"}


def finding(severity: Severity, field: str | None = None, code: str = "something") -> Finding:
    return Finding(code=code, severity=severity, field=field, message="said by the reading")


def test_a_notice_read_well_is_accepted() -> None:
    judged = judge(facts(), today=TODAY)
    assert judged.validation.status is Status.ACCEPTED
    assert judged.validation.findings == ()
    assert judged.classification.model_dump() == {
        "family": "balance_due",
        "collection_stage": 3,
        "confidence": 0.995,
        "basis": "code",
    }


def test_what_was_read_is_passed_on_unchanged() -> None:
    read = facts()
    judged = judge(read, today=TODAY)
    shared = set(type(read).model_fields) & set(type(judged).model_fields)
    assert {name: getattr(judged, name) for name in shared} == {name: getattr(read, name) for name in shared}


@pytest.mark.parametrize("entry", all_entries(), ids=lambda e: e.code)
def test_the_least_that_a_code_prints_is_judged_without_a_false_alarm(entry: CatalogEntry) -> None:
    judged = judge(minimal(entry), today=TODAY)
    assert codes(judged) <= NOTHING_SETTLED
    assert judged.classification.family == entry.family
    assert 0 <= judged.work_item.priority <= 100
    assert judged.work_item.actions
    assert judged.work_item.reasons
    told = [f for f in judged.validation.findings if f.severity is not Severity.INFO]
    assert (judged.validation.status is Status.NEEDS_REVIEW) == bool(told)


@pytest.mark.parametrize("code", sorted(known_codes() - {e.code for e in all_entries()}))
def test_variants_and_spanish_codes_keep_their_code_and_have_their_facts(code: str) -> None:
    entry = lookup(code)
    assert entry is not None
    judged = judge(minimal(entry, code), today=TODAY)
    assert judged.notice_code == code
    assert judged.classification.family == entry.family
    assert codes(judged) <= NOTHING_SETTLED


@pytest.mark.parametrize("field", CRITICAL_FIELDS)
@pytest.mark.parametrize("status", [FieldStatus.UNREADABLE, FieldStatus.CONFLICTING])
def test_a_critical_field_in_doubt_is_never_accepted_and_is_named(field: str, status: FieldStatus) -> None:
    doubtful = facts(fields={field: seen("x", status)})
    judged = judge(doubtful, today=TODAY)
    assert judged.validation.status is Status.NEEDS_REVIEW
    assert field in {f.field for f in judged.validation.findings}


@pytest.mark.parametrize("field", CRITICAL_FIELDS)
def test_a_critical_field_without_evidence_is_never_accepted(field: str) -> None:
    read = facts()
    bare = read.model_copy(update={"fields": {k: v for k, v in read.fields.items() if k != field}})
    assert judge(bare, today=TODAY).validation.status is Status.NEEDS_REVIEW


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (finding(Severity.ERROR), Status.NEEDS_REVIEW),
        (finding(Severity.ERROR, "caller_id"), Status.NEEDS_REVIEW),
        (finding(Severity.WARNING), Status.NEEDS_REVIEW),
        (finding(Severity.WARNING, code="missing_page"), Status.NEEDS_REVIEW),
        (finding(Severity.WARNING, "caller_id"), Status.ACCEPTED),
        (finding(Severity.INFO, "amount_due"), Status.ACCEPTED),
    ],
)
def test_what_the_reading_found_decides_with(said: Finding, status: Status) -> None:
    judged = judge(facts(findings=(said,)), today=TODAY)
    assert judged.validation.status is status
    assert said in judged.validation.findings


def test_a_notice_without_code_waits_for_a_person_and_goes_to_review() -> None:
    judged = judge(facts(notice_code=None, code_basis="none"), today=TODAY)
    assert judged.validation.status is Status.NEEDS_REVIEW
    assert (judged.classification.family, judged.classification.basis) == ("other", "none")
    assert judged.work_item.queue == "review"


def test_an_unknown_code_is_kept_as_printed_and_given_the_printed_day_only() -> None:
    judged = judge(facts(notice_code="CP999"), today=TODAY)
    assert judged.notice_code == "CP999"
    assert "unknown_code" in codes(judged)
    assert [d.basis for d in judged.deadlines] == ["printed"]
    assert judged.work_item.queue == "review"


def test_paper_on_which_nothing_was_read_is_rejected() -> None:
    nothing = no_money(
        notice_code=None,
        notice_date=None,
        tax_periods=(),
        tin=Tin(type="unknown", last4=None, masked=None),
        taxpayer=Taxpayer(name=None),
        code_basis="none",
    )
    judged = judge(nothing, today=TODAY)
    assert judged.validation.status is Status.REJECTED
    assert judged.work_item.queue == "review"


def test_worse_findings_come_first_and_each_once() -> None:
    twice = finding(Severity.INFO, "amount_due")
    judged = judge(facts(findings=(twice, twice), due_date=date(2017, 1, 9)), today=TODAY)
    severities = [f.severity for f in judged.validation.findings]
    assert severities == sorted(severities, key=[Severity.ERROR, Severity.WARNING, Severity.INFO].index)
    assert judged.validation.findings.count(twice) == 1


def test_a_code_of_low_standing_is_never_classified_with_more_confidence() -> None:
    judged = judge(facts(notice_code="LT14"), today=TODAY)
    assert judged.classification.confidence == 0.6


# What the official specimens print, contradictions included.


def test_the_specimen_that_asks_to_pay_before_its_own_date_waits_for_a_person() -> None:
    cp21a = facts(
        notice_code="CP21A",
        notice_date=date(2019, 1, 30),
        amount_due=Decimal("24.60"),
        due_date=date(2017, 2, 20),
        amounts=rows(
            ("amount_owed_before", "1076.63"), ("change", "-963.00"), ("change", "-89.03"), ("amount_due", "24.60")
        ),
    )
    judged = judge(cp21a, today=date(2019, 2, 4))
    assert judged.validation.status is Status.NEEDS_REVIEW
    assert codes(judged) == {"due_before_notice"}


CP161_ROWS = rows(
    ("tax_owed", "390331.00"),
    ("payments_credits", "-300331.00"),
    ("failure_to_file", "210.00"),
    ("failure_to_pay", "50.00"),
    ("interest", "7387.55"),
    ("amount_due", "97647.55"),
)


def cp161(**changes: object) -> object:
    due = date(2018, 1, 29)
    base: dict[str, object] = {
        "notice_code": "CP161",
        "tax_periods": (QUARTER_4,),
        "tin": EIN,
        "amount_due": Decimal("97647.55"),
        "amounts": CP161_ROWS,
        "due_date": due,
    }
    return facts(**(base | changes))


def test_the_business_bill_sums_and_two_pay_days_wait_for_a_person() -> None:
    alone = judge(cp161(), today=TODAY)  # type: ignore[arg-type]
    assert alone.validation.status is Status.ACCEPTED
    both = tuple(
        PrintedDate(kind="pay_by", date=day, label="pay by", page=1) for day in (date(2018, 1, 18), date(2018, 1, 29))
    )
    judged = judge(cp161(printed_dates=both), today=TODAY)  # type: ignore[arg-type]
    assert codes(judged) == {"due_dates_contradict"}
    assert judged.work_item.act_by == date(2018, 1, 18)


def test_a_stub_with_another_notice_date_waits_for_a_person() -> None:
    stub = cp161(fields={"notice_date": seen("2018-01-08", FieldStatus.CONFLICTING)})
    judged = judge(stub, today=TODAY)  # type: ignore[arg-type]
    assert codes(judged) == {"places_disagree"}
    assert judged.validation.status is Status.NEEDS_REVIEW


@pytest.mark.parametrize(
    "notice",
    [
        no_money(notice_code="CP05", tax_periods=(TaxPeriod(form=None, period_end=date(2016, 12, 31), kind="year"),)),
        no_money(notice_code="CP09"),
        no_money(notice_code="CP27"),
        no_money(notice_code="CP59", pay_immediately=True),
        no_money(notice_code="CP565", tax_periods=(), tin=Tin(type="itin", last4="1234", masked="***-**-1234")),
        facts(notice_code="CP501", notice_date=date(2018, 1, 8), due_date=date(2018, 1, 30)),
    ],
    ids=["CP05", "CP09", "CP27", "CP59", "CP565", "CP501"],
)
def test_specimens_without_contradiction_are_accepted(notice: object) -> None:
    assert judge(notice, today=TODAY).validation.status is Status.ACCEPTED  # type: ignore[arg-type]


def test_an_identity_has_all_that_a_rescan_is_recognised_by() -> None:
    assert identity(facts()).model_dump() == {
        "notice_id": "n1",
        "sha256": "0" * 64,
        "notice_code": "CP503",
        "notice_date": "2018-01-08",
        "tin_last4": "1234",
        "periods": ("2016-12-31",),
        "amount_due": "9533.53",
        "name": "JAMES HINDS",
        "address": ("22 BOULDER STREET", "HANSON, CT 00000-7253"),
        "tin_key": None,
        "forms": ("1040",),
        "copy_of": None,
    }
    assert identity(facts(tin_key="aaaaaaaa:01")).tin_key == "aaaaaaaa:01"
