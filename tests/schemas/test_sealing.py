"""Sealing: what is sealed opens whole or not at all; errors say what to do and repeat nothing."""

import io
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import KeyTrouble, SealBroken
from schemas.sealing import (
    HEADER,
    SEGMENT,
    Sealer,
    is_sealed,
    key_id_of,
    key_id_of_text,
    new_key,
    read_keys,
    written,
)

OLD, NEW = b"o" * 32, b"n" * 32
SEALER = Sealer((OLD,))
SECRET = b"666-31-7701 of DORA EXAMPLE"


@given(st.binary(max_size=400), st.text(max_size=20))
def test_what_is_sealed_opens_again(data: bytes, context: str) -> None:
    sealed = SEALER.seal(data, context)
    assert is_sealed(sealed)
    assert SEALER.open(sealed, context) == data
    assert len(data) < 8 or data not in sealed


@pytest.mark.parametrize("size", [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 2 * SEGMENT + 5])
def test_segments_are_put_together_at_every_size(size: int) -> None:
    data = bytes(range(251)) * (size // 251 + 1)
    sealed = SEALER.seal(data[:size], "blob x")
    assert SEALER.open(sealed, "blob x") == data[:size]


@pytest.mark.parametrize("sizes", [[], [0], [1, SEGMENT - 1], [SEGMENT, 1], [5, 2 * SEGMENT + 1, 0, 7]])
@pytest.mark.parametrize("at_once", [1000, SEGMENT, 3 * SEGMENT])
def test_what_comes_piece_by_piece_is_sealed_alike_and_read_piece_by_piece(sizes: list[int], at_once: int) -> None:
    pieces = [bytes([number + 1]) * size for number, size in enumerate(sizes)]
    out = io.BytesIO()
    writer = SEALER.writer(out, "upload")
    for piece in pieces:
        assert writer.write(piece) == len(piece)
    writer.close()
    assert len(out.getvalue()) == len(SEALER.seal(b"".join(pieces), "upload"))
    assert SEALER.open(out.getvalue(), "upload") == b"".join(pieces)
    source = SEALER.reader(io.BytesIO(out.getvalue()), "upload")
    assert b"".join(iter(lambda: source.read(at_once), b"")) == b"".join(pieces)
    cut = SEALER.reader(io.BytesIO(out.getvalue()[:-1]), "upload")
    with pytest.raises(SealBroken):
        cut.read()


def test_the_same_thing_sealed_twice_looks_different() -> None:
    assert SEALER.seal(SECRET, "a") != SEALER.seal(SECRET, "a")


@given(st.data())
def test_a_changed_byte_anywhere_is_found(data: st.DataObject) -> None:
    sealed = bytearray(SEALER.seal(SECRET, "blob x"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises((SealBroken, KeyTrouble)) as told:
        SEALER.open(bytes(sealed), "blob x")
    assert "DORA" not in str(told.value)
    assert told.value.advice


@pytest.mark.parametrize("cut", [1, 16, 17, SEGMENT, SEGMENT + 16])
def test_what_was_cut_off_is_found_wherever_the_cut_is(cut: int) -> None:
    sealed = SEALER.seal(b"x" * (2 * SEGMENT + 100), "blob x")
    with pytest.raises(SealBroken):
        SEALER.open(sealed[:-cut], "blob x")


def test_segments_that_change_places_are_found() -> None:
    sealed = SEALER.seal(b"a" * SEGMENT + b"b" * SEGMENT + b"c", "blob x")
    one, two = HEADER + SEGMENT + 16, HEADER + 2 * (SEGMENT + 16)
    swapped = sealed[:HEADER] + sealed[one:two] + sealed[HEADER:one] + sealed[two:]
    with pytest.raises(SealBroken):
        SEALER.open(swapped, "blob x")


def test_what_belongs_elsewhere_does_not_open() -> None:
    with pytest.raises(SealBroken, match="blob") as told:
        SEALER.open(SEALER.seal(SECRET, "blob 1"), "blob 2")
    assert "changed since, or belongs elsewhere" in told.value.what


def test_another_key_is_told_by_its_name_and_never_shown() -> None:
    sealed = Sealer((NEW,)).seal(SECRET, "blob x")
    with pytest.raises(KeyTrouble) as told:
        SEALER.open(sealed, "blob x")
    assert Sealer((NEW,)).key_ids[0] in told.value.what
    assert "NOTICEDESK_KEY_FILE" in told.value.advice
    for shown in (str(told.value), repr(SEALER), str(SEALER)):
        assert "oooo" not in shown and written((OLD,)).strip() not in shown


def test_old_keys_open_and_the_newest_seals() -> None:
    before = SEALER.seal(SECRET, "blob x")
    both = Sealer((NEW, OLD))
    assert both.open(before, "blob x") == SECRET
    after = both.seal(SECRET, "blob x")
    assert key_id_of(after) == both.key_ids[0] == Sealer((NEW,)).key_ids[0]
    assert both.is_newest(after[:HEADER]) and not both.is_newest(before[:HEADER])
    with pytest.raises(KeyTrouble):
        SEALER.open(after, "blob x")


def test_texts_are_sealed_as_texts() -> None:
    sealed = SEALER.seal_text("666317701", "tin n1")
    assert sealed.isascii() and "666317701" not in sealed
    assert SEALER.open_text(sealed, "tin n1") == "666317701"
    assert key_id_of_text(sealed) == SEALER.key_ids[0]
    assert key_id_of_text("nothing of ours") == ""
    for broken in ("", "666-31-7701", sealed[:-8]):
        with pytest.raises(SealBroken) as told:
            SEALER.open_text(broken, "tin n1")
        assert "7701" not in str(told.value)


def test_a_keyed_hash_is_the_same_for_the_same_number_and_key_only() -> None:
    one = SEALER.keyed_hash("666317701")
    assert one == Sealer((OLD, NEW)).keyed_hash("666317701")
    assert one != SEALER.keyed_hash("666317702")
    assert one.partition(":")[2] != Sealer((NEW,)).keyed_hash("666317701").partition(":")[2]
    assert one.startswith(f"{SEALER.key_ids[0]}:")


def test_the_seal_and_the_hash_do_not_share_a_key() -> None:
    """Who learns one of the derived keys has none of the others."""
    from schemas.sealing import _derived  # noqa: PLC0415

    parts = _derived(OLD)
    assert len({OLD, parts.sealing, parts.matching}) == 3
    assert not parts.sealing.hex().startswith(parts.name)


def test_a_sealer_goes_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(SEALER)).open(SEALER.seal(SECRET, "a"), "a") == SECRET


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=4, unique=True))
def test_keys_are_written_and_read_alike(keys: list[bytes]) -> None:
    text = "# a comment\n" + written(keys)
    assert read_keys(text) == tuple(keys)
    assert read_keys(",".join(written(keys).split())) == tuple(keys)


@pytest.mark.parametrize("text", ["", "# only a comment", "hunter2", written([b"x" * 32]) + "hunter2", "A" * 42])
def test_what_is_no_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(KeyTrouble) as told:
        read_keys(text)
    assert "hunter2" not in str(told.value) and "openssl rand -base64 32" in told.value.advice


def test_a_new_key_is_never_the_same() -> None:
    assert len({new_key() for _ in range(20)}) == 20
