"""The tables of a report: which figures stand where, and which targets beside them. Pure."""

from collections.abc import Callable, Sequence

from schemas.notice import CRITICAL_FIELDS

from . import targets
from .groups import Group
from .report import Report
from .tables import Table, number, percent

_SHORT = {
    "notice_code": "code",
    "notice_date": "date",
    "tax_periods": "periods",
    "tin.last4": "TIN",
    "amount_due": "amount",
    "due_date": "due",
}
HEAD = ("n", *(_SHORT[f] for f in CRITICAL_FIELDS), "critical", "all right", "accepted", "of acceptable", "silent",
        "cut right")  # fmt: skip


def tables(report: Report) -> list[Table]:
    """All tables of a set, the most important first."""
    found = [
        against_targets(report),
        exactness("By wear level", "wear", [*report.wears, *report.levels]),
        exactness("By severity of the wear", "level, severity", report.severities),
        exactness("Layouts that nothing was tuned on", "level", report.held_out),
        exactness("Layouts that were seen while tuning", "level", report.tuned),
        exactness("By layout", "layout", report.layouts),
        exactness("Worst codes", "code", report.worst_codes),
        silent(report),
        whole(report),
        reliability(report),
        reasons(report),
    ]
    return [table for table in found if table.rows]


def against_targets(report: Report) -> Table:
    """The table of the promise: a row a figure, a column a level, the target in brackets where there is one."""
    levels = {g.group: g for g in report.levels}
    figures: list[tuple[str, str, Callable[[Group], float | None]]] = [
        ("critical field exact", "critical", lambda g: g.critical),
        ("all critical fields of a notice right", "all_exact", lambda g: g.all_exact),
        ("accepted, of all", "", lambda g: g.accepted),
        ("accepted, of those that may be", "accepted_of_acceptable", lambda g: g.accepted_of_acceptable),
        ("cut right from batches", "cut", lambda g: report.cut_by_level.get(g.group)),
        ("cut right, all files", "", lambda g: g.cut_right),
    ]
    rows = [[what, *(_against(get(g), key, name) for name, g in levels.items())] for what, key, get in figures]
    rows.append(["silent errors among accepted", *(str(g.silent_fields) for g in levels.values())])
    rows.append(["notices", *(str(g.notices) for g in levels.values())])
    return Table(f"{report.name}: against the targets", ["figure", *levels], rows)


def _against(value: float | None, key: str, level: str) -> str:
    target = targets.TARGETS.get(key, {}).get(level)
    if value is None or target is None:
        return percent(value)
    mark = "" if value >= target else " !"
    return f"{percent(value)} ({target * 100:g}){mark}"


def exactness(title: str, first: str, groups: Sequence[Group]) -> Table:
    """Exact match by field, then the figures of whole notices."""
    rows = [
        [
            g.group,
            str(g.notices),
            *(percent(g.exact[f]) for f in CRITICAL_FIELDS),
            percent(g.critical, 2),
            percent(g.all_exact),
            percent(g.accepted),
            percent(g.accepted_of_acceptable),
            str(g.silent_fields),
            percent(g.cut_right),
        ]
        for g in groups
    ]
    return Table(title, [first, *HEAD], rows)


def silent(report: Report) -> Table:
    """Silent errors with the bound that so many accepted fields allow."""
    rows = [
        [
            g.group,
            str(g.accepted_fields),
            str(g.silent_fields),
            str(g.silent_notices),
            percent(g.silent_bound, 3),
            f"{g.forbidden_accepted} of {g.forbidden}",
            str(g.sure_and_wrong),
        ]
        for g in report.levels
    ]
    head = ["level", "accepted fields", "silent errors", "in notices", "95 % bound", "must wait, accepted",
            "sure but wrong"]  # fmt: skip
    notes = [
        f"Wanted: none, the bound at most {targets.SILENT_BOUND:.1%}. The bound is one-sided (Clopper-Pearson) over "
        "the critical fields of accepted notices.",
        "Must wait: contradictions in print, missing pages, values that nobody can read.",
        "Sure but wrong: wrong values with a confidence of 0.98 or more, accepted or not.",
    ]
    return Table("Silent errors", head, rows, notes)


def whole(report: Report) -> Table:
    """What is counted once for a whole set."""
    cut, pages, hostile, again = report.cut, report.pages, report.hostile, report.rescans
    rows = [
        ["notices in batches cut right", f"{cut.notices_right} of {cut.notices_in_batches}"],
        ["whole batches right", f"{cut.batches_right} of {cut.batches}"],
        ["boundaries: F1, precision, recall", f"{number(cut.f1, 4)}, {number(cut.precision, 4)}, "
         f"{number(cut.recall, 4)}"],
        ["pages", str(pages.pages)],
        ["pages lost, doubled", f"{pages.lost}, {pages.doubled}"],
        ["pages with the fate they should have", f"{pages.right_fate} of {pages.pages}"],
        *([f"  {what}", str(count)] for what, count in pages.fates.items()),
        ["notices that nobody wrote", str(pages.surplus)],
        ["hostile and damaged files accounted for", f"{hostile.accounted} of {hostile.files}"],
        ["hostile files set aside, damaged ones opened", f"{hostile.as_expected} of {hostile.files}"],
        ["rescans found", f"{again.found} of {again.rescans}"],
        ["false links", str(again.false_links)],
        ["  of which to the other spouse's copy", str(again.to_spouse)],
        ["expected calibration error of values read", number(report.confidence.ece, 4)],
        *([f"  {part}", number(ece, 4)] for part, ece in report.confidence.ece_by.items()),
        ["expected calibration error of all fields, open ones too", number(report.confidence.ece_of_all, 4)],
        ["coverage with no error above it", percent(report.confidence.coverage_without_error)],
        ["coverage at a risk of 1 %", percent(report.confidence.coverage_at_one_percent)],
        *_cost_rows(report),
    ]  # fmt: skip
    return Table("Cutting, conservation, rescans, confidence, cost", ["figure", "value"], rows)


def _cost_rows(report: Report) -> list[list[str]]:
    cost, grown = report.cost, report.growth
    if cost is None:
        return []
    rows = [
        ["CPU s a page, all", number(cost.a_page, 3)],
        [f"CPU s a scanned page ({cost.scanned_pages})", number(cost.a_scanned_page, 3)],
        [f"CPU s a digital page ({cost.digital_pages})", number(cost.a_digital_page, 3)],
        ["  of which start-up, flow, store and exports", number(cost.rest_a_page, 3)],
        ["pages a minute (wall clock, shared machine)", number(cost.pages_a_minute, 0)],
        ["peak memory of the largest process, MB", number(cost.peak_mb, 0)],
    ]
    if grown:
        early, late = f"{grown.main_early:.0f}", f"{grown.main_late:.0f}"
        rows.append(["memory of the run, 2nd to last quarter, MB", f"{early} to {late} ({grown.main:+.0f})"])
        early, late = f"{grown.worker_early:.0f}", f"{grown.worker_late:.0f}"
        rows.append(["memory of a reading process, MB", f"{early} to {late} ({grown.worker:+.0f})"])
    return rows


def reliability(report: Report) -> Table:
    """What the confidence said against what was right."""
    rows = [
        [f"{b.low:g} to {b.high:g}", str(b.count), number(b.said, 4), number(b.right, 4)]
        for b in report.confidence.bins
    ]
    return Table("Confidence of critical values read", ["said", "fields", "mean said", "right"], rows)


def reasons(report: Report) -> Table:
    """Why notices wait that nobody would have had to look at."""
    *kinds, policy, every = report.waiting
    shown = [*kinds[:20], policy, every]
    rows = [[w.finding, str(w.notices), str(w.alone), str(w.right)] for w in shown]
    return Table("Why acceptable notices wait", ["finding", "notices", "for it alone", "all read right"], rows)
