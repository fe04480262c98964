"""The addressee's block in the window, told from the sender's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.address import AddressBlock, _begins_like, address_block, has_letterhead
from extractors.layout import sheet_of

from .page import Paper

SENDER = ("Department of the Treasury", "Internal Revenue Service", "AUSTIN TX 73301-0023")
PLACE = ("22 BOULDER STREET", "HANSON, CT 00000-7253")


def block(paper: Paper) -> AddressBlock | None:
    return address_block(sheet_of(paper.page()))


def test_the_addressee_is_not_the_sender():
    found = block(Paper().put(40, 70, *SENDER).put(60, 160, "JAMES Q HINDS", *PLACE))
    assert found is not None
    assert (found.name, found.address) == ("JAMES Q HINDS", PLACE)


def test_the_sender_alone_is_nobody():
    assert block(Paper().put(40, 90, *SENDER)) is None


def test_two_names_are_one_taxpayer():
    found = block(Paper().put(60, 160, "JAMES Q HINDS", "& KAREN HINDS", *PLACE))
    assert found is not None
    assert (found.name, found.address) == ("JAMES Q HINDS & KAREN HINDS", PLACE)


def test_a_block_s_box_and_confidence_are_those_of_its_lines():
    paper = Paper().put(60, 160, "JAMES Q HINDS", PLACE[0]).put(60, 186, PLACE[1], confidence=0.6)
    found = block(paper)
    assert found is not None
    assert found.confidence == 0.6
    assert (found.box.x0, found.box.y0, found.box.y1) == (60, 160, 196)
    assert found.name_box.y1 == 170


def test_a_block_below_the_window_is_none():
    assert block(Paper().put(60, 600, "JAMES Q HINDS", *PLACE)) is None


def test_the_letterhead_is_the_sender_s():
    assert has_letterhead(sheet_of(Paper().put(40, 70, *SENDER).page()))
    assert has_letterhead(sheet_of(Paper().put(40, 70, "Departamento del Tesoro").page()))
    assert not has_letterhead(sheet_of(Paper().put(40, 600, *SENDER).page()))


LINES = st.lists(
    st.tuples(st.sampled_from([*SENDER, *PLACE, "JAMES Q HINDS", "x", "%", "WILMINGTON DE 19801"]),
              st.floats(0, 560), st.floats(0, 780)),
    max_size=12,
)  # fmt: skip


@given(LINES)
def test_it_never_raises(lines):
    paper = Paper()
    for text, x, y in lines:
        paper.put(x, y, text)
    sheet = sheet_of(paper.page())
    has_letterhead(sheet)
    found = address_block(sheet)
    assert found is None or (found.name and found.address)


def test_a_misread_letterhead_is_still_the_senders():
    assert _begins_like("internarevenueservice", "internalrevenueservice")
    assert not _begins_like("internationalreveries", "internalrevenueservice")


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("CEDAR HOLLOW.TX 77084-5874", "CEDAR HOLLOW, TX 77084-5874"),
        ("PORT WELDON. NC 27577", "PORT WELDON, NC 27577"),
        ("ST. LOUIS, MO 63101", "ST. LOUIS, MO 63101"),
        ("ST. LOUIS MO 63101", "ST. LOUIS MO 63101"),
    ],
)
def test_the_comma_between_town_and_state_may_be_misread(read: str, printed: str) -> None:
    block = address_block(sheet_of(Paper().put(40, 150, "JAMES Q HINDS", "22 BOULDER STREET", read).page()))
    assert block is not None and block.address == ("22 BOULDER STREET", printed)
