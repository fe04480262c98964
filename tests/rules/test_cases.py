"""Every case of `cases/**.yaml` comes out as it says."""

import pytest

from rules.book import standard_book
from rules.cases.flags import flag_rules
from rules.standing import stage_file

from .case_checks import CHECKS, Outcome
from .case_runner import OneCase, all_cases

CASES = all_cases()


@pytest.mark.parametrize("one", [one for _, one in CASES], ids=[name for name, _ in CASES])
def test_a_case_comes_out_as_it_says(one: OneCase) -> None:
    unknown = sorted(set(one.expect) - set(CHECKS))
    assert not unknown, f"nothing checks {unknown}; known are {sorted(CHECKS)}"
    outcome = Outcome(one)
    for name, expected in one.expect.items():
        CHECKS[name](outcome, expected)


def test_every_case_has_a_name_of_its_own() -> None:
    names = [name for name, _ in CASES]
    assert [name for name in set(names) if names.count(name) > 1] == []


ROUTES = [route.id for route in standard_book().routes]


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_has_a_case_that_takes_it_and_one_that_leaves_it(route: str) -> None:
    taken = [name for name, one in CASES if one.expect.get("route") == route]
    left = [name for name, one in CASES if route in one.expect.get("not_route", ())]
    assert taken
    assert left or route == "rest"


@pytest.mark.parametrize("option", [option.id for option in standard_book().options])
def test_every_option_has_a_case_for_it_and_one_against_it(option: str) -> None:
    told = [one.expect["options"][option] for _, one in CASES if option in one.expect.get("options", ())]
    said = {str(verdict).partition(":")[0] for verdict in told}
    assert "eligible" in said
    assert said & {"not eligible", "needs", "absent"}


@pytest.mark.parametrize("flag", [rule.id for rule in flag_rules()])
def test_every_flag_has_a_case_with_it_and_one_without(flag: str) -> None:
    told = [set(one.expect["flags"]) for _, one in CASES if "flags" in one.expect]
    assert any(flag in up for up in told)
    assert any(flag not in up for up in told)


def test_every_lien_rule_and_every_reach_has_a_case() -> None:
    stages = stage_file()
    assert {rule.risk for rule in stages.liens} <= {one.expect.get("lien") for _, one in CASES}
    reached = {name for _, one in CASES for name in one.expect.get("reach", ())}
    assert {reach.id for reach in stages.reaches} <= reached


def test_there_are_enough_cases_for_a_practitioner_to_trust() -> None:
    assert len(CASES) >= 250
