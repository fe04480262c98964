"""Set-up: pinned, hashed, from any host, and nothing of one machine in what is committed."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCKS = ("run", "dev")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def pins(lock: str) -> dict[str, tuple[str, str]]:
    """Name → (version, the lines that belong to it)."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    found = {}
    for block in blocks:
        if match := re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", block):
            found[normal(match[1])] = (match[2], block)
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(lock: str) -> list[Requirement]:
    lines = (ROOT / "requirements" / f"{lock}.in").read_text().splitlines()
    bare = [line.partition("#")[0].strip() for line in lines]
    return [Requirement(line) for line in bare if line]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_and_hashed(lock: str) -> None:
    found = pins(lock)
    assert found
    assert [name for name, (_, block) in found.items() if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_satisfies_what_we_ask_for(lock: str) -> None:
    found = pins(lock)
    for requirement in wanted(lock):
        version, _ = found[normal(requirement.name)]
        assert requirement.specifier.contains(version, prereleases=True), requirement


def test_tools_and_application_agree_on_every_version() -> None:
    run, dev = pins("run"), pins("dev")
    assert {name for name in run.keys() & dev.keys() if run[name][0] != dev[name][0]} == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_host(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    assert not re.search(r"://|^\s*(-i|--(extra-)?index-url|--find-links|--trusted-host)", text, re.MULTILINE)


def test_no_tracked_file_names_a_home_or_a_temporary_folder_of_some_machine() -> None:
    machine = re.compile(rb"(?<![\w.$~-])/(work|root|home|Users|opt|mnt)/[A-Za-z0-9]")
    named = {}
    for path in tracked():
        if path == Path(__file__) or path.suffix in (
            ".pdf",
            ".tif",
            ".tiff",
            ".png",
            ".jpg",
            ".jpeg",
            ".zip",
            ".ttf",
        ):
            continue
        if match := machine.search(path.read_bytes()):
            named[str(path.relative_to(ROOT))] = match[0]
    assert named == {}


def test_no_tracked_file_is_large() -> None:
    limit = 4 * 2**20
    assert [str(p.relative_to(ROOT)) for p in tracked() if p.stat().st_size > limit] == []


def test_every_target_of_the_makefile_is_explained() -> None:
    lines = (ROOT / "Makefile").read_text().splitlines()
    phony = next(line for line in lines if line.startswith(".PHONY:")).split()[1:]
    explained = {match[1] for line in lines if (match := re.match(r"([a-z]+):.*## \S", line))}
    assert set(phony) == explained
    assert {"run", "test", "samples", "benchmark", "lint", "clean", "help"} <= explained


def test_the_change_gate_runs_the_tests_and_the_whole_way_and_nothing_else() -> None:
    commands = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line and line[0] != "#"]
    assert [line for line in commands if line.startswith("make")] == ["make test", "make run"]
    assert len(commands) == 4  # set -eu, cd, and the two


def test_python_is_asked_for_in_the_same_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == ">=3.11"
    assert "(3, 11)" in (ROOT / "requirements" / "install.sh").read_text()
    assert "--python-version 3.11" in (ROOT / "requirements" / "lock.sh").read_text()
