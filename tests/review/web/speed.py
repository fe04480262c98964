"""How quick the station is: `python -m tests.review.web.speed`. Prints what the README quotes; asserts nothing.

The queue: server time of a page of it at 50,000 items, without network. The next notice: from the key that finishes
one until the next one's page stands in Chromium, its picture too.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from schemas.desk import Role
from tests.workqueue import many
from workqueue import open_store
from workqueue.desk import Desk

from .bills import GOOD, clean, desk_of, ids
from .browsing import CHROMIUM, chromium, seat, served
from .station_here import station_here

ITEMS, TIMES, NOTICES = 50_000, 15, 8
ASKED = ("/queue", "/queue?order=client", "/queue?queue=exam&due=overdue", "/queue?state=review&offset=2000")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        queue(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        following(Path(folder))


def queue(folder: Path) -> None:
    store = open_store(str(folder / "store.db"))
    many.fill(store, ITEMS)
    client = station_here(folder, desk=Desk(store)).signed_in(Role.LEAD)
    for path in ASKED:
        answer = client.get(path)
        if answer.status_code != 200:
            sys.exit(f"{path} answers {answer.status_code}")
        told = _median(lambda path=path: client.get(path))
        print(f"server time at {ITEMS:,} items, {path}: {told:.0f} ms (median of {TIMES})")


def _median(what: Callable[[], object]) -> float:
    found = []
    for _ in range(TIMES):
        began = time.perf_counter()
        what()
        found.append(1000 * (time.perf_counter() - began))
    return statistics.median(found)


def following(folder: Path) -> None:
    if CHROMIUM is None:
        print("the next notice on screen: not measured, there is no Chromium")
        return
    names = [f"P{letter}T SAMPLE" for letter in "ABCDEFGH"[:NOTICES]]
    files = [clean(f"{n}.pdf", GOOD, name=name, tin=f"999-66-{5550 + n}") for n, name in enumerate(names)]
    here = desk_of(folder, *files)
    with chromium() as browser, served(here) as base, seat(browser, here, base) as page:
        page.goto(f"/notices/{min(ids(here))}")
        page.wait_for_load_state("networkidle")
        page.keyboard.press("c")
        page.wait_for_selector("#work[data-mine=yes]")
        took = [_next(page) for _ in range(NOTICES - 1)]
    middle = statistics.median(took)
    print(f"the next notice on screen: {middle:.0f} ms, at most {max(took):.0f} ms ({len(took)} notices)")


def _next(page: Page) -> float:
    page.wait_for_load_state("networkidle")
    now = page.locator("#notice").get_attribute("data-notice")
    began = time.perf_counter()
    page.keyboard.press("d")
    page.wait_for_function(
        "was => { const here = document.querySelector('#notice'), image = document.querySelector('.turned img');"
        " return here.dataset.notice !== was && image && image.complete && image.naturalWidth > 0 }",
        arg=now,
    )
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
