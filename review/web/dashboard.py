"""The dashboard: what is due and overdue, how old it is, what gets done, how often the machine was right."""

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from review.station import Station
from rules.bounds import upper_bound
from schemas.desk import Permission, Person
from workqueue.figures import Due, Figures, straight_through

from .access import needs, station_of
from .pages import render
from .plots import Bar, columns, rows

router = APIRouter()
Lead = Annotated[Person, needs(Permission.QUALITY)]
_AHEAD = 21
_BACK = 30


@router.get("/dashboard")
def page(request: Request, _who: Lead) -> Response:
    station = station_of(request)
    figures, today = Figures(station.store, station.quality_sample), station.today()
    due = figures.due(today)
    return render(
        request,
        "dashboard.html",
        totals={name: sum(getattr(one, name) for one in due) for name in ("over", "soon", "later", "none")},
        by_queue=_by_queue(due),
        by_day=_by_day(figures, today),
        ages=_ages(figures, station),
        done=_done(figures, today),
        corrections=_corrections(figures),
        runs=_runs(station),
        judged=figures.by_status(),
        one_in=station.quality_sample,
        **_quality(figures),
    )


def _by_queue(due: list[Due]) -> Markup:
    bars = [
        Bar(
            one.queue.replace("_", " "),
            [(one.over, "over"), (one.soon, "soon"), (one.later, "later"), (one.none, "none")],
            href=f"/queue?queue={one.queue}",
        )
        for one in due
    ]
    return rows(bars, "Open items by queue")


def _by_day(figures: Figures, today: date) -> Markup:
    """From yesterday's week to three weeks ahead, Saturdays and Sundays too: mail is due on them as well."""
    first = today - timedelta(days=6)
    found = figures.due_by_day(first, today + timedelta(days=_AHEAD))
    bars = []
    for number in range(_AHEAD + 7):
        day = first + timedelta(days=number)
        kind = "over" if day < today else "soon" if (day - today).days <= 7 else "later"
        bars.append(Bar("today" if day == today else f"{day:%m-%d}", [(found.get(day, 0), kind)]))
    return columns(bars, "Open items by the day to act", every=3)


def _ages(figures: Figures, station: Station) -> Markup:
    kinds = ("later", "later", "later", "soon", "over")
    found = figures.ages(station.now())
    return rows([Bar(words, [(count, kind)]) for (words, count), kind in zip(found, kinds, strict=True)], "Age")


def _done(figures: Figures, today: date) -> Markup:
    first = today - timedelta(days=_BACK - 1)
    found = figures.done_by_day(("finish",), first)
    looked = figures.done_by_day(("accept", "reject"), first)
    bars = []
    for number in range(_BACK):
        day = first + timedelta(days=number)
        bars.append(Bar(f"{day:%m-%d}", [(found.get(day, 0), "later"), (looked.get(day, 0), "none")]))
    return columns(bars, "Finished and looked at, by day", every=5)


def _corrections(figures: Figures) -> Markup:
    found = figures.corrections()
    kept = {field: said["confirmed"] for field, said in found.items()}
    changed = {field: said.total() - kept[field] for field, said in found.items()}
    order = sorted(found, key=lambda field: (-changed[field], field))
    bars = [Bar(field.replace("_", " "), [(changed[field], "soon"), (kept[field], "later")]) for field in order]
    return rows(bars[:12], "Corrections by field")


def _runs(station: Station) -> Markup:
    found = straight_through(station.store)
    bars = [Bar(f"{started:%m-%d}", [(round(100 * share), "later")]) for started, share in found]
    return columns(bars, "Share accepted by the machine, by run, in percent", every=max(1, len(bars) // 6))


def _quality(figures: Figures) -> dict[str, Any]:
    found = figures.quality()
    return {
        "quality": found,
        "rate": found.wrong / found.checked if found.checked else None,
        "bound": upper_bound(found.wrong, found.checked) if found.checked else None,
    }
