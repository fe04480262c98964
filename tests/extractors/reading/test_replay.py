"""Readings of a few worn pages as they were recorded: the way from words to facts without an engine."""

from dataclasses import replace

import pytest

from extractors.cache import NotRecorded
from extractors.ocr.session import Session
from extractors.reader import Reader, ReaderSettings
from schemas.notice import NoticeFacts
from schemas.reading import PageReading, TextSource
from tests.extractors.notices import SecondReader, compose
from tests.extractors.record import COMMAND, FOLDER, amount_box

from .mailroom import FAX, PHOTO, RECORDED, UPENDED, Sample


@pytest.fixture
def reader(monkeypatch) -> Reader:
    """Starts no engine: the tests would else pass without a record, and take their time."""
    monkeypatch.setattr(Session, "__init__", lambda *_: pytest.fail("an engine was started"))
    return Reader(ReaderSettings(cache=FOLDER, replay=COMMAND))


def replayed(reader: Reader, sample: Sample) -> PageReading:
    return reader.read_page(sample.path, sample.kind, sample.page)


def facts(reading: PageReading) -> NoticeFacts:
    (notice,) = compose([reading], SecondReader()).notices
    return notice


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_the_main_fields_of_a_first_page_are_as_printed(reader, name):
    sample = RECORDED[name]
    reading = replayed(reader, sample)
    assert reading.source is TextSource.OCR and not reading.problem
    notice, truth = facts(replace(reading, page=1)), sample.truth
    assert (notice.notice_code, notice.notice_date) == (truth.notice_code, truth.notice_date)
    assert (notice.tin.last4, notice.amount_due) == (truth.tin.last4, truth.amount_due)


def test_how_the_page_lay_is_part_of_its_reading(reader):
    assert replayed(reader, UPENDED).rotation == 180
    assert replayed(reader, FAX).rotation == 0
    assert "photo" in replayed(reader, PHOTO).notes


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_a_second_look_is_replayed_as_well(reader, name):
    sample = RECORDED[name]
    reading = replayed(reader, sample)
    (voices,) = reader.reread(
        sample.path, sample.kind, sample.page, [amount_box(reading)], ["money"], reading=reading
    )
    assert {voice.engine.split("-")[0] for voice in voices} >= {"tesseract"}
    assert any(c.isdigit() for voice in voices for c in voice.text)


def test_what_was_never_recorded_names_the_command_that_records_it(reader, tmp_path):
    empty = Reader(ReaderSettings(cache=tmp_path, replay=COMMAND))
    with pytest.raises(NotRecorded, match=rf"no reading was recorded .* record it with: {COMMAND}"):
        replayed(empty, FAX)
    with pytest.raises(NotRecorded, match=COMMAND):
        reader.reread(FAX.path, FAX.kind, FAX.page, [(0, 0, 1, 1)], ["text"], reading=replayed(reader, FAX))


def test_the_record_holds_no_more_than_is_replayed():
    assert len(list(FOLDER.rglob("*.z"))) == 2 * len(RECORDED), f"record again with: {COMMAND}"
    assert sum(p.stat().st_size for p in FOLDER.rglob("*.z")) < 100_000
