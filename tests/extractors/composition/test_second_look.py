"""The second look at values that are masked, or that go over a line's end; labels and stamps that were misread."""

from extractors import codeword
from extractors.candidate import Candidate, Place
from extractors.kinds import Ask, Reread
from extractors.labels import find_labels
from extractors.number_text import find_tin
from extractors.stamps import _is_stamp
from extractors.text import run_of
from extractors.verify import second_look
from schemas.geometry import Box
from schemas.reading import Word

BOX = Box(100, 100, 180, 110)


def words(*texts: str, x: float = 50, y: float = 100) -> list[Word]:
    made = []
    for text in texts:
        made.append(Word(text, Box(x, y, x + 6 * len(text), y + 10), 0.99))
        x += 6 * len(text) + 4
    return made


def tin(raw: str) -> Candidate:
    return Candidate(
        field="tin",
        value=find_tin(raw),
        raw=raw,
        page=1,
        box=BOX,
        confidence=0.99,
        repaired=False,
        place=Place.HEADER,
    )


def heard(candidate: Candidate, text: str) -> object:
    def look(asks: list[Ask], closer: bool) -> list[tuple[Reread, ...]]:
        return [(Reread("tesseract", text, 0.9),) for _ in asks]

    return second_look([candidate], look)[candidate].heard["tesseract"]


def test_a_voice_that_was_shown_only_what_stands_behind_the_mask_confirms_it():
    assert heard(tin("***-**-6759"), "6759") == "6759"
    assert heard(tin("***-**-6759"), "-6750.") == "6750"


def test_four_digits_are_no_answer_for_a_number_that_stands_there_whole():
    assert heard(tin("002-00-6759"), "6759") is None
    assert heard(tin("***-**-6759"), "16759") is None


def test_a_day_that_goes_over_a_lines_end_is_read_line_by_line():
    run = run_of([*words("until", "March", "31,"), *words("2025.", "The", y=114)])
    start = run.tight.index("march")
    assert len(run.span_lines(start, start + len("march31,2025"))) == 2
    lines = run.span_lines(start, start + len("march31,2025"))
    candidate = Candidate(
        field="due_date", value=None, raw="March 31, 2025", page=1, box=BOX, confidence=0.99, repaired=False,
        place=Place.PROSE, lines=lines,
    )  # fmt: skip
    asked: list[Ask] = []

    def look(asks: list[Ask], closer: bool) -> list[tuple[Reread, ...]]:
        asked.extend(asks)
        said = ["March 31,", "2025."] * (len(asks) // 2)
        return [
            (Reread("tesseract", text, 0.9), Reread("other", "" if "2025" in text else text, 0.9)) for text in said
        ]

    voices = second_look([candidate], look)[candidate]
    assert [ask.box.y0 for ask in asked[:2]] == [100, 114]
    assert voices.heard["tesseract"].isoformat() == "2025-03-31"
    assert voices.heard["other"] is None


def test_a_span_on_one_line_has_one_line():
    run = run_of(words("by", "March", "31,", "2025"))
    assert len(run.span_lines(2, len(run.tight))) == 1


def test_a_misread_long_label_is_not_taken_for_a_short_one():
    (hit,) = find_labels(run_of(words("Letter", "nuomber")))
    assert hit.label.plain == "letternumber"


def test_the_number_of_a_known_letter_is_recognised_without_its_label():
    assert codeword.looks_like_letter("5071C")
    assert not codeword.looks_like_letter("5099C")
    assert not codeword.looks_like_letter("12C")
    assert not codeword.looks_like_letter("5071")


def test_a_code_behind_a_dash_is_read():
    from extractors.verify import understand  # noqa: PLC0415

    assert understand("notice_code", "-CP 523") == "CP523"


def test_a_stamp_is_known_by_part_of_its_word():
    assert all(map(_is_stamp, ("received", "ceived", "recived", "receivfd", "scanned")))
    assert not any(map(_is_stamp, ("ive", "receipts", "deceived1", "notice", "scan", "can")))
