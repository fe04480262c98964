"""Every case of `cases/**.yaml` comes out as it says."""

import pytest

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
