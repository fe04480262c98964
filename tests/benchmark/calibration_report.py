"""What `tests.benchmark.calibrate` measured, as a page with its diagrams: is the confidence a probability, what does
an error budget cost?"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rules import budget as budgets
from rules.measured import Checked, Layouts, Measured, of_layouts
from schemas.truth import WEAR_LEVELS

from .confidence import Said, binned, calibration_error, risk_coverage
from .drawing import reliability, risk_against_coverage

BUDGETS = (0.01, 0.001)
GROUPS: tuple[Layouts, ...] = ("open", "held_out")


def keep(made: Measured, folder: Path) -> None:
    """Writes calibration.md and, for both groups of layouts, the reliability diagram and the curve of risk."""
    (folder / "calibration.md").write_text("\n".join(page(made)) + "\n", encoding="utf-8")
    for layouts in GROUPS:
        rows = of_layouts(made.rows, layouts)
        name = f"calibration, {layouts.replace('_', '-')} layouts"
        bins = binned(values(rows))
        reliability(bins, calibration_error(bins), name).save(folder / f"calibration-reliability-{layouts}.png")
        points = risk_coverage([weakest(row) for row in rows])
        risk_against_coverage(points, None, name).save(folder / f"calibration-risk-{layouts}.png")


def values(rows: Sequence[Checked]) -> list[Said]:
    """Every value that was found."""
    return [Said(c.sure, c.right) for row in rows for c in row.claims if c is not None and c.sure is not None]


def weakest(row: Checked) -> Said:
    """The notice as sure as its weakest value; 0 where one was left open."""
    sure = [0.0 if c is None else c.sure for c in row.claims]
    return Said(
        min((s for s in sure if s is not None), default=0.0), all(c is not None and c.right for c in row.claims)
    )


def page(made: Measured) -> Iterator[str]:
    """Markdown."""
    seeds = ", ".join(map(str, made.seeds))
    yield "# Calibration"
    yield ""
    yield f"Measured on {made.day} with `{made.command}`: {len(made.rows)} generated notices, seeds {seeds}."
    yield "No confidence comes from weights that saw its seed; held-out layouts are in no weight and no threshold."
    yield ""
    yield "| layouts | wear | notices | values | wrong | ECE |"
    yield "|---|---|---|---|---|---|"
    for layouts in GROUPS:
        for wear in ("all", *WEAR_LEVELS):
            own = [row for row in of_layouts(made.rows, layouts) if wear in ("all", row.wear)]
            if own:
                yield _ece_line(layouts.replace("_", "-"), wear, own)
    for budget in BUDGETS:
        yield from _budget(made.rows, budget)


def _ece_line(layouts: str, wear: str, rows: Sequence[Checked]) -> str:
    said = values(rows)
    ece = calibration_error(binned(said))
    wrong = sum(not s.right for s in said)
    return f"| {layouts} | {wear} | {len(rows)} | {len(said)} | {wrong} | {'' if ece is None else f'{ece:.4f}'} |"


def _budget(rows: Sequence[Checked], budget: float) -> Iterator[str]:
    fields = budgets.field_thresholds(of_layouts(rows, "open"), budget)
    yield from (
        "",
        f"## Error budget {budget:g}",
        "",
        "| field | threshold | reach it | wrong | 95 % bound | shown |",
    )
    yield "|---|---|---|---|---|---|"
    for f in fields:
        told = f"{f.errors.wrong} of {f.errors.of} | {f.errors.bound:.2%} | {'yes' if f.shown else 'no'}"
        yield f"| {f.field} | {f.least:.4f} | {f.passes:.1%} | {told} |"
    yield ""
    for layouts in GROUPS:
        now = budgets.cost(rows, budgets.thresholds(fields, budget), layouts)
        before = budgets.cost(rows, budgets.standard(), layouts)
        yield (
            f"- {layouts.replace('_', '-')} layouts: {now.straight_through:.1%} of {now.notices} straight through "
            f"({before.straight_through:.1%} without a budget), {now.silent.wrong} with a silent error "
            f"(95 % bound {now.silent.bound:.2%}; without a budget {before.silent.wrong} of {before.silent.of})"
        )
