"""The cache of readings: keyed by pixels and by all that reads them, never wrong, for its owner's eyes only."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.cache import NOTES, FolderCache, NoCache, NotRecorded, ReplayOnly, key_of, noted
from extractors.kinds import Reread
from extractors.packing import pack, pack_rereads, unpack, unpack_rereads
from extractors.reader import Reader, ReaderSettings
from schemas.reading import PageReading
from tests.extractors.page import Paper

PIXELS = np.arange(48, dtype=np.uint8).reshape(6, 8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON.filter(lambda value: value is not None))
def test_what_was_put_is_got(tmp_path_factory, value):
    cache = FolderCache(tmp_path_factory.mktemp("c"))
    cache.put("ab12", value)
    assert cache.get("ab12") == value
    assert cache.get("ab13") is None


def test_entries_are_their_owner_s_only(tmp_path):
    FolderCache(tmp_path / "c").put("ab12", "secret")
    (entry,) = (p for p in tmp_path.rglob("*") if p.is_file())
    assert entry.stat().st_mode & 0o777 == 0o600
    assert entry.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_torn_entry_is_none_and_is_written_anew(tmp_path, damage):
    cache = FolderCache(tmp_path)
    cache.put("ab12", ["x"] * 50)
    (entry,) = tmp_path.rglob("*.z")
    entry.write_bytes(entry.read_bytes()[:9] if damage is None else damage)
    assert cache.get("ab12") is None
    cache.put("ab12", "again")
    assert cache.get("ab12") == "again"


def test_a_disk_that_refuses_costs_the_entry_and_nothing_else(tmp_path):
    (tmp_path / "c").write_text("in the way")
    cache = FolderCache(tmp_path / "c")
    cache.put("ab12", "x")
    assert cache.get("ab12") is None


def test_no_cache_keeps_nothing():
    NoCache().put("a", "x")
    assert NoCache().get("a") is None


def test_a_replay_gives_what_is_there_writes_nothing_and_names_its_command(tmp_path):
    inner = FolderCache(tmp_path)
    inner.put("ab12", "x")
    replay = ReplayOnly(inner, "make record")
    assert replay.get("ab12") == "x"
    replay.put("ab13", "y")
    with pytest.raises(NotRecorded, match="record it with: make record"):
        replay.get("ab13")


def test_a_replay_leaves_no_note_of_what_was_asked(tmp_path):
    FolderCache(tmp_path).put("ab12", 1)
    replay = ReplayOnly(FolderCache(tmp_path), "record")
    replay.reading("file")
    assert replay.get("ab12") == 1
    assert noted(tmp_path) == {}


def test_what_is_noted_is_not_noted_again_by_another_process(tmp_path):
    for _ in range(3):
        cache = FolderCache(tmp_path)
        cache.reading("file")
        cache.put("ab12", 1)
        cache.get("ab12")
    assert (tmp_path / NOTES / "file").read_text() == "ab12\n"


def test_the_key_changes_with_each_pixel_the_shape_and_each_part():
    keys = {
        key_of(PIXELS), key_of(PIXELS.reshape(8, 6)), key_of(PIXELS ^ 1), key_of(PIXELS, "a"),
        key_of(PIXELS, "a", ""), key_of(PIXELS, "", "a"), key_of(PIXELS, "ab"), key_of(PIXELS, "a", "b"),
        key_of(PIXELS.T),
    }  # fmt: skip
    assert len(keys) == 9
    assert key_of(np.asfortranarray(PIXELS), "a") == key_of(PIXELS, "a")


@pytest.mark.parametrize("change", [{"long_side": 736}, {"cascade": False}])
def test_options_are_part_of_the_version_and_so_of_every_key(change):
    assert Reader(ReaderSettings(**change)).version != Reader(ReaderSettings()).version


def test_a_missing_second_reader_is_part_of_the_version_too():
    deaf = Reader(ReaderSettings(tesseract=Path("/no/such/tesseract")))
    assert deaf.second_reader == "none" and not deaf.second_reader_available
    assert deaf.version != Reader(ReaderSettings()).version


TEXTS = st.text(min_size=1, max_size=8).filter(lambda t: t.split() == [t])


@given(
    st.lists(st.tuples(TEXTS, st.integers(0, 500), st.integers(0, 700)), max_size=5), st.sampled_from([0, 90, 180])
)
def test_a_packed_reading_is_the_same_unpacked(words, rotation):
    paper = Paper()
    for text, x, y in words:
        paper.put(x, y, text)
    reading = dataclasses.replace(paper.page(1, marks=("PATCH-T",)), rotation=rotation, skew=0.4, notes=("photo",))
    assert unpack(pack(reading)) == reading


@given(JSON)
def test_what_is_no_packed_reading_is_none(value):
    assert unpack(value) is None
    unpack_rereads(value)


def test_an_entry_that_lost_a_part_is_none():
    packed = pack(Paper().put(9, 9, "x").page())
    for key in packed:
        assert unpack({k: v for k, v in packed.items() if k != key}) is None


def test_rereads_are_the_same_unpacked():
    rereads = [(Reread("tesseract", "$9,533.53", 0.9), Reread("small", "", 0.0)), ()]
    assert unpack_rereads(pack_rereads(rereads)) == rereads
    assert isinstance(unpack(pack(PageReading(1, 612, 792))), PageReading)
