"""The fit finds what is there and keeps its signs; the page says what was measured."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from extractors.confidence import AGREE, DOUBT, Fitted, Model, probability
from rules.measured import Checked, Claim, Measured
from schemas.notice import CRITICAL_FIELDS
from schemas.signs import Signs
from tests.benchmark import calibration_report
from tests.benchmark.fit import Seen, Weights, fit

ALONE, CONFIRMED = Signs(places=1, place="header"), Signs(places=1, place="header", confirmed=1)


def values(signs: Signs, right: int, wrong: int) -> list[Seen]:
    return [Seen("due_date", signs, n < right) for n in range(right + wrong)]


def model(found: Weights) -> Model:
    fitted = Fitted(day=date(2026, 1, 2), command="x", seeds=(), layouts=(), wears=(), notices=0, values=0, wrong=0)
    parts = {"fields": dict(found.fields), "weights": dict(found.weights)}
    return Model(fitted=fitted, most=found.most, base=found.base, **parts)


def test_a_fit_gives_the_shares_that_were_seen() -> None:
    fitted = model(fit(values(ALONE, 700, 300) + values(CONFIRMED, 980, 20)))
    assert probability("due_date", ALONE, fitted) == pytest.approx(0.70, abs=0.02)
    assert probability("due_date", CONFIRMED, fitted) == pytest.approx(0.98, abs=0.01)


def test_chance_that_goes_against_a_sign_gives_it_no_weight() -> None:
    """More that was confirmed was wrong, by chance: it still counts for nothing, not against the value."""
    found = fit(values(ALONE, 98, 2) + values(CONFIRMED, 80, 20))
    assert found.weights["confirmed"] == 0.0
    assert all(found.weights[name] >= 0 for name in AGREE)
    assert all(found.weights[name] <= 0 for name in DOUBT)


def test_nothing_wrong_does_not_make_it_certain() -> None:
    found = fit(values(CONFIRMED, 100, 0))
    assert found.most == pytest.approx(1 - 1 / 102, abs=1e-6)
    with pytest.raises(ValueError, match="nothing"):
        fit([])


def measured() -> Measured:
    claim = Claim(sure=0.99, right=True)
    one = Checked(layouts="open", wear="fax", blocked=False, claims=(claim,) * len(CRITICAL_FIELDS))
    open_field = one.model_copy(update={"layouts": "held_out", "claims": (None, *one.claims[1:])})
    return Measured(day=date(2026, 1, 2), command="the command", seeds=(7, 8), extraction="1", rows=(one, open_field))


def test_the_page_names_its_command_seeds_and_figures() -> None:
    text = "\n".join(calibration_report.page(measured()))
    assert "`the command`: 2 generated notices, seeds 7, 8." in text
    assert "| open | fax | 1 | 6 | 0 | 0.0100 |" in text
    assert "- held-out layouts: 0.0% of 1 straight through" in text


def test_a_notice_with_an_open_field_is_sure_of_nothing() -> None:
    sure, unsure = measured().rows
    assert calibration_report.weakest(sure).confidence == 0.99
    assert calibration_report.weakest(unsure).confidence == 0.0
    assert not calibration_report.weakest(unsure).right


def test_the_diagrams_are_drawn(tmp_path: Path) -> None:
    calibration_report.keep(measured(), tmp_path)
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".md", ".png", ".png", ".png", ".png"]


def test_values_of_other_fields_are_told_apart() -> None:
    mixed = [*values(ALONE, 500, 0), *(replace(v, field="amount_due") for v in values(ALONE, 350, 150))]
    fitted = model(fit(mixed))
    assert probability("due_date", ALONE, fitted) > 0.95
    assert probability("amount_due", ALONE, fitted) < 0.80
