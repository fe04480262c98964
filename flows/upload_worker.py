"""A process that takes in one upload and ends: `python -m flows.upload_worker`, told by one line of JSON on stdin
(`folder`, `db`, `out`, `today`: a day or ""), telling by lines of JSON on stdout how far it is.

A process of its own, because pdfium bears no two threads and the review station draws pages meanwhile.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from schemas.errors import NoticedeskError
from schemas.notice import Notice
from schemas.privacy import redact
from schemas.sealing import UPLOAD

from . import start, steps
from .logs import redact_logs
from .orders import Order
from .run import Run
from .settings import Settings, load

_AGAIN_AFTER = 2.0  # seconds, while another run is at work in the data folder


class Telling:
    """A `progress.RunProgress` that writes a line for each step."""

    def took_in(self, files: int) -> None: ...

    def reading(self, files: int, pages: int) -> None:
        tell(files=files, pages=pages)

    def page(self) -> None:
        tell(page=1)

    def file(self, notices: Sequence[Notice]) -> None:
        tell(file=1, notices=[_in_few_words(one) for one in notices])

    def file_lost(self) -> None:
        tell(file=1, lost=1)

    def stop(self) -> None: ...


def tell(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> int:
    asked = json.loads(sys.stdin.readline())
    redact_logs()
    os.nice(5)  # pages are shown to people meanwhile
    try:
        settings = load(db=asked["db"])
        day = date.fromisoformat(asked["today"]) if asked.get("today") else None
        order = Order((Path(asked["folder"]),), Path(asked["out"]), settings.db, today=day)
        _take_in(settings, order)
    except NoticedeskError as error:
        tell(trouble=redact(str(error)))
        return error.exit_status
    return 0


def _take_in(settings: Settings, order: Order) -> None:
    desk = start.open_desk(settings)
    while True:
        try:
            with start.begun(f"upload-{uuid4().hex}", order, desk, Telling()) as run:
                tell(began=1)
                perform(run, settings)
                tell(done=1, set_aside=run.summary.files_quarantined if run.summary else 0)
                return
        except start.AnotherAtWork:
            tell(waiting=1)
            time.sleep(_AGAIN_AFTER)


def perform(run: Run, settings: Settings) -> None:
    """The way of a page. Prefect is told where a server of it was named; one of its own would only cost time."""
    steps.take_in_files(run, sealed_as=UPLOAD)
    if run.batches and settings.prefect_server:
        from .prefect_here import run_flow  # noqa: PLC0415 - seconds to import

        run_flow(run.order_id, settings)
        return
    if run.batches:
        with run.reading():
            for number in range(len(run.batches)):
                steps.read_batch(run, number)
    steps.conclude(run)


def _in_few_words(notice: Notice) -> dict[str, str | None]:
    return {
        "notice_id": notice.notice_id,
        "code": notice.notice_code,
        "taxpayer": notice.taxpayer.name,
        "status": notice.validation.status.value,
    }


if __name__ == "__main__":
    sys.exit(main())
