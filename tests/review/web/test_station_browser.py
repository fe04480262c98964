"""The station in a real Chromium: signed in by the form, files sent, the queue by keys, nothing from elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from schemas.desk import Role
from tests.workqueue.make import begin, doubtful, keep, notice, scan
from workqueue import open_store
from workqueue.desk import Desk

from .browsing import chromium, served
from .station_here import PASSWORD, Here, station_here, swapped

pytestmark = [pytest.mark.browser, pytest.mark.store]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def here(tmp_path: Path) -> Here:
    files = [scan(f"{name}.pdf") for name in ("first", "second", "third")]
    store = open_store(str(tmp_path / "store.db"))
    begin(store, "monday", *files)
    keep(store, "monday", {one.name: [doubtful(one) if n else notice(one)] for n, one in enumerate(files)})
    made = station_here(tmp_path, desk=Desk(store))
    made.signed_in(Role.ADMIN, name="owner")
    return made


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, here: Here, asked: list[str]) -> Iterator[Page]:
    """Signed in by the form; `asked` are the addresses and the complaints of the browser."""
    with served(here) as base:
        context = browser.new_context(base_url=base)
        opened = context.new_page()
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda said: asked.append(said.text) if said.type == "error" else None)
        opened.goto("/")
        opened.get_by_label("Name").fill("Owner")
        opened.get_by_label("Password").fill(PASSWORD)
        opened.get_by_role("button", name="Sign in").click()
        expect(opened.get_by_role("heading", name="Queue")).to_be_visible()
        yield opened
        assert [one for one in asked if not one.startswith(base)] == []
        context.close()


def test_the_queue_is_filtered_and_walked_by_keys(page: Page) -> None:
    rows = page.locator("a.open")
    expect(rows).to_have_count(3)
    page.get_by_label("State", exact=True).select_option("review")
    expect(rows).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("tr.at [name=chosen]")).to_be_checked()
    expect(page.locator("[data-chosen]")).to_have_text("With the 1 chosen:")
    wanted = page.locator("tr.at a.open").get_attribute("href")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Look for")).to_be_focused()
    page.keyboard.press("Tab")
    page.locator("tr.at a.open").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_files_are_sent_with_their_progress(page: Page, here: Here, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.pdf", "two.pdf")]
    for one in files:
        one.write_bytes(b"%PDF-1.7 " * 50_000)
    page.goto("/upload")
    page.locator("input[name=files]").set_input_files(files)
    expect(page.get_by_role("heading", name="2 files")).to_be_visible()
    assert here.uploads.started[0].files == ("one.pdf", "two.pdf")
    assert (here.uploads.folders[0] / "one.pdf").read_bytes() == swapped(files[0].read_bytes())


def test_the_colours_are_chosen_and_stay(page: Page) -> None:
    page.get_by_role("button", name="Colours").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/dashboard")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("width", [1366, 420])
def test_every_page_fits_and_keeps_the_policy(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 850})
    case = str(page.locator("a.open").first.get_attribute("href")).replace("/notices/", "/case/")
    for path in ("/queue", "/upload", "/dashboard", "/quality", "/history", "/accounts", "/me", case):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
