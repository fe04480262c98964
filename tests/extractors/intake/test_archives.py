"""ZIP archives: limits of size, ratio, depth, count and names, and damage of every sort."""

import struct
import zipfile
from random import Random

import pytest

from extractors.intake.names import is_unsafe

from .files import claiming, digital_pdf, image_bytes, kept, take, told, zip_bytes

PDF = digital_pdf()


@pytest.fixture
def take_zip(tmp_path):
    def taken(data: bytes, **limits: float):
        (tmp_path / "x.zip").write_bytes(data)
        return told(take(tmp_path / "x.zip", tmp_path / "blobs", **limits))

    return taken


def test_members_in_folders_and_archives_are_taken(take_zip):
    inner = zip_bytes(("deep/c.png", image_bytes("PNG")))
    data = zip_bytes(("a.pdf", PDF), ("folder/", b""), ("folder/b.jpg", image_bytes("JPEG")), ("in.zip", inner))
    assert take_zip(data) == {"x.zip/a.pdf": 1, "x.zip/folder/b.jpg": 1, "x.zip/in.zip/deep/c.png": 1}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_usual_ways_of_packing_are_unpacked(take_zip, method):
    assert take_zip(zip_bytes(("a.pdf", PDF), method=method)) == {"x.zip/a.pdf": 1}


def test_an_unusual_way_of_packing_is_named(take_zip):
    assert take_zip(zip_bytes(("a.pdf", PDF), method=zipfile.ZIP_LZMA)) == {"x.zip/a.pdf": "archive_method"}


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_archives_within_archives_are_opened_three_deep(take_zip, depth):
    data, name = PDF, "a.pdf"
    for level in range(depth, 0, -1):
        data, name = zip_bytes((name, data)), f"{level}.zip"
    (reason,) = take_zip(data).values()
    assert reason == (1 if depth <= 3 else "archive_too_deep")


def test_too_many_members_are_refused_before_any_is_unpacked(take_zip, tmp_path):
    data = zip_bytes(*((f"{n}.pdf", PDF) for n in range(11)))
    assert take_zip(data, archive_members=10) == {"x.zip": "archive_too_many"}
    assert kept(tmp_path / "blobs") == set()
    assert len(take_zip(data, archive_members=11)) == 11


def test_a_directory_too_long_to_be_honest_is_not_read(take_zip):
    """The short record says little; the long one, which the library believes, tells of four gigabytes."""
    data = zip_bytes(("a.pdf", PDF))
    end = data.rindex(b"PK\x05\x06")
    long = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**32, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    assert take_zip(data[:end] + long + locator + data[end:]) == {"x.zip": "archive_too_many"}


def test_all_members_together_may_unpack_to_so_much(take_zip):
    data = zip_bytes(*((f"{n}.pdf", PDF) for n in range(5)))
    found = take_zip(data, archive_bytes=3 * len(PDF))
    assert found == {"x.zip/0.pdf": 1, "x.zip/1.pdf": 1, "x.zip/2.pdf": 1, "x.zip": "archive_too_large"}


def test_what_is_unpacked_of_archives_within_counts_as_well(take_zip):
    inner = zip_bytes(*((f"{n}.pdf", PDF + bytes(5000)) for n in range(3)))
    found = take_zip(zip_bytes(("in.zip", inner), ("z.pdf", PDF)), archive_bytes=len(inner) + 6000)
    assert found["x.zip/in.zip"] == "archive_too_large"
    assert "z.pdf" not in found


def test_a_member_that_grows_out_of_proportion_is_not_unpacked(take_zip):
    data = zip_bytes(("zeros.pdf", bytes(200_000)), ("a.pdf", PDF))
    assert take_zip(data, ratio_from=100_000) == {"x.zip/zeros.pdf": "archive_ratio", "x.zip/a.pdf": 1}


@pytest.mark.parametrize("said", [1, 10_000_000])
def test_a_member_that_lies_about_its_size_is_damaged_or_stopped(take_zip, said):
    data = claiming(zip_bytes(("a.pdf", PDF + bytes(3000))), said)
    (reason,) = take_zip(data, file_bytes=3000).values()
    assert reason in ("damaged", "too_large")


UNSAFE = ["../a.pdf", "a/../../b.pdf", "/etc/passwd", "C:\\a.pdf", "..\\a.pdf", "\\\\host\\a.pdf", "a/../b.pdf"]
SAFE = ["..a.pdf", "a..pdf", "a b/ç é 字.pdf", " .pdf", "con.pdf", "-rf", "a\nb.pdf", "=cmd()", "'\";--"]


def test_names_that_climb_out_are_refused_all_others_are_taken(take_zip):
    found = take_zip(zip_bytes(*((name, PDF) for name in (*UNSAFE, *SAFE))))
    assert found == {f"x.zip/{n}": "unsafe_name" for n in UNSAFE} | {f"x.zip/{n}": 1 for n in SAFE}
    assert all(map(is_unsafe, UNSAFE)) and not any(map(is_unsafe, SAFE))


def test_a_member_without_a_name_has_its_record(take_zip):
    data = zip_bytes(("abcd.pdf", PDF)).replace(b"abcd.pdf", b"\0bcd.pdf")
    assert set(take_zip(data)) == {"x.zip/(no name)"}


def test_members_of_one_name_are_told_apart_quickly(take_zip):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zip_bytes(*[("a.txt", b"x")] * 3)
    assert set(take_zip(data)) == {"x.zip/a.txt", "x.zip/a.txt (2)", "x.zip/a.txt (3)"}


def test_an_archive_of_nothing_says_so(take_zip):
    assert take_zip(zip_bytes()) == {"x.zip": "archive_empty"}
    assert take_zip(zip_bytes(("folder/", b""))) == {"x.zip": "archive_empty"}


def test_a_link_in_an_archive_is_never_followed(take_zip, tmp_path):
    (tmp_path / "secret.pdf").write_bytes(PDF)
    link = zipfile.ZipInfo("link.pdf")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(link, str(tmp_path / "secret.pdf"))
    assert told(take(tmp_path / "x.zip", tmp_path / "blobs")) == {"x.zip/link.pdf": "text"}


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "META-INF/MANIFEST.MF"])
def test_documents_and_programs_that_are_archives_inside_are_no_mail(take_zip, name):
    reason = {"META-INF/MANIFEST.MF": "executable", "[Content_Types].xml": "office_document"}.get(name)
    found = take_zip(zip_bytes((name, b"<x/>"), ("a.pdf", PDF)))
    assert found == {"x.zip": reason} if reason else len(found) == 2


def test_bytes_changed_anywhere_never_stop_the_run(tmp_path):
    """Headers stand at both ends of an archive: there most of it is changed."""
    methods = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    whole = [zip_bytes(("a.pdf", PDF), ("b/c.png", image_bytes("PNG")), method=method) for method in methods]
    (tmp_path / "in").mkdir()
    for number in range(400):
        rng = Random(number)
        changed = bytearray(rng.choice(whole))
        for _ in range(rng.randint(1, 5)):
            at = rng.choice([rng.randrange(60), -rng.randint(1, 160), rng.randrange(len(changed))])
            changed[at] = rng.randrange(256)
        (tmp_path / "in" / f"{number}.zip").write_bytes(changed)
    found = take(tmp_path / "in", tmp_path / "blobs")
    assert {name.split("/")[0] for name in found} == {f"{number}.zip" for number in range(400)}
    assert not any(name.startswith(".incoming") for name in kept(tmp_path / "blobs"))
