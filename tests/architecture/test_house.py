"""The house: floors, packages, names. What is held here once need not be remembered by anyone."""

import ast
import re
import subprocess
import sys
import tomllib
import warnings
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
FLOORS = ("schemas", "extractors", "rules", "samples", "workqueue", "review", "flows", "noticedesk")
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_floor_imports_what_lies_above_it_and_only_flows_knows_prefect() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_pyproject_lists_exactly_the_packages_that_are_there() -> None:
    there = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for floor in FLOORS
        for path in (ROOT / floor).rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == there


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in MODULES}
    assert [name_of(f) for f in sorted(folders) if not (f / "__init__.py").exists()] == []


def test_no_module_bears_the_name_of_one_of_the_standard_library() -> None:
    taken = sys.stdlib_module_names
    assert [name_of(p) for p in MODULES if p.stem in taken or p.parent.name in taken] == []


def test_no_installed_distribution_brings_a_package_of_our_name() -> None:
    providers = metadata.packages_distributions()
    foreign = {floor: set(providers.get(floor, ())) - {"noticedesk"} for floor in FLOORS}
    assert {floor: names for floor, names in foreign.items() if names} == {}


def test_rooms_are_small() -> None:
    """A sign to split by meaning is reported; twice the sign is an error."""
    large = {}
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        large[name_of(path)] = len(text.splitlines()) / LONGEST_MODULE
        for function in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)):
            if "migrations" not in path.parts:  # a migration lists its columns, however many there are
                lines = (function.end_lineno or 0) - _first_statement(function) + 1
                large[f"{name_of(path)}: {function.name}"] = lines / LONGEST_FUNCTION
    signs = {name: f"{size:.0%}" for name, size in large.items() if size > 1}
    if signs:
        warnings.warn(f"larger than {LONGEST_MODULE} lines (a function: {LONGEST_FUNCTION}): {signs}", stacklevel=1)
    assert [name for name, size in large.items() if size > 2] == [], "split by meaning"


def _first_statement(function: ast.FunctionDef) -> int:
    """Where its work begins: a long signature or docstring is not length."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return function.body[1].lineno if documented and len(function.body) > 1 else first.lineno


def test_every_module_says_what_it_is_for() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
    assert [name_of(path) for path, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def test_below_flows_nobody_looks_at_the_clock_or_the_environment() -> None:
    looks = re.compile(r"\b(datetime\.now|date\.today|datetime\.today|os\.environ|os\.getenv|time\.time\(\))")
    below = [path for path in MODULES if path.relative_to(ROOT).parts[0] != "flows"]
    assert [name_of(p) for p in below if looks.search(_code(p))] == []


def test_nothing_is_printed_outside_the_command_line() -> None:
    assert [name_of(p) for p in MODULES if re.search(r"^\s*print\(", _code(p), re.MULTILINE)] == []


def _code(path: Path) -> str:
    """The module without comments and texts."""
    return ast.unparse(_WithoutTexts().visit(ast.parse(path.read_text(encoding="utf-8"))))


class _WithoutTexts(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node
