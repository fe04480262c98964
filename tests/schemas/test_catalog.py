"""The catalogue of notice codes: complete, unique, consistent with the law it cites, strict with its file."""

import time
from itertools import pairwise

import pytest

from schemas import catalog
from schemas.catalog import COLUMNS, FILE, all_entries, known_codes, lookup, misreadings, parse
from schemas.codes import canonical
from schemas.errors import InvalidData
from schemas.strict_yaml import package_file

TEXT = package_file("schemas.reference", FILE).read_text(encoding="utf-8")
LINES = TEXT.splitlines()
BY_CODE = {entry.code: entry for entry in all_entries()}


def test_all_codes_of_the_research_are_there() -> None:
    assert len(all_entries()) == len(BY_CODE) == 345


def test_it_is_read_quickly_and_once() -> None:
    for cached in (catalog.all_entries, catalog._index, catalog.known_codes):
        cached.cache_clear()
    begun = time.process_time()
    known_codes()
    assert time.process_time() - begun < 0.5  # some 15 ms when the machine is free
    assert all_entries() is all_entries()


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("CP 503", "CP503"),
        ("CP503", "CP503"),
        ("CP14C", "CP14"),
        ("CP504B", "CP504B"),
        ("LT11", "LT11"),
        ("LT-11", "LT11"),
        ("Letter 1058", "L1058"),
        ("1058", "L1058"),
        ("LTR 5071C", "L5071C"),
        ("226-J", "L226J"),
        ("Letter 3172", "L3172"),
        ("LTR 0012C", "L12C"),
        ("Form 668-A(ICS)", "668A"),
        ("668-W(c)(DO)", "668W"),
        ("Form 668(Y)(c)", "668Y"),
        ("Notice 972CG", "972CG"),
        ("CP972CG", "972CG"),
        ("CP181", "CP180"),
        ("Letter 3164-B", "L3164"),
    ],
)
def test_a_printed_code_finds_its_entry(printed: str, code: str) -> None:
    entry = lookup(printed)
    assert entry is not None
    assert entry.code == code


@pytest.mark.parametrize(
    "nothing", ["", "1040", "CP", "CP5", "CP50", "CP5033", "CP503B", "Notice 746", "Publication 594"]
)
def test_what_is_no_code_finds_nothing(nothing: str) -> None:
    assert lookup(nothing) is None


def test_a_suffix_is_never_stripped() -> None:
    pairs = [("CP504", "CP504B"), ("CP21A", "CP21B"), ("CP297", "CP297A"), ("CP71", "CP71C"), ("CP14", "CP14H")]
    for one, other in pairs:
        assert lookup(one) != lookup(other)


def test_misreadings_are_told_and_are_no_codes() -> None:
    assert misreadings()["CP2OOO"] == "CP2000"
    assert misreadings()["LTII"] == "LT11"
    assert not set(misreadings()) & known_codes()
    assert lookup("CP2OOO") is None


def test_a_spanish_code_keeps_its_code_and_has_its_twins_facts() -> None:
    spanish, english = lookup("CP603"), lookup("CP503")
    assert spanish is not None and english is not None
    assert (spanish.code, spanish.english, english.english) == ("CP603", "CP503", None)
    own = {"code", "english", "spanish", "spanish_map", "variants", "misread_as", "confidence", "next"}
    assert spanish.model_dump(exclude=own) == english.model_dump(exclude=own)
    assert spanish.next == ("CP604",)


def test_a_spanish_code_known_by_pattern_alone_is_of_less_confidence() -> None:
    standing = {code: entry.confidence for code in ("CP861", "CP603", "CP959") if (entry := lookup(code))}
    assert standing == {"CP861": "high", "CP603": "medium", "CP959": "low"}


def test_known_codes_are_canonical_and_each_is_found() -> None:
    assert all(code == canonical(code) for code in known_codes())
    assert all(lookup(code) for code in known_codes())


@pytest.mark.parametrize("entry", all_entries(), ids=lambda e: e.code)
def test_an_entry_agrees_with_itself(entry: catalog.CatalogEntry) -> None:
    assert (entry.basis == "statute") <= bool(entry.window and entry.unit and entry.clock and entry.citation)
    assert (entry.window is not None) == (entry.basis == "statute")
    assert all(code in known_codes() and code != entry.code for code in entry.next)
    assert (entry.weeks is not None) <= bool(entry.next)
    if entry.basis == "none":
        assert entry.right is None
        assert entry.prints_due in ("none", "may")
    if entry.kind == "notice" and entry.code.startswith("CP5") and entry.stage:
        assert entry.family in ("balance_due", "levy_lien")
    if entry.asks in ("pay_total", "pay_monthly", "pay_past_due"):
        assert entry.action in ("pay", "respond")
    if entry.action == "none":
        assert entry.asks in ("nothing", "may_ask")


LAW = {
    "notice_and_demand": (21, "calendar_days", "6601(e)"),
    "math_error": (60, "calendar_days", "6213(b)"),
    "deficiency_petition": (90, "calendar_days", "6213(a)"),
    "cdp_levy": (30, "calendar_days", "6330(a)"),
    "cdp_after_levy": (30, "calendar_days", "6330(f)"),
    "cdp_lien": (30, "calendar_days", "6320(a)"),
    "intent_to_levy": (30, "calendar_days", "6331(d)"),
    "refund_suit": (2, "calendar_years", "6532(a)"),
    "b_notices": (15, "business_days", "31.3406(d)"),
    "trust_fund_protest": (60, "calendar_days", "6672(b)"),
}


@pytest.mark.parametrize("right", sorted(LAW))
def test_every_code_of_a_right_has_its_window_and_law(right: str) -> None:
    window, unit, cite = LAW[right]
    entries = [entry for entry in all_entries() if entry.right == right]
    assert entries
    for entry in entries:
        assert (entry.window, entry.unit) == (window, unit)
        assert cite in entry.citation


def test_only_the_hearing_notices_carry_the_hearing_right() -> None:
    assert {e.code for e in all_entries() if e.right == "cdp_levy"} == {
        "LT11",
        "L1058",
        "CP90",
        "CP77",
        "CP177",
        "CP297",
    }
    assert {BY_CODE[c].right for c in ("CP504", "CP504B")} == {"intent_to_levy"}


def test_credits_and_employment_taxes_carry_no_math_error_right() -> None:
    codes = ("CP23", "CP24", "CP24E", "CP25", "CP101", "CP102", "CP103", "CP104", "CP111", "CP112", "CP134B")
    assert {BY_CODE[code].right for code in codes} <= {"notice_and_demand", None}


def test_the_bill_stream_is_in_order() -> None:
    stream = ["CP14", "CP501", "CP503", "CP504", "LT11"]
    assert [BY_CODE[code].stage for code in stream] == [1, 2, 3, 4, 5]
    assert all(later in BY_CODE[earlier].next for earlier, later in pairwise(stream))
    assert [BY_CODE[code].stage for code in ("CP161", "L1058", "CP90", "CP297")] == [1, 5, 5, 5]


@pytest.mark.parametrize(
    ("asks", "codes"),
    [
        (
            "pay_total",
            ["CP14", "CP11", "CP21A", "CP22A", "CP161", "CP501", "CP503", "CP504", "LT11", "L1058", "CP71C"],
        ),
        ("pay_monthly", ["CP521"]),
        ("pay_past_due", ["CP523", "CP523H"]),
        ("proposes", ["CP2000", "CP2501", "L226J", "L525", "972CG", "L1153"]),
        (
            "nothing",
            ["CP12", "CP05", "CP75", "CP3219A", "L531", "L5071C", "CP01A", "CP09", "CP27", "CP565", "CP21B"],
        ),
        ("may_ask", ["CP49", "CP16", "CP210", "L3172", "CP30", "CP13", "CP21C", "CP25"]),
    ],
)
def test_what_an_amount_means_is_told_for_each_code(asks: str, codes: list[str]) -> None:
    assert {BY_CODE[code].asks for code in codes} == {asks}


def test_no_deficiency_notice_and_no_hold_asks_for_money() -> None:
    families = {"deficiency", "refund_hold", "identity_verification", "examination"}
    asking = {e.code for e in all_entries() if e.family in families and e.asks.startswith("pay")}
    assert asking == {"CP22E"}  # the bill after an audit


def test_titles_tell_the_codes_of_a_family_apart_or_are_variants_of_one() -> None:
    seen: dict[str, list[str]] = {}
    for entry in all_entries():
        seen.setdefault(entry.title, []).append(entry.code)
    same = [codes for codes in seen.values() if len(codes) > 1]
    assert all(len({BY_CODE[c].asks for c in codes}) == 1 for codes in same)
    assert all(len({BY_CODE[c].family for c in codes}) == 1 for codes in same)


def changed(code: str, cells: dict[str, str]) -> str:
    """The file with cells of one row replaced (plain cells only)."""
    number = next(n for n, line in enumerate(LINES) if line.startswith(f"{code},"))
    row = LINES[number].split(",")
    for column, value in cells.items():
        row[COLUMNS.index(column)] = value
    return "\n".join([*LINES[:number], ",".join(row), *LINES[number + 1 :]]) + "\n"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"family": "audit"}, "family"),
        ({"asks": "pay"}, "asks"),
        ({"stage": "two"}, "stage"),
        ({"stage": "0"}, "stage"),
        ({"weeks": "some"}, "weeks"),
        ({"confidence": ""}, "confidence"),
        ({"sources": ""}, "sources"),
        ({"title": ""}, "title"),
        ({"always_review": "maybe"}, "always_review"),
        ({"omits": "tin"}, "omits"),
        ({"basis": "statute"}, "needs right"),
        ({"window": "30", "unit": "calendar_days"}, "admin_days"),
        ({"spanish": ""}, "spanish_map"),
        ({"code": "CP 501"}, "not canonical"),
        ({"kind": "letter"}, "begin with L"),
        ({"code": "CP503"}, "already a code of"),
        ({"variants": "CP14A"}, "already a code of"),
        ({"next": "CP9999"}, "CP9999"),
        ({"variants": "CP501-K"}, "not a code"),
    ],
)
def test_a_wrong_row_is_refused_with_file_and_line(cells: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidData, match=r"notices\.csv:\d+") as raised:
        parse(changed("CP501", cells))
    assert said in str(raised.value)


def test_a_missing_column_and_a_short_row_are_refused() -> None:
    with pytest.raises(InvalidData, match=r"notices\.csv:1: the columns"):
        parse(TEXT.replace("code,", "", 1))
    with pytest.raises(InvalidData, match=r"notices\.csv:2: 2 fields"):
        parse(f"{LINES[0]}\nCP14,\n")
    with pytest.raises(InvalidData, match="columns"):
        parse("")


def test_the_file_as_it_is_can_be_read_again() -> None:
    assert parse(TEXT) == all_entries()
