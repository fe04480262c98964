"""Hostile files: really hostile, small on disk, and none of them of use to anybody."""

import zipfile
import zlib
from io import BytesIO
from itertools import islice
from random import Random

import numpy as np
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from samples.hostile import TAMPERINGS, hostile_files
from samples.hostile.zeros import crc_of_zeros, deflated_zeros, zlib_zeros
from samples.mail.handling import Handling
from samples.mail.pdf_file import pdf_of
from samples.mail.picture_files import jpeg_of, tiff_of
from samples.pixels import page_count, page_size, render
from samples.wear.clean import Clean

from .make import through

PAGES = [leaf.page for leaf in through(Clean("bilevel", 100), Handling(marks=False)).leaves]
PDF = pdf_of(PAGES)
FILES = {
    f.how: f
    for f in hostile_files(
        pdf_of(PAGES[:1]), jpeg_of(through(Clean("gray", 100), Handling()).leaves[0].page), Random(1)
    )
}


def data(how: str) -> bytes:
    return FILES[how].data


def test_every_hostile_file_is_small_and_all_of_them_are():
    assert all(len(f.data) < 120_000 for f in FILES.values())
    assert sum(len(f.data) for f in FILES.values()) < 600_000


@pytest.mark.parametrize("how", ["encrypted", "truncated", "empty", "zero_pages", "executable", "html"])
def test_a_pdf_viewer_opens_no_page_of_it(how):
    with pytest.raises(pdfium.PdfiumError):
        pdfium.PdfDocument(data(how))[0]


def test_the_locked_pdf_opens_with_its_password():
    assert len(pdfium.PdfDocument(data("encrypted"), password="opensesame")) == 1


def test_fifty_thousand_pages_take_a_kilobyte():
    assert page_count(data("many_pages")) == 50_000
    assert len(data("many_pages")) < 2_000


def test_the_circular_page_tree_promises_pages_that_are_not_there():
    document = pdfium.PdfDocument(data("recursive_tree"))
    assert len(document) == 9
    with pytest.raises(pdfium.PdfiumError):
        document[0]


@pytest.mark.parametrize("how", ["zip_bomb", "nested_zip_bomb"])
def test_a_zip_bomb_grows_a_thousandfold(how):
    inner = data(how)
    while True:
        with zipfile.ZipFile(BytesIO(inner)) as archive:
            info = archive.infolist()[0]
            if not info.filename.endswith(".zip"):
                break
            inner = archive.read(info)
    assert info.file_size > 900 * info.compress_size
    with zipfile.ZipFile(BytesIO(inner)) as archive, archive.open(info) as stream:
        assert set(stream.read(1 << 20)) == {0}


def test_the_deep_archive_is_twelve_deep():
    inner, depth = data("deep_zip"), 0
    while inner[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(inner)) as archive:
            inner = archive.read(archive.infolist()[0])
        depth += 1
    assert depth == 12
    assert inner[:5] == b"%PDF-"


def test_members_climb_out_and_are_locked_and_cut_off():
    with zipfile.ZipFile(BytesIO(data("zip_slip"))) as archive:
        names = archive.namelist()
    assert any(name.startswith("../") for name in names) and any(name.startswith("/") for name in names)
    with zipfile.ZipFile(BytesIO(data("encrypted_zip"))) as archive, pytest.raises(RuntimeError, match="password"):
        archive.read(archive.namelist()[0])
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(BytesIO(data("truncated_zip")))


def test_image_bombs_have_more_dots_than_memory_holds():
    bombs = [f for f in hostile_files(PDF, b"\xff\xd8\xff\xda" + bytes(99), Random(1)) if f.how == "image_bomb"]
    assert len(bombs) == 2
    for bomb in bombs:
        kept, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            with Image.open(BytesIO(bomb.data)) as picture:
                assert picture.width * picture.height >= 400_000_000
        finally:
            Image.MAX_IMAGE_PIXELS = kept


def test_half_a_jpeg_begins_well_and_can_t_be_decoded():
    with Image.open(BytesIO(data("jpeg_cut"))) as picture, pytest.raises(OSError, match="truncated"):
        picture.load()


@given(st.integers(0, 3000))
def test_packed_zeros_unpack_to_zeros(runs):
    length = 1 + 258 * runs
    assert zlib.decompress(deflated_zeros(length), -15) == bytes(length)
    assert zlib.decompress(zlib_zeros(length)) == bytes(length)


def test_the_checksum_of_zeros_is_that_of_zeros():
    for length in (1, 259, (1 << 20) + 17):
        assert crc_of_zeros(length) == zlib.crc32(bytes(length))


def test_only_whole_runs_of_zeros_can_be_packed():
    with pytest.raises(ValueError, match="258"):
        deflated_zeros(100)


@pytest.mark.parametrize("how", [how for how in TAMPERINGS if not how.startswith("tiff")])
def test_a_damaged_pdf_still_shows_its_pages(how):
    damaged = TAMPERINGS[how](PDF)
    assert damaged != PDF
    assert page_count(damaged) == len(PAGES)
    scale = 0.01 if how == "giant_mediabox" else 1
    there = np.asarray(render(damaged, 1, 50 * scale)).astype(int)
    assert np.abs(there - np.asarray(render(PDF, 1, 50).resize(there.shape[::-1]))).mean() < 8


def test_giant_pages_are_a_hundred_times_as_wide():
    assert page_size(TAMPERINGS["giant_mediabox"](PDF), 1)[0] == pytest.approx(61_200, rel=0.01)


def test_a_tiff_in_circles_never_ends():
    tiff = tiff_of(PAGES, "g4")
    data_ = TAMPERINGS["tiff_ifd_loop"](tiff)
    order = "little" if data_[:2] == b"II" else "big"

    def directories():
        at = int.from_bytes(data_[4:8], order)
        while at:
            yield at
            count = int.from_bytes(data_[at : at + 2], order)
            at = int.from_bytes(data_[at + 2 + 12 * count :][:4], order)

    seen = list(islice(directories(), 5 * len(PAGES)))
    assert len(seen) == 5 * len(PAGES)
    assert len(set(seen)) == len(PAGES)
