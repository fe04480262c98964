"""What a record may hold once it is kept: no whole taxpayer number, no character that JSON or a database refuses."""

import re
from typing import Any

from pydantic import ValidationError

from schemas.errors import StoreInconsistent
from schemas.filenames import writable_name
from schemas.notice import Notice, NoticeFacts
from schemas.privacy import redact

# PostgreSQL takes no NUL in a text, and half a surrogate pair is no text in UTF-8.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def safe(text: str) -> str:
    """`text` from paper or about it, with taxpayer numbers masked and unwritable characters as U+FFFD."""
    return redact(_UNWRITABLE.sub("\ufffd", text))


def keepable(notice: Notice) -> Notice:
    """`notice` as it may be kept and exported: every text that could have come from the paper made `safe`.

    Ids, codes, dates, money and the file's hash are left alone: nine digits in a hash are no taxpayer number.
    Raises StoreInconsistent where it would not come back from JSON as it is. The message names the key, never the
    value, which may be a taxpayer's.
    """
    data = notice.model_dump()
    data["source"]["file"] = writable_name(notice.source.file)
    _clean(data["taxpayer"], "name", "address")
    _clean(data, "contact_phone", "caller_id")
    for period in data["tax_periods"]:
        _clean(period, "form")
    for amount in data["amounts"]:
        _clean(amount, "label")
    for evidence in data["fields"].values():
        _clean(evidence, "value", "raw", "method")
    for deadline in data["deadlines"]:
        _clean(deadline, "kind", "cite")
    for finding in data["validation"]["findings"]:
        _clean(finding, "field", "message")
    _clean(data["work_item"], "queue", "actions", "reasons")
    try:
        clean = Notice.model_validate(data)
        # A box of NaN, say, passes as a number and turns into null on its way.
        Notice.model_validate_json(clean.model_dump_json())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StoreInconsistent(
            f"the notice {safe(notice.notice_id)} is no valid record: {where}: {first['type']}",
            "this is a fault of noticedesk, please report it",
        ) from None
    return clean


def keepable_facts(facts: NoticeFacts) -> NoticeFacts:
    """What was read of a notice, as it may be kept: texts made `safe` as in the record that is judged of it. The
    sealed number and its key are left alone."""
    data = facts.model_dump()
    data["source"]["file"] = writable_name(facts.source.file)
    _clean(data["taxpayer"], "name", "address")
    _clean(data, "contact_phone", "caller_id")
    for period in data["tax_periods"]:
        _clean(period, "form")
    for printed in (*data["amounts"], *data["printed_dates"]):
        _clean(printed, "label")
    for evidence in data["fields"].values():
        _clean(evidence, "value", "raw", "method")
    for heard in data["heard"].values():
        for one in heard:
            _clean(one, "value", "raw")
    for finding in data["findings"]:
        _clean(finding, "field", "message")
    return NoticeFacts.model_validate(data)


def _clean(part: dict[str, Any], *keys: str) -> None:
    for key in keys:
        value = part[key]
        if isinstance(value, str):
            part[key] = safe(value)
        elif value is not None:
            part[key] = tuple(safe(text) for text in value)
