"""What common guides say: every row has its place or its refusal, and nothing they got wrong is ever said here."""

import re

import pytest

from rules.guides import Claim, Never, claims, missing_places

from .texts import FOLDER, as_said, of_files

CLAIMS = 62
NEVER = [(claim.n, never) for claim in claims() for never in claim.never]


def test_every_checked_row_is_there() -> None:
    assert [claim.n for claim in claims()] == list(range(1, CLAIMS + 1))


def test_every_place_that_is_named_is_there() -> None:
    assert list(missing_places()) == []


def test_every_finding_that_is_named_is_made_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    named = {place.removeprefix("finding:") for c in claims() for place in c.found if place.startswith("finding:")}
    assert named
    assert [name for name in sorted(named) if f'"{name}"' not in code] == []


def test_what_the_guides_got_wrong_is_refused_by_pattern() -> None:
    """A contradicted claim that nobody looks for would come back one day."""
    wrong = [claim for claim in claims() if claim.verdict in ("contradicted", "unsupported")]
    assert len(wrong) >= 8
    assert [claim.n for claim in wrong if not claim.never] == []


@pytest.mark.parametrize(("number", "never"), NEVER, ids=[f"{n}: {never.wrong}" for n, never in NEVER])
def test_no_text_of_ours_repeats_a_refused_claim(number: int, never: Never) -> None:
    pattern = re.compile(never.pattern, re.IGNORECASE)
    said = [*of_files(), *as_said()]
    assert [(place, text) for place, text in said if pattern.search(text)] == [], number


TABLED = ("contradicted", "superseded", "unsupported")


@pytest.mark.parametrize("claim", [c for c in claims() if c.verdict in TABLED], ids=lambda c: c.claim)
def test_the_manual_shows_every_correction_as_the_rules_have_it(claim: Claim) -> None:
    manual = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert f"| {claim.claim} | {claim.verdict} | {claim.truth} |" in manual


def test_the_manual_corrects_nothing_that_the_rules_do_not() -> None:
    manual = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| ([^|]+) \| (contradicted|superseded|unsupported|qualified) \| ([^|]+) \|$", manual, re.MULTILINE
    )
    known = {(claim.claim, claim.verdict, claim.truth) for claim in claims()}
    assert len(rows) >= 20
    assert [row for row in rows if row not in known] == []


def test_there_is_enough_text_to_search() -> None:
    assert len(list(of_files())) > 1500
    assert len(as_said()) > 8000


def test_no_text_that_comes_out_has_an_open_place() -> None:
    assert [(p, t) for p, t in as_said() if re.search(r"[{}]|\bNone\b|\bNAN\b", t)] == []


def test_no_text_gives_a_telephone_number_of_its_own() -> None:
    assert [(p, t) for p, t in of_files() if re.search(r"\b8\d\d-\d{3}-\d{4}|\b1-8", t)] == []


def test_a_claim_without_a_place_or_a_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="found somewhere, or refused"):
        Claim(n=1, claim="Something is so", verdict="confirmed", truth="It is so")


def test_a_pattern_that_misses_its_own_example_is_refused() -> None:
    with pytest.raises(ValueError, match="does not catch"):
        Never(pattern="credit score", wrong="A lien is public")
