"""Files taken in are sealed; the reader opens them, and what was changed in between is found."""

from pathlib import Path

import pytest

from extractors.cache import FolderCache, entries, noted
from extractors.intake import blob_path, open_blob, sweep, take_in
from extractors.intake.guard import Guard
from extractors.scanbytes import Unsealing, readable
from schemas.document import FileKind, ScanFile, SetAside
from schemas.errors import KeyTrouble, SealBroken
from schemas.sealing import UPLOAD, Sealer, is_sealed

from .files import digital_pdf, image_bytes

SEALER, OTHER = Sealer((b"k" * 32,)), Sealer((b"x" * 32,))


def taken(folder: Path, sealer: Sealer | None = SEALER) -> ScanFile:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in/a.pdf").write_bytes(digital_pdf())
    (scan,) = take_in([folder / "in/a.pdf"], folder / "blobs", sealer=sealer)
    assert isinstance(scan, ScanFile)
    return scan


def test_what_lies_in_the_folder_is_sealed_and_opens_to_what_came(tmp_path: Path) -> None:
    scan = taken(tmp_path)
    blob = blob_path(tmp_path / "blobs", scan.sha256)
    assert b"Notice CP503" in digital_pdf()
    assert is_sealed(blob.read_bytes()) and b"CP503" not in blob.read_bytes()
    assert open_blob(blob, SEALER) == digital_pdf()
    assert scan.size == len(digital_pdf())
    assert blob.stat().st_mode & 0o777 == 0o600
    assert [p for p in (tmp_path / "blobs").iterdir() if p.is_file()] == [], "nothing unsealed stays behind"


def test_a_file_of_an_older_noticedesk_is_read_as_it_is_and_sealed_when_it_comes_again(tmp_path: Path) -> None:
    scan = taken(tmp_path, sealer=None)
    blob = blob_path(tmp_path / "blobs", scan.sha256)
    assert open_blob(blob, SEALER) == open_blob(blob, None) == blob.read_bytes() == digital_pdf()
    taken(tmp_path)
    assert is_sealed(blob.read_bytes())


def test_without_the_key_or_with_another_nothing_opens(tmp_path: Path) -> None:
    blob = blob_path(tmp_path / "blobs", taken(tmp_path).sha256)
    with pytest.raises(KeyTrouble):
        open_blob(blob, None)
    with pytest.raises(KeyTrouble, match=OTHER.key_ids[0]):
        open_blob(blob, OTHER)


def test_a_changed_or_exchanged_blob_is_found(tmp_path: Path) -> None:
    blob = blob_path(tmp_path / "blobs", taken(tmp_path).sha256)
    whole = blob.read_bytes()
    blob.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(SealBroken):
        open_blob(blob, SEALER)
    other = blob.with_name("0" * 64)
    other.write_bytes(whole)
    with pytest.raises(SealBroken):
        open_blob(other, SEALER)


def test_while_a_file_is_looked_into_nothing_of_it_lies_in_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a run that is killed there leaves nothing either."""
    there: list[list[bytes]] = []
    look = Guard.pages

    def pages(guard: Guard, path: Path, kind: FileKind) -> int:
        there.append([one.read_bytes() for one in (tmp_path / "blobs").rglob("*") if one.is_file()])
        assert path.read_bytes() == digital_pdf()
        return look(guard, path, kind)

    monkeypatch.setattr(Guard, "pages", pages)
    taken(tmp_path)
    assert there == [[]]


def test_what_came_sealed_is_taken_in_as_what_came_in_clear(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    data = digital_pdf()
    whole = SEALER.seal(data, UPLOAD)
    files = {"clear": data, "sealed": whole, "cut off": whole[:-1], "of another kind": SEALER.seal(data, "blob x")}
    for name, content in files.items():
        (inbox / f"{name}.pdf").write_bytes(content)
    found = {
        one.name.removesuffix(".pdf"): one
        for one in take_in([inbox], tmp_path / "blobs", sealer=SEALER, sealed_as=UPLOAD)
    }
    sealed, clear = found["sealed"], found["clear"]
    assert isinstance(sealed, ScanFile) and isinstance(clear, ScanFile)
    assert (sealed.sha256, sealed.size, sealed.pages) == (clear.sha256, len(data), clear.pages)
    assert open_blob(blob_path(tmp_path / "blobs", sealed.sha256), SEALER) == data
    aside = [found["cut off"], found["of another kind"]]
    assert [one.reason for one in aside if isinstance(one, SetAside)] == ["read_error", "read_error"]
    with pytest.raises(KeyTrouble):
        list(take_in([inbox / "sealed.pdf"], tmp_path / "blobs", sealer=OTHER, sealed_as=UPLOAD))


def test_what_a_killed_run_left_unsealed_goes_with_the_next(tmp_path: Path) -> None:
    blobs = tmp_path / "blobs"
    blobs.mkdir()
    (blobs / ".incoming-1-abc").write_bytes(b"666-31-7701")
    (blobs / ".incoming-1-abc-sealed").write_bytes(b"half")
    sweep(blobs)
    assert list(blobs.iterdir()) == []


def test_the_reader_holds_one_opened_file_and_gives_unsealed_ones_as_paths(tmp_path: Path) -> None:
    unseal = Unsealing(SEALER)
    blob = blob_path(tmp_path / "blobs", taken(tmp_path).sha256)
    opened = unseal(blob)
    assert opened == digital_pdf() and unseal(blob) is opened
    plain = tmp_path / "in/a.pdf"
    assert unseal(plain) == readable(plain) == plain
    with pytest.raises(KeyTrouble):
        Unsealing(None)(blob)


@pytest.mark.ocr
@pytest.mark.parametrize("kind", ["pdf", "png", "tiff"])
def test_a_sealed_page_reads_as_the_unsealed_one(tmp_path: Path, kind: str) -> None:
    from extractors.reader import Reader, ReaderSettings, upright_image  # noqa: PLC0415

    data = digital_pdf() if kind == "pdf" else image_bytes(kind)
    (tmp_path / "page").write_bytes(data)
    scans = list(take_in([tmp_path / "page"], tmp_path / "blobs", sealer=SEALER))
    assert isinstance(scans[0], ScanFile)
    blob = blob_path(tmp_path / "blobs", scans[0].sha256)
    sealed, plain = Reader(ReaderSettings(sealer=SEALER)), Reader()
    how = plain.read_page(tmp_path / "page", scans[0].kind, 1)
    assert sealed.read_page(blob, scans[0].kind, 1) == how
    with pytest.raises(KeyTrouble):
        plain.read_page(blob, scans[0].kind, 1)
    shown = upright_image(blob, scans[0].kind, 1, how, sealer=SEALER)
    assert shown.tobytes() == upright_image(tmp_path / "page", scans[0].kind, 1, how).tobytes()


def test_readings_are_sealed_and_a_changed_one_is_none(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path, SEALER)
    cache.put("ab12", "DORA EXAMPLE")
    ((key, entry),) = entries(tmp_path)
    assert key == "ab12" and is_sealed(entry.read_bytes())
    assert cache.get("ab12") == "DORA EXAMPLE"
    for other in (FolderCache(tmp_path), FolderCache(tmp_path, OTHER)):
        assert other.get("ab12") is None
    entry.write_bytes(entry.read_bytes()[:-1])
    assert cache.get("ab12") is None


def test_readings_of_an_older_noticedesk_are_read_as_they_are(tmp_path: Path) -> None:
    FolderCache(tmp_path).put("ab12", "x")
    assert FolderCache(tmp_path, SEALER).get("ab12") == "x"


def test_it_is_noted_which_readings_were_used_for_which_file(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path, SEALER)
    cache.put("aa01", "of nobody")
    cache.reading("file1")
    cache.put("ab12", "x")
    cache.get("ab12")
    cache.get("nothing there")
    cache.reading("file2")
    cache.get("ab12")
    cache.put("cd34", "y")
    assert noted(tmp_path) == {"file1": {"ab12"}, "file2": {"ab12", "cd34"}}
    assert [p for p in tmp_path.rglob("*") if p.is_file() and p.stat().st_mode & 0o077] == []
