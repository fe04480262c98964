"""Each value of the truth stands on the pages, as another program reads them."""

import re
from datetime import date
from decimal import Decimal

import pytest

from samples.dates import (
    abbreviated,
    capitals,
    dashed,
    day_first,
    day_month,
    hyphened,
    iso,
    long_date,
    ordinal,
    padded,
    press,
    slashed,
    stamped,
    unpadded,
)
from samples.draw import DrawnNotice
from samples.periods import own_words
from schemas.codes import canonical

from .conftest import page_texts


def ways(day: date) -> tuple[str, ...]:
    spoken = (long_date, padded, capitals, day_month, press, hyphened, ordinal, stamped)
    named = [way(day, lang) for way in spoken for lang in ("en", "es")]
    return *named, *(way(day) for way in (slashed, dashed, abbreviated, day_first, unpadded, iso))


def money(amount: Decimal) -> str:
    return f"{abs(amount):,.2f}"


@pytest.fixture(scope="module")
def read(drawn: tuple[DrawnNotice, ...]) -> list[tuple[DrawnNotice, list[str]]]:
    return [(notice, page_texts(notice.pdf)) for notice in drawn]


Read = list[tuple[DrawnNotice, list[str]]]


def name(notice: DrawnNotice) -> str:
    return f"{notice.truth.sample_id} {notice.truth.notice_code} {notice.truth.layout}"


def test_the_pages_are_those_of_the_truth(read: Read) -> None:
    for notice, pages in read:
        assert notice.truth.pages == tuple(range(1, len(pages) + 1)), name(notice)
        assert notice.truth.pages_printed == len(pages), name(notice)


def test_each_page_says_which_of_how_many_it_is(read: Read) -> None:
    for notice, pages in read:
        for n, text in enumerate(pages, start=1):
            of = f"{n} (?:of|de) {len(pages)}"
            ways = rf"(?:Page|PAGE|Página|Sheet|Hoja|p\.|Pg\.?|Pág\.) {of}\b|- {of} -|\b{n}/{len(pages)}\b"
            assert re.search(ways, text, re.IGNORECASE), (name(notice), n)


def test_the_code_stands_on_the_first_page(read: Read) -> None:
    for notice, pages in read:
        code = notice.truth.notice_code or ""
        tokens = re.findall(
            r"\b(?:CP|LT)[ -]?\d+ ?[A-Z]{0,2}\b|\b(?:Letter|LETTER):? ?\d+[-A-Z]*|\bLTR \d+[A-Z]?|\b972-?CG\b"
            r"|Letter number \d\S*",
            pages[0],
        )
        plain = {canonical(t.replace("Letter number", "Letter")) for t in tokens}
        number = code[1:] if re.match(r"L\d", code) else code
        banner = re.search(rf"\b{number[:-1]}-?{number[-1]}\b", pages[0]) is not None
        assert code in plain or (notice.truth.layout == "banner_letter" and banner), (name(notice), plain)


def test_the_notice_date_stands_on_the_first_page(read: Read) -> None:
    for notice, pages in read:
        assert any(way in pages[0] for way in ways(notice.truth.notice_date or date.min)), name(notice)


def test_the_last_four_digits_stand_on_the_first_page(read: Read) -> None:
    for notice, pages in read:
        last4 = notice.truth.tin.last4
        if last4 is None:
            assert notice.paper.case.last4 not in " ".join(re.findall(r"[\dX*]{2,3}-[\dX*-]+", " ".join(pages))), (
                name(notice)
            )
        else:
            assert re.search(
                rf"[\dXx*]-?(?:\d|[Xx*])*{last4}\b|(?:ending in|last four digits) {last4}\b", pages[0]
            ), name(notice)


def test_name_and_address_stand_in_capitals_on_the_first_page(read: Read) -> None:
    for notice, pages in read:
        taxpayer = notice.truth.taxpayer
        assert all(line in pages[0] for line in (taxpayer.name or "?", *taxpayer.address)), name(notice)


def test_each_period_is_printed_with_its_form(read: Read) -> None:
    for notice, pages in read:
        text = " ".join(pages)
        for period in notice.truth.tax_periods:
            end = period.period_end
            year = period.kind == "year" and end.month == 12 and re.search(rf"\b{end.year}\b", text)
            own = own_words(period, notice.paper.manner)
            assert year or (own or "?") in text or any(way in text for way in ways(end)), (name(notice), end)
            if period.form:
                assert re.search(rf"(?<![\w-]){re.escape(period.form)}(?![\w-])", text), (name(notice), period.form)


def test_a_form_is_printed_outside_the_boilerplate_so_that_the_kind_of_period_can_be_told(read: Read) -> None:
    kinds = {"941": "quarter", "720": "quarter"}
    for notice, pages in read:
        boilerplate = repr(notice.paper.sections)
        for period in notice.truth.tax_periods:
            if period.form is None:
                assert period.kind == ("year" if notice.paper.spec.scheme == "year" else "unknown"), name(notice)
                continue
            word = re.compile(rf"(?<![\w-]){re.escape(period.form)}(?![\w-])")
            assert len(word.findall(" ".join(pages))) > len(word.findall(boilerplate)), (name(notice), period.form)
            assert period.kind == kinds.get(period.form, "year"), name(notice)


def test_the_amount_due_and_its_day_are_printed(read: Read) -> None:
    for notice, pages in read:
        text, truth = " ".join(pages), notice.truth
        if truth.amount_due is not None:
            amount = re.escape(money(truth.amount_due))
            assert re.search(rf"(?:\$ ?|USD ){amount}|{amount} USD", text), name(notice)
        if truth.due_date is not None:
            assert any(way in text for way in ways(truth.due_date)), name(notice)


def test_each_amount_stands_with_its_label_on_the_page_it_claims(read: Read) -> None:
    for notice, pages in read:
        for amount in notice.truth.amounts:
            page = pages[amount.page - 1]
            assert money(amount.amount) in page, (name(notice), amount)
            assert all(word in page for word in amount.label.split()), (name(notice), amount.label)


def test_telephone_and_caller_id_are_printed(read: Read) -> None:
    for notice, pages in read:
        text = " ".join(pages)
        for value in (notice.truth.contact_phone, notice.truth.caller_id):
            assert value is None or value in text, (name(notice), value)


def test_notices_that_ask_for_nothing_print_no_due_amount(drawn: tuple[DrawnNotice, ...]) -> None:
    nothing = {
        "CP05",
        "CP12",
        "CP49",
        "CP75",
        "CP2000",
        "CP3219A",
        "L226J",
        "L525",
        "972CG",
        "L3172",
        "CP565",
        "L5071C",
    }
    seen = {n.truth.notice_code: n.truth.amount_due for n in drawn if n.truth.notice_code in nothing}
    assert set(seen) == nothing
    assert all(amount is None for amount in seen.values())
