"""The one way our YAML is read: wrong files are refused with file, line, key and the words that help."""

from decimal import Decimal
from typing import Annotated

import pytest
from pydantic import Field

from schemas.errors import InvalidData
from schemas.record import Record
from schemas.strict_yaml import load, model_of


class Leaf(Record):
    from_: Annotated[int, Field(alias="from", strict=True)]
    words: str = ""


class Tree(Record):
    leaves: dict[str, Leaf]
    row: tuple[Leaf, ...] = ()
    either: Annotated[int, Field(strict=True)] | Leaf | None = None


UNKNOWN = "Extra inputs are not permitted; allowed here"
GOOD = """leaves:
  one:
    from: 1
  two: {from: 2}
row:
  - {from: 3}
  - from: 4
    words: four
"""


def test_a_good_file_is_read() -> None:
    tree = model_of(GOOD, "tree.yaml", Tree)
    assert tree.leaves["two"].from_ == 2
    assert tree.row[1].words == "four"


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("    from: 1", "    from: one", "tree.yaml:3: leaves.one.from: Input should be a valid integer"),
        ("two: {from: 2}", "two: {form: 2}", f"tree.yaml:4: leaves.two.form: {UNKNOWN}: from, words"),
        ("  - {from: 3}", "  - {}", "tree.yaml:6: row.0.from: Field required"),
        ("    words: four", "    words: [four]", "tree.yaml:8: row.1.words"),
        ("    words: four", "    word: four", f"tree.yaml:8: row.1.word: {UNKNOWN}: from, words"),
        ("row:", "rows:", f"tree.yaml:5: rows: {UNKNOWN}: either, leaves, row"),
        ("row:", "either: {from: x}\nrow:", "tree.yaml:5: either"),
        ("  two: {from: 2}", "  one: {from: 2}", "tree.yaml:4: the key 'one' stands twice"),
        ("  two: {from: 2}", "  two: {from: 2", "tree.yaml:"),
        ("    from: 1", "    from: &a 1", "anchors, aliases and tags"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_by_line_and_key(wrong: str, right: str, said: str) -> None:
    assert wrong in GOOD
    with pytest.raises(InvalidData) as raised:
        model_of(GOOD.replace(wrong, right, 1), "tree.yaml", Tree)
    assert said in str(raised.value)


def test_an_empty_file_is_refused_with_its_name() -> None:
    with pytest.raises(InvalidData, match=r"tree\.yaml:1: document"):
        model_of("", "tree.yaml", Tree)


def test_nothing_is_guessed_from_a_plain_word() -> None:
    text = "a: no\nb: 12:30\nc: 07030\nd: 1.50\ne: 7\nf: 1e3\ng: true\nh: ~\ni: 2018-01-08\n"
    expected = {"a": "no", "b": "12:30", "c": "07030", "d": Decimal("1.50"), "e": 7, "f": "1e3", "g": True, "h": None,
                "i": "2018-01-08"}  # fmt: skip
    assert load(text, "x.yaml") == expected
