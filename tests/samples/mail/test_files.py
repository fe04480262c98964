"""Worn pages in files: every format is what it says, and decodes to the pixels that went in."""

from io import BytesIO
from random import Random

import numpy as np
import pytest
from PIL import Image

from samples.mail.formats import ENDINGS, written
from samples.mail.handling import Handling
from samples.mail.leaf import Pile
from samples.mail.pdf_file import pdf_of, picture_pdf
from samples.mail.picture_files import TIFF_COMPRESSION, jpeg_of, png_of, tiff_of
from samples.mail.zip_file import zip_of
from samples.pixels import page_count, page_size, render, words
from samples.wear import Sheet
from samples.wear.clean import Clean
from samples.wear.digital import Digital
from samples.wear.fax import Fax
from samples.wear.layer import LyingLayer
from samples.wear.page import encode_g4, encode_png
from samples.wear.photo import Photo
from samples.wear.turned import Turned

from .make import a_notice, pages_in, through

FAX = Fax((204.0, 196.0), 0.3)
SHEET = Sheet((a_notice().pdf, 1))


@pytest.fixture(scope="module")
def pages():
    devices = (Clean("bilevel", 150), Clean("gray", 100), Clean("color", 100), FAX)
    return [device.scan(SHEET, Random(1)) for device in devices]


@pytest.mark.parametrize("kind", TIFF_COMPRESSION)
def test_a_tiff_has_all_pages_in_the_compression_asked_for(kind, pages):
    data = tiff_of(iter(pages), kind)
    with Image.open(BytesIO(data)) as picture:
        assert picture.n_frames == len(pages)
        for index, page in enumerate(pages):
            picture.seek(index)
            assert picture.info["compression"] == TIFF_COMPRESSION[kind]
            assert picture.size == (page.raster.width, page.raster.height)
            assert picture.info["dpi"] == pytest.approx(page.raster.dpi)


@pytest.mark.parametrize("kind", ["g3", "g4", "lzw"])
def test_bilevel_pages_keep_every_dot_in_a_tiff(kind, pages):
    with Image.open(BytesIO(tiff_of([pages[0]], kind))) as picture:
        assert (np.asarray(picture.convert("L")) == np.asarray(pages[0].raster.open().convert("L"))).all()
    if kind != "lzw":
        assert _tag(tiff_of([pages[0]], kind), 262) == 0  # white is zero, as faxes have it


def _tag(tiff: bytes, number: int) -> int:
    with Image.open(BytesIO(tiff)) as picture:
        return int(picture.tag_v2[number])


def test_a_g4_strip_comes_back_dot_by_dot():
    dots = Image.fromarray(np.random.default_rng(1).integers(0, 2, (70, 101)).astype(bool))
    raster = encode_g4(dots, (200, 200))
    assert (np.asarray(raster.open()) == np.asarray(dots)).all()


def test_a_pdf_shows_the_pictures_at_their_size(pages):
    pdf = picture_pdf(pages)
    assert page_count(pdf) == len(pages)
    for number, page in enumerate(pages, 1):
        assert page_size(pdf, number) == pytest.approx(page.raster.points, abs=0.1)
        there = np.asarray(render(pdf, number, 50)).astype(int)
        here = np.asarray(page.raster.open().convert("L").resize(there.shape[::-1], Image.Resampling.BOX))
        assert np.abs(there - here).mean() < 8


def test_a_png_picture_goes_into_a_pdf_without_loss():
    gray = render(a_notice().pdf, 1, 72)
    page = through(Clean("gray", 72), Handling(marks=False)).leaves[0].page
    page = type(page)(raster=encode_png(gray, (72, 72)))
    assert np.abs(np.asarray(render(pdf_of([page]), 1, 72)).astype(int) - np.asarray(gray)).max() <= 1
    assert png_of(page) == page.raster.data


def test_vector_and_picture_pages_go_into_one_pdf_in_order(pages):
    mixed = [Digital().scan(SHEET, Random(1)), pages[0], Digital().scan(Sheet(None), Random(1)), pages[3]]
    pdf = pdf_of(mixed)
    assert page_count(pdf) == 4
    assert [bool(words(pdf, n)) for n in (1, 2, 3, 4)] == [True, False, False, False]
    assert pdf == pdf_of(mixed)
    assert b"D:2026" not in pdf


def test_a_text_layer_lies_where_the_words_are_printed():
    worn = LyingLayer(Clean("bilevel", 100), "altered", True, 7).scan(SHEET, Random(1))
    read = words(pdf_of([worn]), 1)
    assert [w.text for w in read] == [w.text for w in worn.layer]
    for found, meant in zip(read, worn.layer, strict=True):
        assert found.box.x0 == pytest.approx(meant.box.x0, abs=1.5)
        assert found.box.y1 == pytest.approx(meant.box.y1, abs=4)


def test_a_page_turned_by_a_flag_is_wide_in_a_pdf_and_turned_in_pixels_elsewhere():
    worn = Turned(Clean("bilevel", 100), 90, "flag").scan(SHEET, Random(1))
    width, height = page_size(pdf_of([worn]), 1)
    assert width > height
    with Image.open(BytesIO(png_of(worn))) as picture:
        assert picture.width > picture.height


def test_a_jpeg_photo_keeps_its_exif_and_its_pixels():
    worn = Photo((600, 800), 0.2, sideways=True).scan(SHEET, Random(1))
    with Image.open(BytesIO(jpeg_of(worn))) as picture:
        assert picture.getexif()[0x0112] == 6
        assert picture.size == (800, 600)
        assert (np.asarray(picture) == np.asarray(worn.raster.open())).all()


def test_a_picture_format_refuses_a_second_page_and_vectors():
    pile = through(FAX, Handling())
    with pytest.raises(ValueError, match="one page"):
        written(pile, "png")
    with pytest.raises(ValueError, match="vector"):
        written(Pile(through(Digital(), Handling()).leaves[:1]), "tiff-g4")


@pytest.mark.parametrize("form", [f for f in ENDINGS if f not in ("png", "jpeg")])
def test_every_format_holds_the_pages_of_a_pile(form):
    pile = through(FAX, Handling())
    assert pages_in(written(pile, form)) == len(pile.leaves)


def test_an_archive_has_the_same_bytes_whenever_it_is_made():
    members = [("a b/ñ.pdf", b"x"), ("../up", b"y")]
    assert zip_of(members) == zip_of(iter(members))
