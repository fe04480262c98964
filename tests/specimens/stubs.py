"""The stub below the perforation: the payment coupon, or the contact information to send back.

Its places were measured on notices whose perforation is at 7.5 inches; `shift` moves them with another's.
"""

from collections.abc import Sequence

from .columns import bullet
from .desk import Desk
from .fonts import BOLD, MONO
from .layout import Contact, Coupon, Table

SMALL = 9.0
TINY = 7.5
PITCH = 0.16
MEASURED_AT = 7.5
Phone = tuple[str, str, str, str]  # phone label, best time label, a.m., p.m.


def set_table(desk: Desk, table: Table, at: tuple[float, float, float], pitch: float, size: float) -> float:
    """Labels and values from `at` (x of labels, x of values, top); a value may have several lines."""
    labels, values, y = at
    for label, value in table.rows:
        bottom = desk.lines(labels, y, label, pitch=pitch, size=size)
        if value:
            bottom = max(bottom, desk.lines(values, bottom - pitch, value, pitch=pitch, size=size))
        y = bottom
    return desk.lines(labels, y, table.alone, pitch=pitch, size=size) if table.alone else y


def set_coupon(desk: Desk, coupon: Coupon) -> None:
    sheet, style = desk.sheet, desk.style
    shift = _perforation(desk)
    sheet.logo(0.54, 7.76 + shift, 0.55, 0.58)
    _head(desk, style.stub_name, coupon.name, coupon.table)
    if coupon.heading:
        desk.lines(0.30, 8.46 + shift, coupon.heading, size=18.5, font=BOLD)
    _notes(desk, coupon.notes, 8.46 + shift)
    if coupon.remit:
        desk.lines(0.31, 9.33 + shift, coupon.remit, pitch=0.18, size=10)
    if coupon.box:
        _amount_box(desk, coupon.box, 9.32 + shift)
    if coupon.scan:
        _scan_line(desk, coupon.scan, style.stub_edge)


def set_contact(desk: Desk, contact: Contact) -> None:
    x, shift = desk.style.contact, _perforation(desk)
    desk.sheet.logo(0.27, 7.69 + shift, 0.53, 0.68)
    _head(desk, x, contact.name, contact.table)
    desk.lines(0.43, 8.57 + shift, contact.heading, size=18, font=BOLD)
    if contact.remit:
        desk.lines(0.43, 9.17 + shift, contact.remit, pitch=0.17, size=10)
    y = 8.36 + shift
    if contact.notes:
        y = desk.lines(x, y, contact.notes, pitch=PITCH, size=SMALL) + 0.04
    if contact.tick:
        first, *rest = desk.text.pick(contact.tick)
        desk.sheet.tick_text(x, y, first, SMALL)
        y = desk.sheet.lines(x, y + PITCH, rest, PITCH, size=SMALL) + 0.04
    y = _fields(desk, contact.fields, y)
    # Both numbers beside each other, or one below the other where the stub asks for more than numbers.
    for row in [[phone] for phone in contact.phones] if contact.fields else [contact.phones]:
        y = _phones(desk, row, y)
    if contact.scan:
        _scan_line(desk, contact.scan, desk.style.edge)


def _perforation(desk: Desk) -> float:
    desk.sheet.rule(0.25, 8.25, desk.style.perforation, 0.7, (3, 3))
    return desk.style.perforation - MEASURED_AT


def _head(desk: Desk, x: float, name: str | None, table: Table) -> None:
    y = 7.64 + desk.style.perforation - MEASURED_AT
    if name:
        desk.lines(x, y, name, pitch=0.163, size=SMALL)
    set_table(desk, table, (desk.style.stub_labels, desk.style.stub_values, y), 0.165, SMALL)


def _notes(desk: Desk, notes: Sequence[str], y: float) -> None:
    x = desk.style.stub_name
    for note in notes:
        mark, lines = bullet(desk.text.pick(note))
        desk.sheet.text(x, y, mark, SMALL)
        y = desk.sheet.lines(x + 0.12, y, lines, PITCH, size=SMALL)


def _amount_box(desk: Desk, box: tuple[str, str], y: float) -> None:
    mark, lines = bullet(desk.text.pick(box[0]))
    bottom = y + 0.165 * len(lines)
    desk.sheet.frame(2.66, y - 0.10, desk.style.stub_edge, bottom + 0.10)
    if mark:
        desk.sheet.text(2.75, y, mark)
    desk.sheet.lines(2.89, y, lines, 0.165)
    desk.sheet.right(7.75, bottom - 0.145, desk.text.one(box[1]), 11.5, BOLD)


def _scan_line(desk: Desk, ref: str, edge: float) -> None:
    for number, line in enumerate(reversed(desk.text.pick(ref))):
        desk.sheet.right(edge, 10.38 - 0.2 * number, line, 12, MONO)


def _fields(desk: Desk, rows: Sequence[Sequence[str]], y: float) -> float:
    """Lines to write on, each label small below its own."""
    for row in rows:
        y += 0.24
        wide = (desk.style.edge - desk.style.contact) / len(row)
        for number, label in enumerate(row):
            x = desk.style.contact + wide * number
            _field(desk, x, x + wide - 0.12, y, label)
        y += 0.13
    return y


def _phones(desk: Desk, row: Sequence[Phone], y: float) -> float:
    wide = (desk.style.edge - desk.style.contact) / 2
    alone = len(row) == 1
    y += 0.26 if alone else 0.36
    for number, (phone, best, am, pm) in enumerate(row):
        x = desk.style.contact + wide * number
        half = x + wide * 0.50
        _field(desk, x, half - 0.08, y, phone)
        _field(desk, half, x + wide - 0.12, y, best)
        desk.sheet.tick_text(half + 0.3, y - (0.15 if alone else 0.28), desk.text.one(am), TINY)
        desk.sheet.tick_text(half + (0.68 if alone else 0.3), y - 0.15, desk.text.one(pm), TINY)
    return y + 0.13


def _field(desk: Desk, x0: float, x1: float, y: float, label: str) -> None:
    desk.sheet.rule(x0, x1, y)
    desk.sheet.text(x0, y + 0.02, desk.text.one(label), TINY)
