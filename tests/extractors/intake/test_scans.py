"""What is a scan: by its content, whatever its name; its bytes kept under their hash, for nobody else to read."""

import hashlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import raster
from extractors.intake import blob_path
from extractors.intake.names import UniqueNames, is_unsafe, shown
from extractors.intake.sniff import sniff
from samples.hostile import TAMPERINGS
from samples.hostile.images import tiff_bomb
from schemas.document import ScanFile
from schemas.errors import Quarantined

from .files import digital_pdf, image_bytes, kept, mixed_pdf, scanned_pdf, take, tiff_bytes, told

SCANS = {
    "digital.pdf": (digital_pdf(), "pdf", 1),
    "scanned.pdf": (scanned_pdf(3), "pdf", 3),
    "mixed.pdf": (mixed_pdf(), "pdf", 3),
    "g3.tif": (tiff_bytes("group3"), "tiff", 3),
    "g4.tif": (tiff_bytes("group4"), "tiff", 3),
    "lzw.tif": (tiff_bytes("tiff_lzw"), "tiff", 3),
    "jpeg.tif": (tiff_bytes("jpeg"), "tiff", 3),
    "photo.jpg": (image_bytes("JPEG"), "jpeg", 1),
    "pin.png": (image_bytes("PNG"), "png", 1),
}


def test_a_scan_is_known_by_its_content(tmp_path):
    (tmp_path / "in").mkdir()
    for name, (data, _, _) in SCANS.items():
        for ending in ("", ".txt", ".exe"):
            (tmp_path / "in" / f"{name}{ending}").write_bytes(data)
    found = take(tmp_path / "in", tmp_path / "blobs")
    for name, (data, kind, pages) in SCANS.items():
        for ending in ("", ".txt", ".exe"):
            expected = ScanFile(
                name=f"{name}{ending}",
                sha256=hashlib.sha256(data).hexdigest(),
                kind=kind,
                pages=pages,
                size=len(data),
            )
            assert found[expected.name] == expected
        assert blob_path(tmp_path / "blobs", expected.sha256).read_bytes() == data


def test_nobody_else_may_read_the_bytes(tmp_path):
    (tmp_path / "a.pdf").write_bytes(digital_pdf())
    (found,) = take(tmp_path / "a.pdf", tmp_path / "blobs").values()
    assert isinstance(found, ScanFile) and found.sha256
    assert blob_path(tmp_path / "blobs", found.sha256).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "blobs").stat().st_mode & 0o077 == 0


def test_the_input_stays_as_it_was(tmp_path):
    scan = tmp_path / "in" / "a.pdf"
    scan.parent.mkdir()
    scan.write_bytes(digital_pdf())
    before = scan.stat()
    take(scan.parent, tmp_path / "blobs")
    assert [p.name for p in scan.parent.iterdir()] == ["a.pdf"]
    assert (scan.read_bytes(), scan.stat().st_mtime_ns) == (digital_pdf(), before.st_mtime_ns)


def test_the_same_bytes_twice_are_two_inputs_and_one_blob(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(digital_pdf())
    assert told(take(folder, tmp_path / "blobs")) == {"a.pdf": 1, "b.pdf": 1}
    assert len(kept(tmp_path / "blobs")) == 1


@pytest.mark.parametrize("how", sorted(TAMPERINGS))
def test_a_damaged_file_that_viewers_open_is_taken(tmp_path, how):
    tiff = how.startswith("tiff")
    data = TAMPERINGS[how](tiff_bytes("group4") if tiff else digital_pdf())
    (tmp_path / "x").write_bytes(data)
    (found,) = take(tmp_path / "x", tmp_path / "blobs").values()
    assert isinstance(found, ScanFile)
    assert found.pages == (3 if tiff else 1)


def test_one_giant_page_of_a_tiff_costs_that_page_only(tmp_path):
    """The second page claims 60,000 x 60,000 dots."""
    bomb, honest = tiff_bomb(), tiff_bytes("group4", pages=1)
    assert honest[:4] == b"II*\0"
    data = bytearray(honest)
    link = int.from_bytes(data[4:8], "little")
    link += 2 + 12 * int.from_bytes(data[link : link + 2], "little")
    data += bytes(len(data) % 2)
    shift = len(data)
    data[link : link + 4] = (shift + 8).to_bytes(4, "little")
    (tmp_path / "x.tif").write_bytes(bytes(data) + bomb)
    (found,) = take(tmp_path / "x.tif", tmp_path / "blobs").values()
    assert isinstance(found, ScanFile)
    assert found.pages == 2
    blob = blob_path(tmp_path / "blobs", found.sha256)
    assert raster.page_image(blob, "tiff", 1).gray.shape == (220, 170)
    with pytest.raises(Quarantined) as raised:
        raster.page_image(blob, "tiff", 2)
    assert raised.value.reason == "too_many_pixels"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "empty"),
        (b"MZ\x90\0%PDF-1.4", "executable"),
        (b"\x7fELF\x02\x01", "executable"),
        (b"#!/bin/sh\nrm", "script"),
        (b"\r\n\r\nX-Scanned-By: 7\r\n%PDF-1.4", "pdf"),
        (b"\xef\xbb\xbf<html>", "web_page"),
        (b"<?xml version='1.0'?>", "web_page"),
        (b"From: a\nTo: b\nSubject: c\n\nhello", "email"),
        (b"GIF89a", "image_type"),
        (b"RIFF\0\0\0\0WEBP", "image_type"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"Rar!\x1a\x07\0", "archive_type"),
        (b"\x1f\x8b\x08", "archive_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office_document"),
        (b"BM is how this note begins", "text"),
        (b"\0\1\2\3", "unknown_type"),
        (b"PDF-1.4", "text"),
    ],
)
def test_what_a_file_is_by_its_first_bytes(head, kind):
    assert sniff(head) == kind


def test_bytes_changed_anywhere_never_stop_the_run(tmp_path):
    for number in range(250):
        rng = Random(number)
        changed = bytearray(SCANS[rng.choice(sorted(SCANS))][0])
        for _ in range(rng.randint(1, 6)):
            changed[int(len(changed) * rng.random() ** rng.choice([1, 4]))] = rng.randrange(256)
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / str(number)).write_bytes(changed[: rng.choice([None, None, rng.randrange(len(changed))])])
    found = take(tmp_path / "in", tmp_path / "blobs")
    assert len(found) >= 250
    assert all(isinstance(f, ScanFile) or f.sentence for f in found.values())


@given(st.text(max_size=30))
def test_a_name_can_be_shown_anywhere(name):
    raw = name.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
    shown(raw).encode("utf-8")
    is_unsafe(raw)


@given(st.lists(st.sampled_from(["a", "a (2)", "b", "a (2) (2)"]), max_size=12))
def test_each_name_is_used_once(names):
    unique = UniqueNames()
    taken = [unique.take(name) for name in names]
    assert len(set(taken)) == len(taken)
    assert all(new.startswith(old) for new, old in zip(taken, names, strict=True))
