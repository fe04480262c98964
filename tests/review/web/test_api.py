"""The API: who gets in, what each route gives, what is refused and how it is said."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient
from httpx import BasicAuth, Response
from icalendar import Calendar

from review.station import Job
from review.web import api_limits
from schemas.desk import Role
from schemas.notice import Notice
from schemas.queue_row import ItemState
from workqueue.tokens import Tokens

from .programs import V1, office, papers, program, secret_of
from .station_here import NOON, PNG, Here, swapped

pytestmark = pytest.mark.store
TIN = "666-31-7788"


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return office(tmp_path)


def ids(here: Here) -> tuple[str, str]:
    doubtful, good = (one.notices[0].notice_id for one in papers())
    return doubtful, good


def post(client: TestClient, notice_id: str, what: str, **body: Any) -> Response:
    return client.post(f"{V1}/notices/{notice_id}/{what}", json=body)


def claimed(here: Here, role: Role = Role.ANALYST) -> tuple[TestClient, str, int]:
    """A program that has claimed the disputed notice, and the version it then has."""
    client, notice_id = program(here, role), ids(here)[0]
    got = post(client, notice_id, "moves", move="claim", version=1)
    assert got.status_code == 200, got.text
    return client, notice_id, got.json()["item"]["version"]


def refused(answer: Response, status: int, words: str = "") -> None:
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"what", "advice"} and answer.headers["content-type"] == "application/json"
    assert words in answer.json()["what"]


def did(here: Here) -> list[str]:
    return [one.what for one in here.desk.history()]


# Who gets in

ROUTES = (
    ("GET", "me"),
    ("POST", "files"),
    ("GET", "jobs"),
    ("GET", "jobs/job1"),
    ("GET", "queue"),
    ("GET", "notices/{id}"),
    ("GET", "notices/{id}/pages/1"),
    ("POST", "notices/{id}/moves"),
    ("POST", "notices/{id}/corrections"),
    ("POST", "notices/{id}/overrulings"),
    ("POST", "notices/{id}/undo"),
    ("POST", "notices/{id}/comments"),
    ("GET", "exports/xlsx"),
    ("GET", "calendar.ics"),
)
BODIES: dict[str, dict[str, Any]] = {
    "moves": {"move": "claim", "version": 1},
    "corrections": {"version": 1, "changes": [{"field": "amount_due", "verdict": "confirmed"}]},
    "overrulings": {"version": 1, "code": "places_disagree", "field": "amount_due", "why": "seen"},
    "undo": {"version": 1, "field": "amount_due"},
    "comments": {"text": "seen"},
}


def ask(client: TestClient, here: Here, method: str, path: str) -> Response:
    where = f"{V1}/{path.replace('{id}', ids(here)[0])}"
    return client.request(method, where, json=BODIES.get(path.rpartition("/")[2]))


def test_the_list_of_routes_is_whole(here: Here) -> None:
    described = here.visitor().get("/api/openapi.json").json()["paths"]
    told = {(method.upper(), path) for path, methods in described.items() for method in methods}
    names = {"{id}": "{notice_id}", "job1": "{job_id}", "/1": "/{page}", "xlsx": "{form}"}
    mine = set()
    for method, path in ROUTES:
        for short, long in names.items():
            path = path.replace(short, long)  # noqa: PLW2901
        mine.add((method, f"/v1/{path}"))
    assert told == mine


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_without_a_token_that_holds_nobody_gets_in(here: Here, route: tuple[str, str]) -> None:
    revoked = secret_of(here, name="old")
    Tokens(here.station.store).revoke("old", NOON)
    for headers in ({}, {"Authorization": f"Bearer {revoked}"}, {"Authorization": "Bearer"}, {"Authorization": "x"}):
        answer = ask(here.visitor(headers=headers), here, *route)
        refused(answer, 401)
        assert answer.headers["www-authenticate"] == "Bearer"
    assert did(here) == []


def test_a_cookie_of_the_station_is_no_token(here: Here) -> None:
    refused(here.signed_in(Role.ADMIN).get(f"{V1}/queue"), 401)
    refused(here.signed_in(Role.ADMIN).post(f"{V1}/notices/{ids(here)[0]}/comments", json={"text": "x"}), 401)


def test_a_token_is_no_way_to_the_pages(here: Here) -> None:
    assert program(here, Role.ADMIN).get("/queue").status_code == 303


MAY = {
    "POST files": Role.INTAKE,
    "GET jobs": Role.INTAKE,
    "GET queue": Role.INTAKE,
    "POST notices/{id}/moves": Role.ANALYST,
    "POST notices/{id}/corrections": Role.ANALYST,
    "POST notices/{id}/overrulings": Role.ANALYST,
    "POST notices/{id}/undo": Role.ANALYST,
    "POST notices/{id}/comments": Role.ANALYST,
    "GET exports/xlsx": Role.ANALYST,
}


@pytest.mark.parametrize("route", [name for name, least in MAY.items() if least is not Role.INTAKE])
def test_a_role_that_may_not_is_refused_and_nothing_happens(here: Here, route: str) -> None:
    refused(ask(program(here, Role.INTAKE), here, *route.split()), 403, "intake, may not do this")
    assert did(here) == []


@pytest.mark.parametrize("move", ["assign", "reopen", "restore"])
def test_what_only_a_lead_may_needs_a_lead(here: Here, move: str) -> None:
    refused(post(program(here), ids(here)[0], "moves", move=move, version=1), 403)
    got = post(program(here, Role.LEAD), ids(here)[0], "moves", move=move, version=1)
    assert got.status_code == (200 if move == "assign" else 409)  # it is neither done nor rejected


def test_a_token_for_the_calendar_is_good_for_nothing_else(here: Here) -> None:
    client = program(here, Role.INTAKE, feed=True, name="outlook")
    for method, path in ROUTES:
        answer = ask(client, here, method, path)
        assert answer.status_code == (200 if path == "calendar.ics" else 403), path


def test_guessing_is_slowed_down_and_whoever_has_a_token_is_not(here: Here) -> None:
    good, bad = program(here), here.visitor(headers={"Authorization": "Bearer nd_guess"})
    answers = [bad.get(f"{V1}/me") for _ in range(7)]
    assert [one.status_code for one in answers] == [401] * 5 + [429] * 2
    refused(answers[-1], 429)
    assert int(answers[-1].headers["retry-after"]) > 0
    assert good.get(f"{V1}/me").json() == {"name": "api:analyst program", "role": "analyst"}
    here.clock.go_on(hours=1)
    refused(bad.get(f"{V1}/me"), 401)


def test_when_a_token_was_used_is_seen(here: Here) -> None:
    program(here).get(f"{V1}/me")
    assert [one.last_used for one in Tokens(here.station.store).all()] == [NOON]


# Files and jobs


def test_files_are_taken_in_as_a_job(here: Here) -> None:
    client = program(here, Role.INTAKE)
    got = client.post(f"{V1}/files", files=[("files", ("a.pdf", b"one")), ("files", (f"{TIN}.pdf", b"two"))])
    assert got.status_code == 202
    job = Job.model_validate(got.json())
    assert (job.who, job.files) == ("api:intake program", ("***-**-7788.pdf", "a.pdf"))
    assert (here.uploads.folders[0] / "a.pdf").read_bytes() == swapped(b"one")
    assert client.get(f"{V1}/jobs/{job.job_id}").json() == got.json() == client.get(f"{V1}/jobs").json()[0]
    assert did(here) == ["upload"]
    refused(client.get(f"{V1}/jobs/other"), 404)


@pytest.mark.parametrize("sent", [{}, {"data": {"files": "text"}}, {"files": [("other", ("a.pdf", b"x"))]}])
def test_no_file_is_told(here: Here, sent: dict[str, Any]) -> None:
    refused(program(here, Role.INTAKE).post(f"{V1}/files", **sent), 422, "no file")
    assert here.uploads.started == [] and not list(here.station.home.glob("uploads/*/*"))


def test_a_form_that_is_none_is_told(here: Here) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    refused(program(here, Role.INTAKE).post(f"{V1}/files", content=b"nonsense", headers=headers), 400)


def test_what_is_too_large_is_refused_whether_it_says_so_or_not(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_limits, "MOST_BYTES", 1000)
    client = program(here, Role.ADMIN)
    refused(client.post(f"{V1}/files", files=[("files", ("a.pdf", b"x" * 2000))]), 413)
    headers = {"content-type": "multipart/form-data; boundary=x"}
    refused(client.post(f"{V1}/files", content=_bit_by_bit(), headers=headers), 413)
    refused(post(client, ids(here)[0], "comments", text="x" * (api_limits.SMALL + 1)), 413)
    assert here.uploads.started == []


def _bit_by_bit() -> Iterator[bytes]:
    yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    for _ in range(40):
        yield b"y" * 100


# Looking


def test_the_queue_is_filtered_and_paged(here: Here) -> None:
    client = program(here)
    whole = client.get(f"{V1}/queue").json()
    assert whole["total"] == 2 and {one["row"]["notice_id"] for one in whole["rows"]} == set(ids(here))
    assert len(client.get(f"{V1}/queue", params={"limit": 1, "offset": 1}).json()["rows"]) == 1
    found = client.get(f"{V1}/queue", params={"state": ["review"], "code": "cp 14", "order": "amount"}).json()
    assert [one["row"]["notice_id"] for one in found["rows"]] == [ids(here)[0]]
    assert client.get(f"{V1}/queue", params={"state": "done"}).json()["total"] == 0
    here.station.store.decide(ids(here)[1], ItemState.DONE, who="anna", why="", at=NOON)
    assert client.get(f"{V1}/queue").json()["total"] == 1
    assert client.get(f"{V1}/queue", params={"state": "done"}).json()["total"] == 1
    assert client.get(f"{V1}/queue", params={"open_only": False}).json()["total"] == 2


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "state=lost", "due=never", "due_before=soon", "colour=red"]
)
def test_a_filter_that_is_not_understood_is_refused(here: Here, query: str) -> None:
    refused(program(here).get(f"{V1}/queue?{query}"), 422)


def test_a_notice_is_the_whole_record_and_where_it_stands(here: Here) -> None:
    got = program(here).get(f"{V1}/notices/{ids(here)[1]}").json()
    assert Notice.model_validate(got["record"]) == here.desk.notice(ids(here)[1]).notice
    assert got["record"]["amount_due"] == "9533.53" and got["item"]["version"] == 1
    assert program(here, name="other").get(f"{V1}/notices/{ids(here)[1][:9]}").json() == got
    refused(program(here, name="third").get(f"{V1}/notices/nothing"), 404)


def test_a_page_is_a_picture(here: Here) -> None:
    client = program(here, Role.INTAKE)
    got = client.get(f"{V1}/notices/{ids(here)[0]}/pages/1")
    assert got.headers["content-type"] == "image/png" and got.content.startswith(PNG[:8])
    assert got.headers["cache-control"] == "no-store"
    refused(client.get(f"{V1}/notices/{ids(here)[0]}/pages/99"), 404, "no such page")
    refused(client.get(f"{V1}/notices/{ids(here)[0]}/pages/0"), 422)


# Working


def test_a_notice_is_claimed_corrected_accepted_and_done(here: Here) -> None:
    client, notice_id, version = claimed(here)
    refused(post(client, notice_id, "moves", move="accept", version=version), 409, "still to be settled")
    change = {"field": "amount_due", "verdict": "corrected", "value": "9,583.53", "why": f"phoned {TIN}"}
    got = post(client, notice_id, "corrections", version=version, changes=[change])
    assert got.status_code == 200, got.text
    assert got.json()["record"]["amount_due"] == "9583.53"
    assert got.json()["corrections"][0]["change"]["why"] == "phoned ***-**-7788"
    assert got.json()["corrections"][0]["who"] == "api:analyst program"
    for left in got.json()["record"]["validation"]["findings"]:
        if left["severity"] == "error":
            now = client.get(f"{V1}/notices/{notice_id}").json()["item"]["version"]
            aside = {"code": left["code"], "field": left["field"], "why": "seen on paper"}
            assert post(client, notice_id, "overrulings", version=now, **aside).status_code == 200
    for move in ("accept", "finish"):
        now = client.get(f"{V1}/notices/{notice_id}").json()["item"]["version"]
        got = post(client, notice_id, "moves", move=move, version=now)
        assert got.status_code == 200, got.text
    assert got.json()["item"]["state"] == "done"
    assert did(here)[-2:] == ["correct", "claim"]


def test_confirmed_absent_unreadable_and_taken_back(here: Here) -> None:
    client, notice_id, version = claimed(here)
    words = [{"field": "amount_due", "verdict": "confirmed"}, {"field": "due_date", "verdict": "absent"}]
    got = post(client, notice_id, "corrections", version=version, changes=words).json()
    assert got["record"]["due_date"] is None and len(got["corrections"]) == 2
    got = post(client, notice_id, "undo", version=got["item"]["version"], field="due_date").json()
    assert got["record"]["due_date"] == "2018-01-29" and len(got["corrections"]) == 1
    refused(post(client, notice_id, "undo", version=got["item"]["version"], field="caller_id"), 404)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("tax_periods", ["1040|2016-12-31|year"], ["1040|2016-12-31|year"]),
        ("tax_periods", "941 2017 Q4", ["941|2017-12-31|quarter"]),
        ("due_date", "1/29/2018", "2018-01-29"),
        ("notice_code", "cp-503", "CP503"),
        ("tin.last4", "***-**-1234", "1234"),
    ],
)
def test_values_are_understood_as_on_the_page(here: Here, field: str, value: Any, kept: Any) -> None:
    client, notice_id, version = claimed(here)
    change = {"field": field, "verdict": "corrected", "value": value}
    got = post(client, notice_id, "corrections", version=version, changes=[change])
    assert got.status_code == 200, got.text
    assert got.json()["corrections"][0]["change"]["value"] == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [("amount_due", "much"), ("due_date", "2018-02-30"), ("tin.last4", TIN), ("notice_code", None)],
)
def test_a_value_that_is_none_is_refused_and_not_repeated(here: Here, field: str, value: Any) -> None:
    client, notice_id, version = claimed(here)
    change = {"field": field, "verdict": "corrected", "value": value}
    answer = post(client, notice_id, "corrections", version=version, changes=[change])
    refused(answer, 400, field)
    assert value is None or value not in answer.text
    assert here.desk.notice(notice_id).corrections == ()


def test_who_saw_an_older_version_is_told(here: Here) -> None:
    client, notice_id, version = claimed(here)
    stale = version - 1
    refused(post(client, notice_id, "moves", move="start", version=stale), 409)
    change = {"field": "amount_due", "verdict": "confirmed"}
    refused(post(client, notice_id, "corrections", version=stale, changes=[change]), 409)
    finding = here.desk.notice(notice_id).notice.validation.findings[0]
    aside = {"code": finding.code, "field": finding.field, "why": "x"}
    refused(post(client, notice_id, "overrulings", version=stale, **aside), 409)
    assert did(here) == ["claim"]


def test_what_another_holds_is_left_alone(here: Here) -> None:
    _, notice_id, version = claimed(here)
    other = program(here, name="other")
    refused(post(other, notice_id, "moves", move="release", version=version), 409, "works on it")


def test_a_finding_that_is_not_there_can_not_be_set_aside(here: Here) -> None:
    client, notice_id, version = claimed(here)
    refused(post(client, notice_id, "overrulings", version=version, code="nothing", why="x"), 404)
    refused(post(client, notice_id, "overrulings", version=version, code="nothing", why="  "), 422)


def test_snooze_and_assign_need_a_day_ahead_and_somebody_who_works(here: Here) -> None:
    client, notice_id = program(here, Role.LEAD), ids(here)[1]
    for day in (None, "2018-01-20"):
        refused(post(client, notice_id, "moves", move="snooze", version=1, until=day), 400)
    got = post(client, notice_id, "moves", move="snooze", version=1, until="2018-01-21").json()
    assert got["item"]["snoozed_until"] == "2018-01-21"
    here.signed_in(Role.INTAKE, "ina")
    here.signed_in(Role.ANALYST, "anna")
    for name in ("ina", "nobody"):
        refused(post(client, notice_id, "moves", move="assign", version=2, to=name), 400)
    got = post(client, notice_id, "moves", move="assign", version=2, to="Anna").json()
    assert got["item"]["assignee"] == "anna"


def test_a_comment_is_kept_without_a_number_in_it(here: Here) -> None:
    got = post(program(here), ids(here)[0], "comments", text=f" ask about {TIN} ")
    assert got.status_code == 201 and got.json()["comments"][0]["text"] == "ask about ***-**-7788"


# Errors


def test_errors_say_where_and_never_what(here: Here) -> None:
    client, notice_id = program(here), ids(here)[0]
    answer = post(client, notice_id, "moves", move=TIN, version=TIN)
    refused(answer, 422, "body.move, body.version")
    answer = post(client, notice_id, "moves", move="claim", version=1, **{TIN: TIN})
    refused(answer, 422, "a name that is not known")
    assert TIN not in answer.text
    broken = client.post(
        f"{V1}/notices/{notice_id}/moves", content=b"{", headers={"content-type": "application/json"}
    )
    refused(broken, 400, "no JSON")
    refused(client.get(f"{V1}/nowhere"), 404)
    answer = client.delete(f"{V1}/queue")
    refused(answer, 405)
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize("path", ["notices/a%0Ab", "notices/a%2Fb", "notices/%2E%2E", "%0A", "", "../v1"])
def test_an_address_that_leads_nowhere_is_answered_like_any_other(here: Here, path: str) -> None:
    """Also one that the API's own application never sees: its mount takes no line break."""
    answer = program(here).get(f"{V1}/{path}")
    refused(answer, 422 if path == "notices/%2E%2E" else 404)


def test_a_fault_says_its_kind_alone(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ValueError(f"something about {TIN}")

    secret = secret_of(here)
    monkeypatch.setattr(here.desk, "page", broken)
    client = here.visitor(headers={"Authorization": f"Bearer {secret}"}, raise_server_exceptions=False)
    answer = client.get(f"{V1}/queue")
    refused(answer, 500, "ValueError")
    assert TIN not in answer.text and "something" not in answer.text


# Taking away


def test_exports_come_in_every_form_and_leave_an_entry(here: Here) -> None:
    client = program(here)
    got = client.get(f"{V1}/exports/xlsx", params={"tables": ["amounts", "notices"]})
    book = openpyxl.load_workbook(io.BytesIO(got.content))
    assert book.sheetnames == ["notices", "amounts"]
    assert book["notices"]["A2"].hyperlink.target.startswith("http://localhost/notices/n")
    assert got.headers["content-disposition"] == "attachment; filename*=UTF-8''notices-2018-01-20.xlsx"
    got = client.get(f"{V1}/exports/csv", params={"tables": "deadlines"})
    assert got.text.startswith("notice_id,position,kind,date") and got.headers["content-type"].startswith("text/csv")
    with zipfile.ZipFile(io.BytesIO(client.get(f"{V1}/exports/parquet").content)) as packed:
        assert len(packed.namelist()) == 6
        with packed.open("notices.parquet") as file:
            assert set(pq.read_table(file).column("notice_id").to_pylist()) == set(ids(here))
    assert did(here) == ["export"] * 3
    entry = here.desk.history()[-1]
    assert entry.who == "api:analyst program"
    assert entry.details == {"form": "xlsx", "tables": "notices amounts", "filter": "", "notices": 2}
    assert list((here.station.home / "leaving").iterdir()) == []


def test_an_export_is_filtered_as_the_queue_is(here: Here) -> None:
    client = program(here)
    for filters in ({"state": "review"}, {"client": "JAMES Q HINDS"}, {"text": "hinds"}):
        got = client.get(f"{V1}/exports/csv", params={"tables": "notices", **filters})
        assert [line.split(",")[0] for line in got.text.splitlines()[1:]] == [ids(here)[0]], filters
    refused(client.get(f"{V1}/exports/csv?tables=people"), 422)
    refused(client.get(f"{V1}/exports/pdf"), 422)


def test_everything_is_asked_for_without_asking_the_desk_for_each(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = program(here)
    monkeypatch.setattr(here.desk, "page", None)
    assert client.get(f"{V1}/exports/csv", params={"open_only": False, "snoozed": True}).status_code == 200
    assert here.desk.history()[0].details["notices"] == "all"


def test_a_calendar_program_comes_with_a_password_and_leaves_an_entry_a_day(here: Here) -> None:
    secret = secret_of(here, Role.INTAKE, feed=True, name="outlook")
    client = here.visitor()
    client.auth = BasicAuth("anybody", secret)
    for _ in range(3):
        got = client.get(f"{V1}/calendar.ics")
        here.clock.go_on(hours=1)
    assert got.headers["content-type"].startswith("text/calendar")
    assert {str(event["uid"])[:17] for event in Calendar.from_ical(got.content).walk("VEVENT")} == set(ids(here))
    assert did(here) == ["export"]
    here.clock.go_on(hours=24)
    client.get(f"{V1}/calendar.ics")
    assert did(here) == ["export", "export"] and here.desk.history()[0].who == "api:outlook"
    client.auth = BasicAuth("anybody", "wrong")
    refused(client.get(f"{V1}/calendar.ics"), 401)


def test_what_is_put_off_stays_in_the_calendar(here: Here) -> None:
    client = program(here)
    assert post(client, ids(here)[1], "moves", move="snooze", version=1, until="2018-03-01").status_code == 200
    assert ids(here)[1] in client.get(f"{V1}/calendar.ics").text.replace("\r\n ", "")
    assert ids(here)[1] not in client.get(f"{V1}/exports/csv", params={"tables": "notices"}).text
