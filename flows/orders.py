"""What a run is asked to do, kept in a private file of the data folder and known by its id.

Prefect stores every parameter of a flow in clear: paths, and the address of a store, may name people or hold a
password. So the flow is given nothing but the id of its order.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from schemas.errors import BadArguments

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Order:
    """`paths`: files and folders to take in. `out`: folder of the exports. `db`: the store. `today`: the day the
    deadlines are seen from; None takes the day on which the run begins. `error_budget`:
    None takes that of the settings."""

    paths: tuple[Path, ...]
    out: Path
    db: str
    reread: bool = False
    today: date | None = None
    error_budget: float | None = None


def save(order: Order, order_id: str, folder: Path) -> None:
    """Keeps `order`, readable by its owner only."""
    path = _file(order_id, folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    # ASCII escapes keep a path that is not valid UTF-8 as it is.
    fields = asdict(order) | {"paths": [str(p) for p in order.paths]}
    path.write_text(json.dumps(fields, default=str, indent=2), encoding="ascii")


def load(order_id: str, folder: Path) -> Order:
    """Raises BadArguments where there is no such order, or it is not readable as one."""
    try:
        fields = json.loads(_file(order_id, folder).read_text(encoding="ascii"))
        fields["paths"] = tuple(Path(p) for p in fields["paths"])
        fields["out"] = Path(fields["out"])
        fields["today"] = date.fromisoformat(fields["today"]) if fields["today"] else None
        return Order(**fields)
    except FileNotFoundError:
        raise BadArguments(f"there is no order {order_id}", "`noticedesk ingest --save-order` writes one") from None
    except (ValueError, KeyError, TypeError):
        raise BadArguments(f"order {order_id} can't be read", "write it again") from None


def remove(order_id: str, folder: Path) -> None:
    _file(order_id, folder).unlink(missing_ok=True)


def _file(order_id: str, folder: Path) -> Path:
    if not _ID.fullmatch(order_id):
        raise BadArguments("an order's name is made of letters, digits, _ and -", "choose another name")
    return folder / f"{order_id}.json"
