"""The notice page in a real browser: by keyboard alone, with real rules behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from schemas.cut import Cut
from schemas.queue_row import ItemState

from .bills import GOOD, OTHER, clean, desk_of, disputed, ids, paperwork
from .browsing import chromium, seat, served
from .station_here import Here
from .test_pages_of_file import Cutting

pytestmark = [pytest.mark.browser, pytest.mark.store]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def here(tmp_path: Path) -> Here:
    second = clean("second.pdf", GOOD, name="PAT SAMPLE", tin="999-66-5555")
    third = clean("third.pdf", GOOD, name="LEE OTHER", tin="999-55-4444", year="2015")
    return desk_of(tmp_path, disputed(), second, third)


@pytest.fixture
def base(here: Here) -> Iterator[str]:
    with served(here) as address:
        yield address


@pytest.fixture
def page(browser: Browser, here: Here, base: str) -> Iterator[Page]:
    with seat(browser, here, base) as opened:
        yield opened


def opened(page: Page, notice_id: str) -> None:
    page.goto(f"/notices/{notice_id}")
    expect(page.locator(".turned img")).to_be_visible()


def claimed(page: Page, notice_id: str) -> None:
    opened(page, notice_id)
    page.keyboard.press("c")
    expect(page.locator("#work")).to_have_attribute("data-mine", "yes")


def chosen(page: Page) -> str:
    return page.locator(".fact.selected").get_attribute("data-field") or ""


def test_three_notices_from_the_queue_to_done_by_keyboard_alone(page: Page, here: Here) -> None:
    first, *others = ids(here)
    claimed(page, first)
    assert chosen(page) == "amount_due"
    page.keyboard.press("Enter")  # confirms what is disputed
    expect(page.locator("#work")).to_have_attribute("data-open", "0")
    page.keyboard.press("a")
    for expected in sorted(others):
        expect(page.locator("#notice")).to_have_attribute("data-notice", expected)
        assert page.url.endswith(expected)
        expect(page.locator(".turned img")).to_be_visible()
        page.keyboard.press("d")
    page.wait_for_url("**/queue")
    states = [here.station.desk.notice(one).item.state for one in (first, *others)]
    assert states == [ItemState.IN_PROGRESS, ItemState.DONE, ItemState.DONE]


def test_the_next_notice_needs_no_further_picture(page: Page, here: Here) -> None:
    """What is shown after accepting was fetched while the one before was looked at."""
    first, *others = ids(here)
    claimed(page, first)
    page.keyboard.press("Enter")
    expect(page.locator("#work")).to_have_attribute("data-open", "0")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("a")
    expect(page.locator("#notice")).to_have_attribute("data-notice", min(others))
    expect(page.locator(".turned img")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if f"{min(others)}/pages/1.png" in url]


def test_a_corrected_amount_changes_deadline_and_options_where_they_stand(page: Page, here: Here) -> None:
    claimed(page, ids(here)[0])
    verdicts = "[...document.querySelectorAll('[data-option]')].map(o => o.dataset.option + o.dataset.verdict).join()"
    before = page.evaluate(verdicts)
    page.evaluate("window.same = true")  # a page loaded anew would not know it
    page.keyboard.press("Enter")
    expect(page.locator("[data-act-by]")).to_have_text("2018-01-29")
    page.locator(".fact[data-field=amount_due] .field-row").click()
    page.keyboard.press("e")
    page.keyboard.type("$153,000.53")
    expect(page.locator(".fact.selected .check")).to_contain_text("$153,000.53")
    page.keyboard.press("Enter")
    expect(page.locator("[data-act-by]")).to_have_text("2018-01-23")
    expect(page.locator(".fact[data-field=amount_due] s.before").first).to_have_text("$9,533.53")
    assert page.evaluate(verdicts) != before and page.evaluate("window.same")
    page.locator(".fact[data-field=amount_due] .field-row").click()
    page.keyboard.press("z")
    expect(page.locator("[data-act-by]")).to_have_text("2018-01-29")


def test_an_error_blocks_accepting_and_leads_to_its_field(page: Page, here: Here) -> None:
    first = ids(here)[0]
    claimed(page, first)
    for _ in range(3):
        page.keyboard.press("j")
    assert chosen(page) != "amount_due"
    page.keyboard.press("a")
    expect(page.locator("#messages [data-blocked]")).to_contain_text("Not yet")
    assert chosen(page) == "amount_due" and page.url.endswith(first)
    page.keyboard.press("o")
    page.keyboard.type("the stub is an old one")
    page.keyboard.press("Enter")
    expect(page.locator("#work")).to_have_attribute("data-open", "0")
    page.keyboard.press("Escape")
    page.locator(".field-row").first.click()
    page.keyboard.press("a")
    expect(page.locator("#notice")).not_to_have_attribute("data-notice", first)


def test_what_is_typed_is_checked_at_once(page: Page, here: Here) -> None:
    claimed(page, ids(here)[0])
    page.locator(".fact[data-field=notice_code] .field-row").click()
    page.keyboard.press("e")
    page.keyboard.type("CP5O3")
    expect(page.locator(".fact.selected .check")).to_contain_text("no such code")
    page.get_by_role("button", name="CP503", exact=True).click()
    expect(page.locator(".fact.selected .check")).to_contain_text("CP503:")
    page.keyboard.press("Escape")
    page.locator(".fact[data-field=amount_due] .field-row").click()
    page.keyboard.press("e")
    page.keyboard.type("nine dollars")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("write an amount like")
    assert here.station.desk.notice(ids(here)[0]).corrections == ()


def test_selecting_a_field_shows_its_place_and_all_its_readings(page: Page, here: Here) -> None:
    claimed(page, ids(here)[0])
    expect(page.locator("rect.chosen")).to_have_count(1)
    assert page.locator("rect.against").count() >= 1  # the stub, which says otherwise
    expect(page.locator(".fact.selected canvas.crop")).to_be_visible()
    odd = page.locator(".reading:visible:not(.agrees)").first
    odd.click()
    pointed = page.locator("rect.pointed").bounding_box()
    view = page.locator(".paper-view").bounding_box()
    assert pointed and view
    assert view["y"] <= pointed["y"] and pointed["y"] + pointed["height"] <= view["y"] + view["height"]
    page.keyboard.press("1")
    expect(page.locator(".fact.selected input[name=text]")).to_be_focused()


def test_a_box_drawn_with_the_mouse_is_read_and_offered(page: Page, here: Here) -> None:
    notice_id = ids(here)[0]
    claimed(page, notice_id)
    amount = page.locator("rect.chosen").bounding_box()
    assert amount
    page.keyboard.press("b")
    page.mouse.move(amount["x"] - 3, amount["y"] - 3)
    page.mouse.down()
    page.mouse.move(amount["x"] + amount["width"] + 3, amount["y"] + amount["height"] + 3, steps=4)
    page.mouse.up()
    expect(page.locator(".fact.selected input[name=text]")).to_be_focused()
    expect(page.locator(".fact.selected .check")).to_contain_text("$9,533.53")
    page.keyboard.press("Enter")
    expect(page.locator("#work")).to_have_attribute("data-open", "0")
    assert here.station.desk.notice(notice_id).corrections[0].change.bbox is not None


def test_the_paper_is_enlarged_turned_and_leafed_through(page: Page, here: Here) -> None:
    opened(page, ids(here)[0])
    wide = "document.querySelector('.sheet').clientWidth"
    before = page.evaluate(wide)
    page.keyboard.press("+")
    assert page.evaluate(wide) > before
    page.keyboard.press("0")
    assert page.evaluate(wide) == before
    page.keyboard.press("r")
    box = page.locator(".sheet").bounding_box()
    assert box and box["width"] > box["height"]
    page.keyboard.press("]")
    expect(page.locator("[data-at=number]")).to_have_text("2")
    page.keyboard.press("?")
    expect(page.locator("dialog.keys")).to_be_visible()


def test_two_at_once_the_second_looks_and_who_was_overtaken_is_told(
    browser: Browser, page: Page, here: Here, base: str
) -> None:
    first = ids(here)[0]
    claimed(page, first)
    with seat(browser, here, base, "ben") as other:
        opened(other, first)
        expect(other.locator(".read-only")).to_contain_text("anna works on this notice")
        assert other.locator(".edit").count() == 0
        other.keyboard.press("Enter")
        other.keyboard.press("a")
        assert here.station.desk.notice(first).corrections == ()
    with seat(browser, here, base) as window:  # the same person, in another window
        opened(window, first)
        window.locator(".fact[data-field=caller_id] .field-row").click()
        window.keyboard.press("n")
        expect(window.locator("#work")).to_have_attribute("data-version", "3")
    page.keyboard.press("Enter")
    expect(page.locator("[data-stale]")).to_contain_text("field: caller_id")
    page.get_by_role("button", name="Show it as it is now").click()
    expect(page.locator("#work")).to_have_attribute("data-version", "3")


def test_a_batch_wrongly_cut_is_split_and_turned_by_keys(browser: Browser, tmp_path: Path) -> None:
    scans = Cutting({})
    file = paperwork("two.pdf", GOOD, OTHER)
    scans.files[file.scan.sha256] = file.pages
    here = desk_of(tmp_path, file, scans=scans)
    with served(here) as base, seat(browser, here, base) as page:
        page.goto(f"/notices/{ids(here)[0]}/pages")
        for key in ("ArrowRight", "s", "r", "ArrowRight", "m", "ArrowRight", "o"):
            page.keyboard.press(key)
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**done=1*")
        ((_, cuts, _, _),) = scans.made
        assert cuts == (
            Cut(kind="notice", pages=(1,)),
            Cut(kind="notice", pages=(2, 3), turn={2: 90}),
            Cut(kind="not_a_notice", pages=(4,)),
        )


def test_the_whole_number_is_shown_for_a_moment_only(page: Page, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    store = type(here.station.store)
    monkeypatch.setattr(store, "whole_tin", lambda *_: "999-88-1234", raising=False)
    page.clock.install()
    opened(page, ids(here)[0])
    assert "999-88-1234" not in page.content()
    page.get_by_role("button", name="show number").click()
    expect(page.locator("[data-number]")).to_have_text("999-88-1234")
    page.clock.run_for(21_000)
    expect(page.locator("[data-number]")).to_have_text("***-**-1234")
    assert "999-88-1234" not in page.content()


def test_a_box_is_placed_by_the_arrows_alone(page: Page, here: Here) -> None:
    claimed(page, ids(here)[0])
    page.keyboard.press("b")
    expect(page.locator("rect.drawn")).to_have_count(1)
    before = page.locator("rect.drawn").get_attribute("x")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator("rect.drawn").get_attribute("x") != before
    page.keyboard.press("Enter")
    expect(page.locator(".fact.selected .check")).to_contain_text("$9,533.53")
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    expect(page.locator("rect.drawn")).to_have_count(0)
