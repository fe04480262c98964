"""Explanations on a terminal: why a notice stands where it stands, a case with its timeline, a code explained."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rules.cases.records import CaseFile, Entry
from rules.why import Explanation
from rules.why.code_sheet import CodeSheet

from .evidence import money_text

_ROLE_STYLE = {"current": "bold", "superseded": "dim", "copy": "dim", "not_counted": ""}


def why_sheet(why: Explanation, *, plain: bool = False) -> RenderableType:
    """Every rule that fired, with its facts and citations; the parts of the priority; the options in full."""
    parts: list[RenderableType] = [Text("\nWhy", style="bold"), Text(_asked(why))]
    parts += [Text(f"  {line}", style="yellow") for line in why.changed]
    parts += _section("Rules that fired", _steps(why, plain))
    parts += _section("Asked before and passed over", _one_column(why.passed_over, plain))
    parts += _section(f"Priority {why.priority}", _priority(why, plain))
    parts += _section("What can be done", _options(why, plain))
    return Group(*parts)


def _asked(why: Explanation) -> str:
    own = f"; the owner's files set {', '.join(why.own)}" if why.own else ""
    asked = f"  asked on {why.day}, law {why.law}, rules {why.book}, code {why.code}{own}"
    return f"{asked}. The same day, law, rules and code give the same answer."


def _section(title: str, body: Table) -> list[RenderableType]:
    return [Text(f"\n{title}", style="bold"), Padding(body, (0, 0, 0, 2))] if body.row_count else []


def _steps(why: Explanation, plain: bool) -> Table:
    table = _table(plain, "what", "rule", "says", "facts", "rests on")
    for step in why.steps:
        facts, cites = "; ".join(step.facts), "; ".join(step.cites)
        table.add_row(
            step.kind, Text(step.rule, style="cyan"), Text(step.says), Text(facts), Text(cites, style="dim")
        )
    return table


def _one_column(lines: Sequence[str], plain: bool, heading: str = "rule") -> Table:
    table = _table(plain, heading)
    for line in lines:
        table.add_row(Text(line))
    return table


def _priority(why: Explanation, plain: bool) -> Table:
    table = _table(plain, "part", "points", "because")
    for part in why.parts:
        table.add_row(part.name, str(part.points), Text(part.because))
    return table


def _options(why: Explanation, plain: bool) -> Table:
    table = _table(plain, "option", "verdict", "form", "how", "waiting", "how sure")
    for one in why.options:
        says = Text(f"{one.verdict.replace('_', ' ')}: {'; '.join(one.needs)}" if one.needs else one.verdict)
        at_hand = "; ".join(one.at_hand)
        how = ". ".join(part for part in (one.because, one.where, one.note, at_hand) if part)
        table.add_row(Text(one.name, style="bold"), says, Text(one.form), Text(how), Text(one.waiting), one.standing)
    return table


def case_sheet(case: CaseFile, *, plain: bool = False) -> RenderableType:
    """The timeline of a taxpayer's notices, what they come to, what is next, and what lifts the case."""
    first = f"{case.act_by}, {_code(case, case.act_on)}" if case.act_by else "no day is known"
    coming = f"{case.open_by}, {_code(case, case.open_on)}" if case.open_by else "none that is known"
    total = money_text(case.total) if case.total is not None else "not told"
    facts = _table(plain, "", "")
    facts.show_header = False
    for name, text in (
        ("first day that counts", first),
        ("next day to come", coming),
        ("owed together", f"{total}: {case.total_words}"),
        ("joined", case.joined_by),
    ):
        facts.add_row(name, Text(text))
    parts: list[RenderableType] = [Text("Case", style="bold"), Padding(facts, (0, 0, 0, 2))]
    parts += _section("Timeline", _timeline(case.entries, plain))
    parts += _section("Balances", _balances(case, plain))
    parts += _section("To be looked at twice", _flags(case, plain))
    parts += _section("To keep in the file", _one_column(case.keep, plain, "what"))
    return Group(*parts)


def _code(case: CaseFile, notice_id: str | None) -> str:
    return next((f"{e.notice_code or '?'} ({e.notice_id[:8]})" for e in case.entries if e.notice_id == notice_id), "")


def _timeline(entries: Sequence[Entry], plain: bool) -> Table:
    table = _table(plain, "date", "notice", "stage", "period", "amount", "act by", "queue", "status", "place", "id")
    for e in entries:
        table.add_row(
            str(e.notice_date or "?"),
            Text(f"{e.notice_code or '?'} {e.title}", style=_ROLE_STYLE[e.role]),
            str(e.stage or "-"),
            ", ".join(e.periods) or "?",
            money_text(e.amount) if e.amount is not None else "-",
            str(e.act_by or "-"),
            e.queue,
            e.status.value.replace("_", " "),
            Text(f"{e.role.replace('_', ' ')}: {e.words}"),
            Text(e.notice_id[:8], style="cyan"),
        )
    return table


def _balances(case: CaseFile, plain: bool) -> Table:
    table = _table(plain, "period", "balance", "by")
    for balance in case.balances:
        amount = money_text(balance.amount) if balance.amount is not None else "not told"
        doubt = "" if balance.sure else "; a person has not looked at it yet"
        table.add_row(", ".join(balance.periods) or "?", amount, Text(f"{balance.words}{doubt}"))
    return table


def _flags(case: CaseFile, plain: bool) -> Table:
    table = _table(plain, "flag", "because", "facts", "rests on")
    for flag in case.flags:
        facts, cites = "; ".join(flag.facts), "; ".join(flag.cites)
        table.add_row(Text(flag.id, style="yellow"), Text(flag.says), Text(facts), Text(cites, style="dim"))
    return table


def code_text(sheet: CodeSheet, *, plain: bool = False) -> RenderableType:
    """A code of the catalogue."""
    table = _table(plain, "", "")
    table.show_header = False
    last = ""
    for heading, text in sheet.lines:
        table.add_row("" if heading == last and not plain else heading, Text(text))
        last = heading
    said = [Text(sheet.read_as)] if sheet.read_as else []
    return Group(*said, Text.assemble((sheet.code, "bold"), f"  {sheet.title}"), Padding(table, (0, 0, 0, 2)))


def _table(plain: bool, *headings: str) -> Table:
    """Plain for pipes: two spaces between columns, one line a row."""
    table = Table(box=None if plain else SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0) if plain else (0, 1))
    for heading in headings:
        table.add_column(heading, no_wrap=plain, overflow="fold")
    return table
