"""The real engines on a few pages: what is read, how the page lay, and whether its text layer is believed."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.raster import page_image
from extractors.reader import Reader, ReaderSettings
from schemas.geometry import Box
from schemas.money import format_money
from schemas.reading import PageReading, TextSource
from tests.extractors.page import Paper

from .mailroom import CLEAN, FAX, UPENDED, Sample

pytestmark = pytest.mark.ocr


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(ReaderSettings())


def read(reader: Reader, sample: Sample) -> PageReading:
    return reader.read_page(sample.path, sample.kind, sample.page)


def text(reading: PageReading) -> str:
    return "".join(w.text for w in reading.words).lower()


def printed(sample: Sample) -> list[str]:
    """Code, date and amount as they stand on the paper, without spaces."""
    truth = sample.truth
    found = [
        truth.notice_code.lower(),
        f"{truth.notice_date:%B}{truth.notice_date.day},{truth.notice_date.year}".lower(),
    ]
    return [*found, f"{truth.amount_due:,.2f}"] if truth.amount_due else found


@pytest.fixture(scope="module")
def fax(reader) -> PageReading:
    return read(reader, FAX)


def test_code_date_and_amount_of_a_fax_are_read(fax):
    assert fax.source is TextSource.OCR
    assert [p for p in printed(FAX) if p not in text(fax)] == []
    assert 0.8 < fax.quality <= 1


def test_every_box_lies_on_the_page_in_reading_order(fax):
    boxes = [w.box for w in fax.words]
    assert all(0 <= b.x0 < b.x1 <= fax.width + 2 and 0 <= b.y0 < b.y1 <= fax.height + 2 for b in boxes)
    rows = [s.box.cy for s in fax.segments]
    assert all(b > a - 12 for a, b in pairwise(rows))


def test_tesseract_reads_the_line_of_the_amount_again(reader, fax):
    assert reader.second_reader.startswith("tesseract-")
    amount = f"{FAX.truth.amount_due:,.2f}"
    boxes = [w.box for w in fax.words if amount in w.text]
    answers = reader.reread(FAX.path, FAX.kind, FAX.page, boxes, ["money"] * len(boxes), reading=fax)
    assert len(answers) == len(boxes) > 0
    for voices in answers:
        heard = {voice.engine.split("-")[0]: voice.text.replace(" ", "") for voice in voices}
        assert amount in heard["tesseract"]
        assert len(heard) >= 2


def test_a_box_where_nothing_stands_is_heard_as_nothing_by_some(reader, fax):
    (voices,) = reader.reread(FAX.path, FAX.kind, FAX.page, [Box(4, 400, 24, 410)], ["money"], reading=fax)
    assert any(not any(c.isdigit() for c in voice.text) for voice in voices)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_is_set_upright_whichever_way_it_lies(reader, tmp_path, turned):
    image = page_image(CLEAN.path, CLEAN.kind, CLEAN.page)
    dpi = image.gray.shape[1] / (image.width / 72)
    out = BytesIO()
    Image.fromarray(image.gray).rotate(-turned, expand=True).save(out, "PNG", dpi=(dpi, dpi))
    (tmp_path / "x.png").write_bytes(out.getvalue())
    reading = reader.read_page(tmp_path / "x.png", "png", 1)
    assert reading.rotation == (360 - turned) % 360
    assert reading.height > reading.width
    assert [p for p in printed(CLEAN) if p not in text(reading)] == []


def test_a_true_text_layer_is_believed(reader):
    sample = Sample("inbox/CP14 first bill.pdf", 1)
    reading = read(reader, sample)
    assert reading.source is TextSource.TEXT_LAYER
    assert [p for p in printed(sample) if p not in text(reading)] == []


@pytest.mark.parametrize("name", ["odd/wrong text below.pdf", "odd/bad text layer.pdf"])
def test_a_text_layer_that_lies_is_not_believed(reader, name):
    sample = Sample(name, 1)
    reading = read(reader, sample)
    assert reading.source is TextSource.OCR
    assert any(note.startswith("layer_") for note in reading.notes)
    assert [p for p in printed(sample) if p not in text(reading)] == []


@pytest.mark.parametrize("name", ["odd/pasted head.pdf", "odd/pasted table.pdf"])
def test_a_page_half_text_half_picture_is_read_whole(reader, name):
    sample = Sample(name, 1)
    reading = read(reader, sample)
    assert [p for p in printed(sample) if p not in text(reading)] == []


def test_a_page_that_can_t_be_shown_says_why(reader):
    reading = reader.read_page(Sample("hostile/IMG_0907.jpg", 1).path, "jpeg", 1)
    assert "damaged" in reading.problem
    assert not reading.segments and not reading.blank
    assert reader.reread(Path("no such file"), "jpeg", 1, [Box(0, 0, 9, 9)], ["text"], reading=Paper().page()) == [()]


def test_white_paper_is_blank_and_ink_is_not(reader, tmp_path):
    Image.new("L", (850, 1100), 250).save(tmp_path / "white.png", dpi=(100, 100))
    reading = reader.read_page(tmp_path / "white.png", "png", 1)
    assert reading.blank and not reading.problem
    assert not read(reader, FAX).blank


def test_without_a_second_reader_one_voice_is_left(fax):
    deaf = Reader(ReaderSettings(tesseract=Path("/no/such/tesseract")))
    box = next(w.box for w in fax.words if format_money(FAX.truth.amount_due)[-3:] in w.text)
    (voices,) = deaf.reread(FAX.path, FAX.kind, FAX.page, [box], ["money"], reading=fax)
    assert [v.engine.startswith("tesseract") for v in voices] == [False]


def test_a_page_is_read_as_a_person_turned_it(reader):
    told = reader.read_page(UPENDED.path, UPENDED.kind, UPENDED.page, 180)
    assert (told.rotation, told.segments) == (180, read(reader, UPENDED).segments)
    wrong = reader.read_page(UPENDED.path, UPENDED.kind, UPENDED.page, 90)
    assert wrong.rotation == 90 and wrong.width > wrong.height


def test_a_back_that_shows_the_front_in_the_mirror_is_blank(reader, tmp_path):
    gray = page_image(CLEAN.path, CLEAN.kind, CLEAN.page).gray[:, ::-1]
    Image.fromarray((235 - (255 - gray.astype(int)) // 5).clip(0, 255).astype("uint8")).save(
        tmp_path / "back.png", dpi=(300, 300)
    )
    reading = reader.read_page(tmp_path / "back.png", "png", 1)
    assert reading.blank and not reading.segments
    assert reading.notes == ("shows_through",)


def test_a_line_of_its_own_on_a_back_that_shows_the_front_is_read(reader, tmp_path):
    gray = page_image(CLEAN.path, CLEAN.kind, CLEAN.page).gray[:, ::-1]
    page = Image.fromarray((235 - (255 - gray.astype(int)) // 5).clip(0, 255).astype("uint8"))
    font = ImageFont.load_default(50)
    ImageDraw.Draw(page).text((300, 1500), "Amount due: $1,234.56", fill=20, font=font)
    page.save(tmp_path / "back.png", dpi=(300, 300))
    reading = reader.read_page(tmp_path / "back.png", "png", 1)
    assert "1,234.56" in text(reading) and not reading.blank


def test_a_pale_page_is_read_where_it_is_no_mirror(reader, tmp_path):
    gray = page_image(CLEAN.path, CLEAN.kind, CLEAN.page).gray
    Image.fromarray((235 - (255 - gray.astype(int)) // 5).clip(0, 255).astype("uint8")).save(
        tmp_path / "pale.png", dpi=(300, 300)
    )
    assert printed(CLEAN)[0] in text(reader.read_page(tmp_path / "pale.png", "png", 1))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_with_a_line_or_two_is_set_upright_too(reader, tmp_path, turned):
    page = Image.new("L", (1700, 2200), 250)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(34)
    draw.text((200, 150), "Elena T. Goldberg, CP2000, of December 17, 2007", fill=20, font=font)
    draw.text((200, 260), "Notice 1444 (Rev. 12-2024) Cat. No. 74271W", fill=20, font=font)
    draw.text((800, 2050), "- 3 of 3 -", fill=20, font=font)
    page.rotate(turned, expand=True).save(tmp_path / "few.png", dpi=(200, 200))
    assert "december17,2007" in text(reader.read_page(tmp_path / "few.png", "png", 1))
