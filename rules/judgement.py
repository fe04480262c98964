"""The judgement: what the paper says becomes what has to be done. Pure; the day is an argument."""

from collections.abc import Sequence
from datetime import date

from schemas.document import NoticeIdentity
from schemas.notice import Notice, NoticeFacts, Validation
from schemas.thresholds import Thresholds

from .book import Rulebook
from .case import case_of
from .classify import classify
from .deadlines import deadlines
from .law import Law
from .money import printed_money
from .route import route
from .status import merged, status_of
from .validate import validate


def judge(
    facts: NoticeFacts,
    *,
    today: date,
    known: Sequence[NoticeIdentity] = (),
    law: Law | None = None,
    book: Rulebook | None = None,
    thresholds: Thresholds | None = None,
) -> Notice:
    """`facts` with findings, status, family, deadlines and work item; what was read is passed on unchanged.

    `known`: notices that a rescan or a follow-up is recognised against. `law`, `book`: with the owner's own figures
    and rules; None takes what comes with the package. `thresholds`: how sure each critical value must be to be
    accepted without a person; None takes the house's own. Never raises for a notice, however odd; raises InvalidData
    where a file of ours is wrong.
    """
    case = case_of(facts, today, tuple(known), law, book, thresholds=thresholds)
    days, day_findings = deadlines(case)
    findings = merged((*facts.findings, *validate(case), *day_findings, *printed_money(case)))
    status, family = status_of(case, findings), classify(case)
    return Notice(
        notice_id=facts.notice_id,
        source=facts.source,
        notice_code=facts.notice_code,
        notice_date=facts.notice_date,
        tax_periods=facts.tax_periods,
        tin=facts.tin,
        taxpayer=facts.taxpayer,
        amount_due=facts.amount_due,
        due_date=facts.due_date,
        amounts=facts.amounts,
        contact_phone=facts.contact_phone,
        caller_id=facts.caller_id,
        fields=facts.fields,
        deadlines=days,
        validation=Validation(status=status, findings=findings),
        classification=family,
        work_item=route(case, status, days, findings, family),
    )
