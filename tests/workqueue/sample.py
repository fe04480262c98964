"""A small store with one of each thing that an export has to get right."""

from datetime import date
from decimal import Decimal

from schemas.notice import Amount, AmountRole, Notice, Taxpayer, TaxPeriod, Tin, WorkItem
from workqueue import Store

from .make import READER, aside, begin, doubtful, finish, notice, reading, scan

BATCH = scan("Tuesday's mail, 2/batch.pdf", pages=6)
COPY = scan("copy of batch.pdf", pages=6, content=BATCH.name)
ODD = scan('=odd\n"name"\r.pdf', pages=2)
SLOW = scan("caf\udce9.tif", pages=1)

BUSINESS = notice(
    BATCH,
    (4, 5),
    notice_code="CP161",
    tin=Tin(type="ein", last4="4321", masked="**-***4321"),
    taxpayer=Taxpayer(name="=SUM(A1:A9) BAKERY", address=("+1 MAIN STREET", "@HOME, TX 00000-0123")),
    tax_periods=(
        TaxPeriod(form="941", period_end=date(2017, 9, 30), kind="quarter"),
        TaxPeriod(form="941", period_end=date(2017, 12, 31), kind="quarter"),
    ),
    amount_due=Decimal("-3328.00"),
    amounts=(Amount(role=AmountRole.REFUND, label="Überzahlung, „zurück“", amount=Decimal("-3328.00"), page=5),),
    deadlines=(),
    work_item=WorkItem(queue="business", priority=7, act_by=None),
)
NOTICES: dict[str, list[Notice]] = {
    BATCH.name: [BUSINESS, doubtful(BATCH, (1, 2))],
    '=odd\n"name"\r.pdf': [notice(ODD, (1, 2), contact_phone=None, caller_id=None)],
}


def fill(store: Store) -> None:
    """Run `tuesday`: a batch of two notices and its copy, a hostile name, one file set aside, one that failed."""
    begin(store, "tuesday", BATCH, aside("locked.pdf"), COPY, ODD, SLOW)
    for document in store.pending("tuesday", READER):
        if document.name.startswith("caf"):
            store.fail_reading(document.document_id, "timeout", "page 1 took longer than allowed")
        else:
            kept = NOTICES[document.name]
            store.save_reading(document.document_id, reading(document.scan(), kept), kept)
    finish(store, "tuesday")
