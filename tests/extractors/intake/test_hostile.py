"""Files made to do harm: each set aside with its reason, in little time and memory, and the rest goes on."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from extractors.intake.reasons import SENTENCES
from samples.hostile import hostile_files
from schemas.document import ScanFile, SetAside

from .files import digital_pdf, image_bytes, kept, scanned_pdf, take, told, zip_bytes

HOSTILE = {f.how + f.name[-4:]: f for f in hostile_files(scanned_pdf(), image_bytes("JPEG"), Random(1))}
REASONS = {
    "encrypted.pdf": "password", "truncated.pdf": "damaged", "empty.pdf": "empty", "zero_pages.pdf": "no_pages",
    "many_pages.pdf": "too_many_pages", "recursive_tree.pdf": "no_pages", "executable.pdf": "executable",
    "html.pdf": "web_page", "office_documentdocx": "office_document", "text.txt": "text",
    "system_files.db": "system_file", "image_typeHEIC": "heic", "image_bomb.png": "too_many_pixels",
    "image_bomb.tif": "too_many_pixels", "truncated_zip.zip": "damaged", "zip_bomb.zip": "archive_ratio",
    "nested_zip_bomb.zip": "archive_ratio", "deep_zip.zip": "archive_too_deep", "zip_slip.zip": "unsafe_name",
    "encrypted_zip.zip": "password",
}  # fmt: skip
MEASURE = """
import json, resource, sys, time
from pathlib import Path
from extractors.intake import take_in
limit = 1024 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
found = [f.name for f in take_in([Path(sys.argv[1])], Path(sys.argv[2]))]
own, child = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # ru_maxrss is the parent's
print(json.dumps({"found": len(found), "own": int(peak.split()[1]) / 1024, "child": child.ru_maxrss / 1024,
                  "cpu": own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime}))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.mark.parametrize("how", sorted(REASONS))
def test_each_kind_has_its_reason(folder, tmp_path, how):
    hostile = HOSTILE[how]
    (folder / hostile.name).write_bytes(hostile.data)
    found = take(folder, tmp_path / "blobs")
    assert set(found) == {f"{hostile.name}/{m}" for m in hostile.members} or set(found) == {hostile.name}
    for item in found.values():
        assert isinstance(item, SetAside)
        assert (item.reason, item.sentence) == (REASONS[how], SENTENCES[REASONS[how]])
    assert kept(tmp_path / "blobs") == set()


def test_no_kind_is_forgotten():
    assert {how for how, f in HOSTILE.items() if f.page == 0} == set(REASONS)


def test_a_cut_jpeg_is_taken_and_its_page_fails_later(folder, tmp_path):
    hostile = HOSTILE["jpeg_cut.jpg"]
    (folder / hostile.name).write_bytes(hostile.data)
    assert told(take(folder, tmp_path / "blobs")) == {hostile.name: 1}


def test_honest_files_among_hostile_ones_are_taken(folder, tmp_path):
    for hostile in HOSTILE.values():
        (folder / hostile.name).write_bytes(hostile.data)
    for name in ("0.pdf", "m.pdf", "zz.pdf"):
        (folder / name).write_bytes(digital_pdf())
    found = told(take(folder, tmp_path / "blobs"))
    assert [found[n] for n in ("0.pdf", "m.pdf", "zz.pdf")] == [1, 1, 1]
    assert len(kept(tmp_path / "blobs")) == 2  # the cut JPEG's, and one for three equal files


def test_all_of_them_together_take_little_time_and_memory(folder, tmp_path):
    for hostile in HOSTILE.values():
        (folder / hostile.name).write_bytes(hostile.data)
    command = [sys.executable, "-P", "-c", MEASURE, str(folder), str(tmp_path / "blobs")]
    cost = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)
    assert cost["found"] >= len(HOSTILE)
    assert cost["own"] < 120  # MB; 35 where this was written
    assert cost["child"] < 200  # 55
    assert cost["cpu"] < 8  # 0.5


def test_a_file_that_takes_too_long_is_left_and_the_next_one_read(folder, tmp_path):
    (folder / "a.pdf").write_bytes(digital_pdf())
    assert told(take(folder, tmp_path / "blobs", probe_seconds=0.0001)) == {"a.pdf": "hangs"}
    assert told(take(folder, tmp_path / "blobs")) == {"a.pdf": 1}


def test_a_probe_that_dies_costs_one_file(folder, tmp_path, monkeypatch):
    (folder / "a.pdf").write_bytes(digital_pdf())
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert told(take(folder, tmp_path / "blobs")) == {"a.pdf": "crashes"}


def test_every_limit_of_a_file_is_kept(folder, tmp_path):
    (folder / "three.pdf").write_bytes(scanned_pdf(3))
    blobs = tmp_path / "blobs"
    assert told(take(folder, blobs, pages=2)) == {"three.pdf": "too_many_pages"}
    assert told(take(folder, blobs, pages=3)) == {"three.pdf": 3}
    assert told(take(folder, blobs, file_bytes=100)) == {"three.pdf": "too_large"}
    (folder / "three.pdf").write_bytes(image_bytes("PNG"))
    assert told(take(folder, blobs, pixels=170 * 220 - 1)) == {"three.pdf": "too_many_pixels"}
    assert told(take(folder, blobs, pixels=170 * 220)) == {"three.pdf": 1}


def test_a_file_too_large_is_not_even_read(folder, tmp_path):
    with (folder / "huge.pdf").open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(50 * 2**30)  # takes no room on the disk
    (found,) = take(folder, tmp_path / "blobs").values()
    assert isinstance(found, SetAside)
    assert (found.reason, found.size) == ("too_large", 50 * 2**30)


def test_every_reason_is_a_sentence_a_person_understands():
    for reason, sentence in SENTENCES.items():
        assert reason.isidentifier() and reason.islower()
        assert sentence[0].isupper() and sentence.endswith(".") and 15 < len(sentence) < 120


def test_a_scan_in_the_same_archive_as_a_hostile_one_is_taken(folder, tmp_path):
    members = [("a.pdf", digital_pdf()), ("b.pdf", HOSTILE["executable.pdf"].data), ("c.pdf", scanned_pdf())]
    (folder / "x.zip").write_bytes(zip_bytes(*members))
    found = take(folder, tmp_path / "blobs")
    assert told(found) == {"x.zip/a.pdf": 1, "x.zip/b.pdf": "executable", "x.zip/c.pdf": 1}
    assert sum(isinstance(f, ScanFile) for f in found.values()) == 2
