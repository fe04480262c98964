"""The truth of a set specimen in the contract's terms, from the ground truth that lies beside the texts."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from schemas.notice import Amount, AmountRole, Taxpayer, TaxPeriod, Tin
from schemas.privacy import mask_ein, mask_ssn
from schemas.truth import TruthNotice

from .fill import Filler
from .layout import Layout
from .source import Text

_PLACEHOLDER = re.compile(r"[nNxX]{2,}")
PAGES = (1, 2)


def make_truth(name: str, layout: Layout, text: Text, read: Mapping[str, Any], filler: Filler | None) -> TruthNotice:
    """`read` is the specimen's entry of the ground truth; `text` has its lines as they were set."""
    printed = 2 if filler else int(read["pages"])
    defects = ("missing_page",) * (printed > len(PAGES)) + layout.truth.defects
    return TruthNotice(
        sample_id=f"specimen-{name}-filled" if filler else f"specimen-{name}",
        file=f"{name}.pdf",
        pages=PAGES,
        pages_printed=printed,
        layout="specimen",
        wear="digital",
        notice_code=read["notice_code"],
        notice_date=date.fromisoformat(read["notice_date"]),
        tax_periods=_periods(layout, read, filler),
        tin=_tin(layout, filler),
        taxpayer=_taxpayer(layout, text),
        amount_due=_amount_due(layout, read, filler),
        due_date=date.fromisoformat(read["due_date"]) if read["due_date"] else None,
        amounts=_amounts(layout, text, read, filler),
        contact_phone=_printed(read["phone"], filler, "phone"),
        caller_id=_printed(read["caller_id"], filler, ""),
        defects=defects,
        accept_forbidden=bool(defects),
    )


def _periods(layout: Layout, read: Mapping[str, Any], filler: Filler | None) -> tuple[TaxPeriod, ...]:
    blanks = filler.blanks if filler else {}
    end, form = read["tax_period"] or blanks.get("year"), read["form"] or blanks.get("form")
    if layout.truth.kind is None or end is None:
        return ()
    day = date.fromisoformat(end if "-" in end else f"{end}-12-31")
    return (TaxPeriod(form=form, period_end=day, kind=layout.truth.kind),)


def _tin(layout: Layout, filler: Filler | None) -> Tin:
    if filler is None:
        return Tin(type=layout.truth.tin, last4=None, masked=None)
    # A number in full says by its shape what a general label leaves open: no leading 9 is a social security number.
    kind = "ssn" if layout.truth.tin == "unknown" else layout.truth.tin
    mask = mask_ein if kind == "ein" else mask_ssn
    return Tin(type=kind, last4=filler.last4, masked=mask(filler.last4))


def _taxpayer(layout: Layout, text: Text) -> Taxpayer:
    lines = text.pick(layout.pages[0].address or "")
    return Taxpayer(name=lines[0] if lines else None, address=lines[1:])


def _amount_due(layout: Layout, read: Mapping[str, Any], filler: Filler | None) -> Decimal | None:
    if read["amount_due"]:
        return Decimal(read["amount_due"])
    if filler and layout.filling.amount_due:
        return _money(filler.blanks[layout.filling.amount_due])
    return None


def _amounts(layout: Layout, text: Text, read: Mapping[str, Any], filler: Filler | None) -> tuple[Amount, ...]:
    rows = [(label, Decimal(amount)) for label, amount in read["lines"] if amount is not None]
    if filler and layout.filling.rows:
        rows = [(text.one(label), _signed(filler, value)) for label, value in layout.filling.rows]
    if not rows:
        return ()
    roles = list(layout.truth.roles)
    if layout.truth.total:
        rows.append((read["total_label"], Decimal(read["amount_due"])))
        roles.append(layout.truth.total)
    pairs = zip(rows, roles, strict=True)
    return tuple(Amount(role=AmountRole(role), label=label, amount=amount, page=1) for (label, amount), role in pairs)


def _signed(filler: Filler, name: str) -> Decimal:
    return -_money(filler.blanks[name[1:]]) if name.startswith("-") else _money(filler.blanks[name])


def _money(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))


def _printed(read: str | None, filler: Filler | None, blank: str) -> str | None:
    """What the page prints for this field: filled in, or None where that is a placeholder or nothing."""
    if filler is None:
        return None if read is None or _PLACEHOLDER.search(read) else read
    return filler.line(read) if read else filler.blanks.get(blank)
