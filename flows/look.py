"""The commands that look: queue, show, schema."""

import csv
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.errors import BadArguments
from schemas.privacy import redact

from .settings import Settings, load
from .terminal import is_plain, say
from .terminal import show as show_renderable

if TYPE_CHECKING:
    from workqueue import QueueFilter


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters as given on the command line; see `workqueue.QueueFilter`."""

    queue: str | None = None
    status: str | None = None
    state: str | None = None
    due_before: date | None = None
    code: str | None = None
    family: str | None = None
    text: str | None = None
    limit: int | None = None


def queue(wanted: Wanted, form: str, db: str | None, today: date | None) -> int:
    """Rows on stdout. A taxpayer number in a file's name is masked: only exports name files as given."""
    store = _open(load(db=db))
    rows = [_masked(row) for row in store.queue(filter_of(wanted))]
    if form == "json":
        sys.stdout.write(
            json.dumps([row.model_dump(mode="json") for row in rows], indent=1, ensure_ascii=False) + "\n"
        )
    elif form == "csv":
        _write_csv([_flat(row.model_dump(mode="json")) for row in rows])
    elif rows:
        from review.queue_list import queue_view  # noqa: PLC0415

        show_renderable(queue_view(rows, today or date.today(), plain=is_plain()))
    else:
        say("No work item is like that." if wanted != Wanted() else "The queue is empty.")
    return 0


def filter_of(wanted: Wanted) -> "QueueFilter":
    """As the store takes it; the code however it was written."""
    from schemas.codes import canonical  # noqa: PLC0415
    from workqueue import QueueFilter  # noqa: PLC0415

    fields = asdict(wanted) | ({"code": canonical(wanted.code)} if wanted.code else {})
    return QueueFilter(**fields)


def show(wanted: str, image: Path | None, db: str | None, *, as_json: bool) -> int:
    """The notice on stdout; with `image` also its pages, drawn. The paths written are told on stderr."""
    settings = load(db=db)
    store = _open(settings)
    stored = store.notice(wanted)
    notice = _masked(stored.notice)
    if as_json:
        sys.stdout.write(notice.model_dump_json(indent=1) + "\n")
    elif image is None or is_plain():
        from review.console import notice_sheet  # noqa: PLC0415

        show_renderable(notice_sheet(notice, stored.pages, stored.state.value, plain=is_plain()))
    if image is not None:
        from .page_pictures import draw_pages  # noqa: PLC0415

        for path in draw_pages(settings, stored, image, store.cuts(stored.document_id)):
            say(f"drawn: {path}")
    return 0


def schema(name: str | None) -> int:
    from schemas import json_schemas  # noqa: PLC0415

    if name is None:
        sys.stdout.write("\n".join(json_schemas.NAMES) + "\n")
    elif name in json_schemas.NAMES:
        sys.stdout.write(json_schemas.schema_text(name))
    else:
        raise BadArguments(f"there is no schema {name!r}", f"choose one of {', '.join(json_schemas.NAMES)}")
    return 0


def _open(settings: Settings) -> Any:
    """The store, which has to be there: looking creates none."""
    from workqueue import open_store  # noqa: PLC0415

    return open_store(settings.db, create=False)


def _masked(record: Any) -> Any:
    """The row or notice with its file's name redacted."""
    source = record.source.model_copy(update={"file": redact(record.source.file)})
    return record.model_copy(update={"source": source})


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """One level: the file and pages of the source, the actions and reasons joined."""
    plain = {key: value for key, value in row.items() if not isinstance(value, dict | list)}
    work = row["work_item"]
    return plain | {
        "file": row["source"]["file"],
        "pages": " ".join(str(page) for page in row["source"]["pages"]),
        "actions": "; ".join(work["actions"]),
        "reasons": "; ".join(work["reasons"]),
    }


def _write_csv(rows: list[dict[str, Any]]) -> None:
    from schemas.queue_row import QueueRow  # noqa: PLC0415

    nested = ("tax_periods", "source", "work_item")
    columns = [name for name in QueueRow.model_fields if name not in nested]
    columns += ["file", "pages", "actions", "reasons"]
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
