"""The commands that explain: show --why, case, catalog. They ask the rules again, on the day given."""

import json
import sys
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from schemas.errors import BadArguments
from schemas.notice import Notice

from .office import open_office
from .settings import Settings, load
from .terminal import is_plain
from .terminal import show as show_renderable

Given = dict[str, bool | int | Decimal | date]


def why(wanted: str, db: str | None, today: date | None, given: list[str], *, as_json: bool) -> int:
    """Every rule that fired for the notice, with facts and citation."""
    from rules import why as rules_why  # noqa: PLC0415

    settings = load(db=db)
    office, store = open_office(settings), _open(settings)
    notice = store.notice(wanted).notice
    known = [one for one in store.identities(tin_last4=notice.tin.last4) if notice.tin.last4]
    keys = {one.notice_id: one.tin_key for one in known}
    explanation = rules_why.explain(
        notice,
        today=today or date.today(),
        known=[one for one in known if one.notice_id != notice.notice_id],
        given=_given(given),
        law=office.law,
        book=office.book,
        tin_key=keys.get(notice.notice_id),
    )
    if as_json:
        sys.stdout.write(explanation.model_dump_json(indent=1) + "\n")
    else:
        from review.console_why import why_sheet  # noqa: PLC0415

        show_renderable(why_sheet(explanation, plain=is_plain()))
    return 0


def case(wanted: str, db: str | None, today: date | None, *, as_json: bool) -> int:
    """The notices of one taxpayer."""
    from rules.cases.join import case_file  # noqa: PLC0415

    settings = load(db=db)
    office, store = open_office(settings), _open(settings)
    notice = store.notice(wanted).notice
    notices, keys = _of_number(store, notice)
    found = case_file(
        notice.notice_id,
        notices,
        keys=keys,
        today=today or date.today(),
        law=office.law,
        book=office.book,
    )
    if as_json:
        sys.stdout.write(found.model_dump_json(indent=1) + "\n")
    else:
        from review.console_why import case_sheet  # noqa: PLC0415

        show_renderable(case_sheet(found, plain=is_plain()))
    return 0


def _of_number(store: Any, notice: Notice) -> tuple[list[Notice], dict[str, str | None]]:
    """All notices of the store with the same last four digits, the notice itself first, and by notice the hash of its
    whole number."""
    if notice.tin.last4 is None:
        return [notice], {}
    keys = {one.notice_id: one.tin_key for one in store.identities(tin_last4=notice.tin.last4)}
    return [notice, *(store.notice(one).notice for one in keys if one != notice.notice_id)], keys


def catalog(code: str | None, today: date | None, *, as_json: bool) -> int:
    """A code explained, or the list of all."""
    if code is None:
        return _list_codes(as_json)
    from rules.why.code_sheet import code_sheet  # noqa: PLC0415

    office = open_office(load())
    sheet = code_sheet(code, today=today or date.today(), law=office.law, book=office.book)
    if as_json:
        sys.stdout.write(sheet.model_dump_json(indent=1) + "\n")
    else:
        from review.console_why import code_text  # noqa: PLC0415

        show_renderable(code_text(sheet, plain=is_plain()))
    return 0


def _list_codes(as_json: bool) -> int:
    from schemas.catalog import all_entries  # noqa: PLC0415

    if as_json:
        rows = [entry.model_dump(mode="json") for entry in all_entries()]
        sys.stdout.write(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
        return 0
    for e in all_entries():
        sys.stdout.write(f"{e.code:<7} {e.confidence:<6} {e.family:<22} {e.title}\n")
    return 0


def _given(pairs: list[str]) -> Given:
    """`returns_filed=yes`, `assessed_balance=49000.00`, `direct_debit_payments=3`, `return_filed_on=2024-09-10`."""
    found: Given = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign:
            raise BadArguments(f"{pair[:40]!r} is no NAME=VALUE", "write --given returns_filed=yes")
        found[name.strip()] = _value(text.strip())
    return found


def _value(text: str) -> bool | int | Decimal | date:
    if text.lower() in ("yes", "true", "no", "false"):
        return text.lower() in ("yes", "true")
    with suppress(ValueError):
        return datetime.strptime(text, "%Y-%m-%d").date()
    try:
        number = Decimal(text)
    except InvalidOperation:
        what = f"{text[:40]!r} is neither yes, no, a number nor a day such as 2024-09-10"
        raise BadArguments(what, "write --given returns_filed=yes") from None
    if not number.is_finite():
        raise BadArguments(f"{text[:40]!r} is no amount", "write --given assessed_balance=49000.00")
    return int(number) if number == number.to_integral() and "." not in text else number


def _open(settings: Settings) -> Any:
    """The store, which has to be there: looking creates none."""
    from workqueue import open_store  # noqa: PLC0415

    return open_store(settings.db, create=False)
