"""Every log record passes through here, whoever writes it and wherever it goes: no taxpayer number gets by."""

import logging
import traceback
from collections.abc import Callable
from typing import Any

from schemas.privacy import redact

Factory = Callable[..., logging.LogRecord]


def redact_logs() -> None:
    """Makes all loggers of this process write redacted records. Calling it again changes nothing."""
    made_by = logging.getLogRecordFactory()
    if not isinstance(made_by, _Redacting):
        logging.setLogRecordFactory(_Redacting(made_by))


class _Redacting:
    def __init__(self, factory: Factory) -> None:
        self._factory = factory

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self._factory(*args, **kwargs)
        try:
            record.msg, record.args = redact(record.getMessage()), ()
        except (TypeError, ValueError):  # a message that does not fit its arguments
            record.msg, record.args = redact(str(record.msg)), ()
        if record.exc_info and record.exc_info[0]:
            # Formatters take a text that is there already; the exception itself would be written out in full.
            record.exc_text = redact("".join(traceback.format_exception(*record.exc_info)).rstrip())
            record.exc_info = None
        return record
