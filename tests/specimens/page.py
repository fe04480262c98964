"""One page of a specimen: its blocks, each at its measured place."""

from dataclasses import replace

from .columns import Column, set_sections, set_summary
from .desk import Desk
from .fonts import BOLD
from .layout import Page
from .stubs import set_contact, set_coupon, set_table


def set_page(desk: Desk, page: Page) -> None:
    style = desk.style
    set_table(desk, page.header, style.header, style.header_pitch, style.header_size)
    if page.letterhead:
        desk.sheet.logo(*style.logo)
        desk.lines(*style.letterhead, page.letterhead, pitch=0.165, size=10)
    _mailing(desk, page)
    _columns(desk, page, _title(desk, page))
    _foot(desk, page)


def _mailing(desk: Desk, page: Page) -> None:
    x, y = desk.style.address
    if page.barcode:
        desk.lines(x, y - 0.22, page.barcode, size=8)
    if page.address:
        desk.lines(x, y, page.address, pitch=0.185, size=10)


def _title(desk: Desk, page: Page) -> float:
    """The title lines; returns where the columns begin."""
    style = desk.style
    y = page.at.title or style.title
    if page.title:
        y = desk.lines(style.left + 0.01, y, page.title, pitch=0.28, size=12)
    if page.big:
        desk.lines(style.left + 0.02, y, page.big, pitch=0.26, size=17, font=BOLD)
    return page.at.columns or (style.columns if page.title else style.page2)


def _columns(desk: Desk, page: Page, y: float) -> None:
    style = desk.style
    left = Column(desk, style.left, style.column - 0.1, 0.15)
    right = Column(desk, style.column, style.edge, 0.06)
    beside = replace(right, x=style.summary)
    below = left.set(y, page.aside)
    if page.summary:
        y = set_summary(beside, y - 0.03, page.summary) + 0.05
    below = max(below, beside.set(y, page.note))
    set_sections(right, page.at.sections or below + (0.14 if page.aside else 0.0), page.sections)


def _foot(desk: Desk, page: Page) -> None:
    if page.continued:
        edge, y = desk.style.continued
        desk.sheet.right(edge, page.at.continued or y, desk.text.one(page.continued), 9)
    if page.coupon:
        set_coupon(desk, page.coupon)
    if page.contact:
        set_contact(desk, page.contact)
    if page.back:
        desk.lines(desk.style.stub_name, 9.1, page.back, size=10)
