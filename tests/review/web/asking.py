"""Everything the review station and its API say about a store, written down to be searched."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient
from httpx import Response

from schemas.desk import Role
from schemas.forms import Form
from workqueue import open_store
from workqueue.columns import TABLES
from workqueue.desk import Desk
from workqueue.tokens import Tokens

from .station_here import Here, station_here

V1 = "/api/v1"


def unpacked(data: bytes) -> bytes:
    """What stands in a file: of an archive or a workbook in its parts, of Parquet in its cells."""
    if data.startswith(b"PAR1"):
        return repr(pq.read_table(io.BytesIO(data)).to_pylist()).encode()
    if not data.startswith(b"PK"):
        return data.replace(b"\r\n ", b"")  # folded lines of a calendar
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"\n".join(name.encode() + b"\n" + unpacked(packed.read(name)) for name in packed.namelist())


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """What was logged, but for what the asking client logs itself."""
    return "\n".join(
        f"{one.name} {one.getMessage()} {one.exc_text or ''}"
        for one in caplog.records
        if not one.name.startswith(("httpx", "httpcore"))
    )


def ask_the_station(database: Path, home: Path, said: Path, number: str) -> None:
    """Asks everything that can be asked, with `number` in everything that can be typed. Each answer, its headers and
    what the history then has go to `said`."""
    home.mkdir(mode=0o700)
    store = open_store(str(database))
    here = station_here(home, desk=Desk(store), store=store)
    secret = Tokens(store).add("asking", Role.ADMIN, "test", here.clock.at)[1]
    program = here.visitor(headers={"Authorization": f"Bearer {secret}"}, raise_server_exceptions=False)
    ids = [row.notice_id for row in store.queue()]
    for at, answer in enumerate(_answers(here, program, ids, number)):
        assert answer.status_code < 500, (str(answer.request.url), answer.text[:500])
        head = f"{answer.status_code} {dict(answer.headers)}\n".encode()
        (said / f"answer {at}").write_bytes(head + unpacked(answer.content))
    history = "\n".join(one.model_dump_json() for one in here.desk.history(limit=1000))
    (said / "history of the station.txt").write_text(history)
    store.close()


def _answers(here: Here, program: TestClient, ids: list[str], number: str) -> Iterator[Response]:
    yield program.get("/api/openapi.json")
    yield program.get(f"{V1}/queue", params={"snoozed": True, "open_only": False})
    for one in ids:
        yield program.get(f"{V1}/notices/{one}")
        yield program.get(f"{V1}/notices/{one}/pages/1")
        yield program.get(f"{V1}/notices/{one}/pages/999")
    for form in Form:
        yield program.get(f"{V1}/exports/{form.value}", params={"open_only": False})
        for table in TABLES:
            yield program.get(f"{V1}/exports/{form.value}", params={"tables": table, "open_only": False})
    yield program.get(f"{V1}/calendar.ics")
    yield from _typed(program, ids[0], number)
    yield from _pages(here, ids[0], number)


def _typed(program: TestClient, notice_id: str, number: str) -> Iterator[Response]:
    """The number in every place of a request."""

    def post(what: str, **body: Any) -> Response:
        return program.post(f"{V1}/notices/{notice_id}/{what}", json=body)

    yield program.post(f"{V1}/files", files=[("files", (f"{number}.pdf", number.encode()))])
    yield program.post(f"{V1}/files", files=[(number, (number, number.encode()))])
    yield program.get(f"{V1}/jobs")
    for path in (
        f"jobs/{number}",
        f"notices/{number}",
        f"notices/{number.replace('-', '')}",
        f"exports/{number}",
        number,
    ):
        yield program.get(f"{V1}/{path}")
    for name in ("text", "client", "state", "due_before", "limit", number):
        yield program.get(f"{V1}/queue", params={name: number})
        yield program.get(f"{V1}/exports/csv", params={name: number})
    yield program.get(f"{V1}/me", headers={"Authorization": f"Bearer {number}"})
    yield post("comments", text=f"ask about {number}")
    yield post("moves", move="claim", version=1, why=number)
    yield post("moves", move=number, version=number, to=number, until=number)
    yield post("moves", move="assign", version=2, to=number)
    for field in ("tin.last4", "amount_due", "due_date", "notice_code", "tax_periods", "contact_phone"):
        change = {"field": field, "verdict": "corrected", "value": number, "why": number}
        yield post("corrections", version=99, changes=[change])
    yield post("corrections", version=2, changes=[{number: number}], **{number: number})
    yield post("overrulings", version=2, code="nothing", field=number, why=number)
    yield post("overrulings", version=2, code=number, why=number)
    yield program.post(f"{V1}/notices/{notice_id}/comments", content=json.dumps(number)[:-1])
    yield program.get(f"{V1}/notices/{notice_id}")


def _pages(here: Here, notice_id: str, number: str) -> Iterator[Response]:
    browser = here.signed_in(Role.ADMIN)
    for page in ("/exports", "/tokens", f"/notices/{notice_id}"):
        yield browser.get(page)
    yield browser.get("/exports", params={"text": number, "client": number, "state": number})
    for form in Form:
        yield browser.post("/exports", data={"form": form.value, "closed": "yes"})
    yield browser.post("/exports", data={"form": "csv", "text": number, "client": number})
    yield browser.post("/exports", data={"form": number})
    yield browser.post("/tokens", data={"name": number, "scope": number})
    yield browser.post("/tokens", data={"name": f"p:{number}", "scope": "lead"})
    yield browser.post(f"/tokens/{number}/revoke")
    yield browser.get("/tokens")
