"""What is not written down is not there: commands, options and settings have their help and stand in the manual."""

import re
from collections.abc import Iterator

import pytest
import typer.main

import flows.cli
from flows.settings import SETTINGS

from .conftest import ROOT

README = ROOT / "README.md"


def commands(group: object = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    group = group or typer.main.get_command(flows.cli.app)
    for name, command in getattr(group, "commands", {}).items():
        if getattr(command, "commands", None):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(commands())


def options(command: object) -> list[tuple[str, str]]:
    """(name, help) of each option and argument."""
    parameters = getattr(command, "params", [])
    return [(p.opts[-1] if p.param_type_name == "option" else p.metavar, p.help or "") for p in parameters]


def test_the_commands_are_those_of_the_contract() -> None:
    wanted = {("ingest",), ("queue",), ("show",), ("export",), ("samples", "build"), ("schema",), ("doctor",)}
    assert wanted <= set(COMMANDS)


@pytest.mark.parametrize("path", sorted(COMMANDS), ids=" ".join)
def test_every_option_is_in_the_help_of_its_command(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert flows.cli.run([*path, "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert f"Usage: noticedesk {' '.join(path)} " in text
    for name, about in options(COMMANDS[path]):
        assert about, f"{name} has no help"
        assert name in text
        assert " ".join(about.split()) in text


@pytest.mark.parametrize("path", sorted(COMMANDS), ids=" ".join)
def test_every_command_and_option_is_in_the_manual(path: tuple[str, ...]) -> None:
    manual = README.read_text(encoding="utf-8")
    assert f"noticedesk {' '.join(path)}" in manual
    assert [name for name, _ in options(COMMANDS[path]) if name.startswith("--") and name not in manual] == []


def test_every_setting_is_in_the_manual_and_the_manual_invents_none() -> None:
    manual = README.read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", manual, re.MULTILINE))
    assert told == {setting.env for setting in SETTINGS}
    for_tests = {"NOTICEDESK_REWRITE_GOLDEN"}
    assert set(re.findall(r"NOTICEDESK_[A-Z_]+", manual)) <= told | for_tests


def test_no_setting_is_read_that_is_not_in_the_table() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "flows").glob("*.py"))
    assert set(re.findall(r"NOTICEDESK_[A-Z_]+", source)) == {
        setting.env for setting in SETTINGS if setting.env.startswith("NOTICEDESK")
    }


def test_every_exit_status_is_in_the_manual_and_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    manual = README.read_text(encoding="utf-8")
    flows.cli.run(["--help"])
    helped = " ".join(capsys.readouterr().out.split())
    for status in (0, 1, 2, 3, 4, 5, 8, 130):
        assert re.search(rf"^\| {status} \|", manual, re.MULTILINE), status
        assert re.search(rf"[ ,]{status} [a-z]", helped), status
