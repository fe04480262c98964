"""Bringing scans in: what is kept, where, and from whom."""

from pathlib import Path

import pytest

from review.web.incoming import place_for, received
from schemas.desk import Role
from schemas.errors import BadArguments

from .station_here import Here, station_here, swapped

pytestmark = pytest.mark.store


def test_a_form_with_files_starts_a_reading_of_them(here: Here) -> None:
    client = here.signed_in(Role.INTAKE)
    sent = client.post("/upload", files=[("files", ("a.pdf", b"one")), ("files", ("a.pdf", b"two"))])
    assert (sent.status_code, sent.headers["location"]) == (303, "/upload")
    assert here.uploads.started[0].files == ("a (2).pdf", "a.pdf")
    assert "2 files" in client.get("/upload").text
    assert [one.what for one in here.desk.history()] == ["upload"]


def test_files_come_one_by_one_and_are_read_together(here: Here) -> None:
    client = here.signed_in(Role.INTAKE)
    batch = client.post("/upload/batch").json()["batch"]
    for name, body in (("mail/monday%2Fone.pdf", b"1" * 3_000_000), ("two%20%C3%A9.pdf", b"2")):
        assert client.put(f"/upload/batch/{batch}", content=body, headers={"x-name": name}).json()["size"] == len(
            body
        )
    answer = client.post(f"/upload/batch/{batch}/start")
    assert answer.status_code == 200 and "reading" in answer.text and 'hx-get="/upload/jobs"' in answer.text
    assert here.uploads.started[0].files == ("mail/monday/one.pdf", "two é.pdf")
    assert (here.uploads.folders[0] / "mail/monday/one.pdf").read_bytes() == swapped(b"1" * 3_000_000)
    assert client.post(f"/upload/batch/{batch}/start").status_code == 400


def test_half_a_file_is_none_and_without_a_key_nothing_comes_in(here: Here, tmp_path: Path) -> None:
    with pytest.raises(OSError), received(here.station, place_for(tmp_path, "a.pdf")) as out:
        out.write(b"half")
        raise OSError
    assert not (tmp_path / "a.pdf").exists()
    (tmp_path / "keyless").mkdir()
    keyless = station_here(tmp_path / "keyless", secrets=None)
    client = keyless.signed_in(Role.INTAKE)
    assert client.post("/upload", files=[("files", ("a.pdf", b"one"))]).status_code == 400
    batch = client.post("/upload/batch").json()["batch"]
    assert client.put(f"/upload/batch/{batch}", content=b"x", headers={"x-name": "a.pdf"}).status_code == 400
    assert [one for one in (tmp_path / "keyless/uploads").rglob("*") if one.is_file()] == []


def test_an_upload_is_only_its_own_persons(here: Here) -> None:
    batch = here.signed_in(Role.INTAKE).post("/upload/batch").json()["batch"]
    other = here.signed_in(Role.ADMIN)
    assert other.put(f"/upload/batch/{batch}", content=b"x", headers={"x-name": "a.pdf"}).status_code == 400
    assert other.put("/upload/batch/..", content=b"x", headers={"x-name": "a.pdf"}).status_code in (400, 404, 405)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\scans\\a.pdf", "a/../../b.pdf", ".hidden", "x" * 400 + ".pdf"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "uploads"
    inside.mkdir()
    assert place_for(inside, name).resolve().is_relative_to(inside)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["uploads"]


@pytest.mark.parametrize("name", ["", "..", "///", "\x00"])
def test_a_file_needs_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadArguments):
        place_for(tmp_path, name)


def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    assert place_for(tmp_path, "a/b.pdf").stat().st_mode & 0o077 == 0


def test_a_form_without_files_is_told_so(here: Here) -> None:
    assert here.signed_in(Role.INTAKE).post("/upload", files=[("files", ("", b""))]).status_code in (400, 422)
