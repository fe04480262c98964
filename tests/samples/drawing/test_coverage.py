"""What the generator covers: codes, families, layouts, spellings."""

import random

import pytest

from samples.draw import (
    CODES,
    HELD_OUT_LAYOUTS,
    LAYOUTS,
    PRACTICE_LAYOUTS,
    DrawnNotice,
    can_follow,
    draw_notice,
    follow_up,
    layouts_for,
)
from samples.specs import recipes, specs
from samples.wording import passages
from samples.words import own_voices, vocabulary
from schemas.codes import canonical

FAMILIES = {
    "balance_due", "levy_lien", "installment_agreement", "math_error_adjustment", "underreporter", "deficiency",
    "examination", "nonfiler", "identity_verification", "refund_hold", "refund_offset", "estimated_tax_credit",
    "acknowledgement_info", "penalty", "employment_tax", "information_return", "ein_entity", "appeals_cdp",
    "passport",
}  # fmt: skip
REQUIRED_LAYOUTS = {"legacy", "g2_2010", "g2_2017", "simple_2024", "correspondex", "examiner_letter"}


def test_forty_five_codes_and_more_over_every_family() -> None:
    assert len(CODES) >= 45
    assert {spec.family for spec in specs().values()} == FAMILIES


def test_codes_are_canonical() -> None:
    assert [canonical(code) for code in CODES] == list(CODES)


def test_spanish_notices_are_among_them() -> None:
    assert sum(spec.lang == "es" for spec in specs().values()) >= 3


def test_the_layouts_are_those_asked_for_and_some_are_held_out() -> None:
    assert set(LAYOUTS) > REQUIRED_LAYOUTS
    assert len(HELD_OUT_LAYOUTS) >= 3
    assert not HELD_OUT_LAYOUTS & REQUIRED_LAYOUTS


def test_held_out_layouts_draw_notices_and_letters_of_people_and_businesses_in_both_languages() -> None:
    held_out = [c for c in CODES if set(layouts_for(c)) & HELD_OUT_LAYOUTS]
    found = {(specs()[c].style, specs()[c].lang, specs()[c].account) for c in held_out}
    assert {style for style, _, _ in found} >= {"notice", "acs", "letter", "field", "correspondex"}
    assert {lang for _, lang, _ in found} == {"en", "es"}
    assert {account for _, _, account in found} >= {"person", "business"}
    assert len({specs()[c].family for c in held_out}) >= 15


def test_held_out_voices_do_not_say_what_open_ones_say() -> None:
    heard = {voice: own_voices()[voice] for voice in ("sidebar", "sidebar_es", "centred", "memo")}
    for voice, words in heard.items():
        for group in ("header", "totals"):
            for key, spellings in getattr(words, group).items():
                known = {s for some in getattr(vocabulary(), group)[key].values() for s in some}
                others = {
                    s for v, o in own_voices().items() if v not in heard for s in getattr(o, group).get(key, ())
                }
                same = {s.lower().rstrip(":") for s in known | others} & {s.lower() for s in spellings}
                assert len(same) <= 1, (voice, key, same)


def test_no_code_can_only_be_drawn_in_a_held_out_layout() -> None:
    assert all(set(layouts_for(code)) - HELD_OUT_LAYOUTS for code in CODES)


def test_practice_layouts_are_drawn_only_where_they_are_named() -> None:
    assert len(PRACTICE_LAYOUTS) >= 6
    assert not PRACTICE_LAYOUTS & {*LAYOUTS, *HELD_OUT_LAYOUTS}
    assert not any(set(layouts_for(code)) & PRACTICE_LAYOUTS for code in CODES)
    drawn = [draw_notice(random.Random(n)) for n in range(40)]
    later = [follow_up(random.Random(n), notice) for n, notice in enumerate(drawn) if can_follow(notice)]
    assert not {notice.truth.layout for notice in (*drawn, *later)} & PRACTICE_LAYOUTS


def test_practice_layouts_draw_most_bills_in_both_languages_and_what_follows_them() -> None:
    for code in ("CP14", "CP501", "CP503", "CP504", "LT11", "CP161", "CP603"):
        assert len(set(layouts_for(code, practice=True)) & PRACTICE_LAYOUTS) >= 2, code
    for n, layout in enumerate(sorted(set(layouts_for("CP501", practice=True)) & PRACTICE_LAYOUTS)):
        earlier = draw_notice(random.Random(n), code="CP501", layout=layout)
        if can_follow(earlier):
            assert follow_up(random.Random(n), earlier).truth.layout in PRACTICE_LAYOUTS


def test_every_layout_was_drawn(drawn: tuple[DrawnNotice, ...]) -> None:
    assert {notice.truth.layout for notice in drawn} == {*LAYOUTS, *PRACTICE_LAYOUTS}
    assert {notice.truth.notice_code for notice in drawn} == set(CODES)


def test_every_section_summary_and_follow_up_that_a_code_names_exists() -> None:
    for code, spec in specs().items():
        prefix = "es_" if spec.lang == "es" else ""
        asked = {f"{prefix}ask_{kind}" for kind in spec.due} if "ask" in spec.sections else set()
        named = {*spec.sections, *spec.some, *asked} - {"ask"}
        assert named <= set(passages()), (code, named - set(passages()))
        assert spec.summary is None or spec.summary in recipes(), code
        assert spec.next is None or spec.next in specs(), code


def test_every_word_of_a_summary_has_a_role() -> None:
    keys = {rule.key for recipe in recipes().values() for rule in recipe.rows}
    totals = {recipe.total for recipe in recipes().values()} - {None, "due"}
    assert keys | totals <= set(vocabulary().rows)


def test_notices_are_mostly_three_pages_and_more(drawn: tuple[DrawnNotice, ...]) -> None:
    counts = [notice.truth.pages_printed for notice in drawn]
    assert max(counts) <= 7
    assert sum(n >= 3 for n in counts) >= 0.7 * len(counts)


def test_dates_span_the_years_of_the_layouts(drawn: tuple[DrawnNotice, ...]) -> None:
    years = {notice.truth.notice_date.year for notice in drawn if notice.truth.notice_date}
    assert min(years) <= 2006
    assert max(years) >= 2025


def test_kinds_of_taxpayers_and_masks_vary(drawn: tuple[DrawnNotice, ...]) -> None:
    assert {notice.paper.case.kind for notice in drawn} == {"individual", "joint", "business", "itin"}
    assert {notice.paper.manner.mask for notice in drawn} == {"", "X", "*", "ending", "x", "last"}
    assert {notice.truth.tin.type for notice in drawn} >= {"ssn", "ein", "itin", "unknown"}
    assert {len(notice.truth.tax_periods) for notice in drawn} >= {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("group", "key", "spellings"),
    [
        ("header", "ssn", {"Social security number", "Social Security number", "Social Security Number"}),
        ("header", "tin", {"Taxpayer ID number", "Taxpayer Identification number"}),
        ("header", "ein", {"Employer ID number", "Employer ID Number"}),
        ("header", "caller", {"Your caller ID", "Your Caller ID"}),
        ("header", "year", {"Tax year", "Tax Year"}),
        ("totals", "received", {"Amount due, to be received by {due}"}),
        ("stubs", "immediately", {"Pay immediately"}),
    ],
)
def test_the_spellings_of_real_notices_are_known(group: str, key: str, spellings: set[str]) -> None:
    assert spellings <= set(getattr(vocabulary(), group)[key]["plain"])


def test_what_can_not_go_together_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        draw_notice(random.Random(1), code="CP503", layout="correspondex")
    with pytest.raises(ValueError, match="no defect"):
        draw_notice(random.Random(1), defects=("torn",))
