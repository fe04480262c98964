"""Every rule has cases that show it: one that fires it, one that does not; each part of its condition decides one.

A condition is weakened by one part at a time, as a slip of the pen would do it; some case has to come out otherwise.
"""

import ast
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import rules
from rules.book import standard_book
from rules.case import case_of
from rules.cases.flags import flag_rules
from rules.conditions import Condition, Sheet, parse
from rules.deadlines import deadlines
from rules.options import Option
from rules.sheet import sheet_of
from schemas.strict_yaml import load, package_file

from .case_checks import Outcome
from .case_runner import all_cases

CASES = all_cases()


@cache
def outcome(number: int) -> Outcome:
    return Outcome(CASES[number][1])


@cache
def sheet(number: int) -> Sheet:
    """The facts that the rules ask for in this case."""
    o = outcome(number)
    case = case_of(o.facts, o.today, o.known)
    return sheet_of(case, deadlines(case)[0], o.notice.validation.status, o.one.given)


def weakened(written: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(what is left out, the condition without it), one part at a time, `any` and `not` from inside."""
    for name, test in written.items():
        rest = {key: value for key, value in written.items() if key != name}
        yield name, rest
        if name == "any" and len(test) > 1:
            for at, branch in enumerate(test):
                yield f"any[{at}]", rest | {"any": [*test[:at], *test[at + 1 :]]}
                yield from ((f"any[{at}].{n}", rest | {"any": [*test[:at], w, *test[at + 1 :]]})
                            for n, w in weakened(branch) if w)  # fmt: skip
        elif name == "not":
            yield from ((f"not.{n}", rest | {"not": w}) for n, w in weakened(test) if w)
        elif isinstance(test, list) and len(test) > 1:
            for word in test:
                yield f"{name}: {word}", rest | {name: [one for one in test if one != word]}
        elif isinstance(test, dict) and len(test) > 1:
            for how in test:
                yield f"{name}: {how}", rest | {name: {key: value for key, value in test.items() if key != how}}


def mutants(file: str, package: str, part: str, *conditions: str) -> list[Any]:
    text = package_file(package, file).read_text(encoding="utf-8")
    found: dict[str, Any] = load(text, file)  # type: ignore[assignment]
    listed = []
    for one in found[part]:
        for name in conditions:
            for left_out, left in weakened(one.get(name, {})):
                where = f"{one['id']}.{name} without {left_out}"
                listed.append(pytest.param(one["id"], parse(one[name]), parse(left), id=where))
    return listed


def differs(one: Condition, other: Condition, number: int) -> bool:
    return bool(one.ask(sheet(number)).holds) != bool(other.ask(sheet(number)).holds)


def told_of(rule: str, key: str) -> list[int]:
    return [n for n, (_, one) in enumerate(CASES) if rule in one.expect.get(key, ())]


@pytest.mark.parametrize(("flag", "condition", "weaker"), mutants("flags.yaml", "rules.cases", "flags", "when"))
def test_each_part_of_a_flag_decides_a_case(flag: str, condition: Condition, weaker: Condition) -> None:
    exact = [n for n, (_, one) in enumerate(CASES) if "flags" in one.expect]
    assert any(differs(condition, weaker, n) for n in exact), flag


@pytest.mark.parametrize(
    ("option", "condition", "weaker"),
    mutants("options.yaml", "rules.options", "options", "offered", "eligible"),
)
def test_each_part_of_an_option_decides_a_case(option: str, condition: Condition, weaker: Condition) -> None:
    told = told_of(option, "options")
    assert any(condition.ask(sheet(n)).holds is not weaker.ask(sheet(n)).holds for n in told), option


@pytest.mark.parametrize(("route", "condition", "weaker"), mutants("queues.yaml", "rules", "routes", "when"))
def test_each_part_of_a_route_decides_a_case(route: str, condition: Condition, weaker: Condition) -> None:
    told = [n for n, (_, one) in enumerate(CASES) if one.expect.get("route") == route]
    told += told_of(route, "not_route")
    assert any(differs(condition, weaker, n) for n in told), route


# Near a limit, and limits as figures of the law

BALANCE_LIMITS = [option for option in standard_book().options if "balance" in option.eligible.facts]


@pytest.mark.parametrize("option", BALANCE_LIMITS, ids=lambda o: o.id)
def test_near_every_limit_on_a_balance_it_says_what_to_check_instead_of_a_no(option: Option) -> None:
    asked = [one.expect["options"][option.id] for _, one in CASES if option.id in one.expect.get("options", ())]
    assert any(str(verdict).startswith("needs: the assessed balance") for verdict in asked)
    assert any(check.need == "assessed_balance" for check in option.check)


@pytest.mark.parametrize(
    ("option", "number"), [(o.id, n) for o in standard_book().options for n in range(len(o.check))]
)
def test_every_check_near_a_limit_has_a_case(option: str, number: int) -> None:
    check = next(o for o in standard_book().options if o.id == option).check[number]
    told = [n for n in told_of(option, "options") if str(CASES[n][1].expect["options"][option]).startswith("needs")]
    assert any(check.when.ask(sheet(n)).holds for n in told)


@pytest.mark.parametrize("name", ["queues.yaml", "stages.yaml", "options/options.yaml", "cases/flags.yaml"])
def test_no_condition_has_an_amount_of_its_own(name: str) -> None:
    """A limit in money is a figure with a first day and a citation, asked for by its name; zero is no figure."""
    text = (Path(rules.__file__).parent / name).read_text(encoding="utf-8")
    assert [amount for amount in amounts_in(load(text, name)) if amount] == []


def amounts_in(data: Any) -> Iterator[Decimal]:
    if isinstance(data, Decimal):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from amounts_in(one)


# Findings: each code that any rule of this floor can make


def finding_codes() -> set[str]:
    """The first argument of every `info(...)`, `warning(...)`, `error(...)` in the code of this floor."""
    found = set()
    for path in Path(rules.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _makes_a_finding(node.func):
                first = node.args[0]
                found.add(first.value if isinstance(first, ast.Constant) else f"<{ast.unparse(first)}>")
    return found


def _makes_a_finding(called: ast.expr) -> bool:
    if isinstance(called, ast.IfExp):  # (info if lawful else warning)(...)
        return _makes_a_finding(called.body) or _makes_a_finding(called.orelse)
    return isinstance(called, ast.Name) and called.id in ("info", "warning", "error", "tell")


# Codes that stand in the code under another name.
NAMED = {
    "<FINDING>": ("code_suggested",),
    "<FAMILY_FINDING>": ("family_suggested",),
    "<code>": ("notice_date_missing", "tin_missing", "period_missing"),
}
FINDINGS = sorted({one for code in finding_codes() for one in NAMED.get(code, (code,))})


def test_the_findings_are_found() -> None:
    assert len(FINDINGS) > 40
    assert not [code for code in FINDINGS if code.startswith("<")]


@pytest.mark.parametrize("code", FINDINGS)
def test_every_finding_has_a_case_with_it_and_one_without(code: str) -> None:
    assert any(code in one.expect.get("findings", ()) for _, one in CASES)
    assert any(code in one.expect.get("no_findings", ()) for _, one in CASES)


@pytest.mark.parametrize("flag", [rule.id for rule in flag_rules()])
def test_every_flag_has_a_near_miss(flag: str) -> None:
    """A case without it on a notice of a code that another case has it on: something else than the code decides."""
    told = [one for _, one in CASES if "flags" in one.expect]
    raised = {one.notice.code for one in told if flag in one.expect["flags"]}
    assert raised & {one.notice.code for one in told if flag not in one.expect["flags"]}
