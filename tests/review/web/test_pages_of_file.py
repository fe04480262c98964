"""The pages of a file: what the page shows, and what is handed on when a person cuts it otherwise."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from schemas.cut import Cut
from schemas.desk import Role

from .bills import GOOD, OTHER, Drawn, desk_of, ids, paperwork
from .station_here import NOON, Here

pytestmark = pytest.mark.store


@dataclass
class Cutting(Drawn):
    """Takes note of the cuts."""

    made: list[tuple[str, tuple[Cut, ...], str, datetime]] = field(default_factory=list)

    def cut_again(self, notice_id: str, cuts: Sequence[Cut], who: str, at: datetime) -> tuple[str, ...]:
        self.made.append((notice_id, tuple(cuts), who, at))
        return (notice_id,)


@pytest.fixture
def scans() -> Cutting:
    return Cutting({})


@pytest.fixture
def here(tmp_path: Path, scans: Cutting) -> Here:
    file = paperwork("two bills.pdf", GOOD, OTHER)
    scans.files[file.scan.sha256] = file.pages
    return desk_of(tmp_path, file, scans=scans)


def first(here: Here) -> str:
    return ids(here)[0]


def test_each_page_of_the_file_is_shown_once_in_its_cut(here: Here) -> None:
    text = here.signed_in().get(f"/notices/{first(here)}/pages").text
    assert re.findall(r'class="leaf" data-page="(\d+)"', text) == ["1", "2", "3", "4"]
    assert text.count('data-kind="notice"') == 2
    assert "CP14 · JAMES Q HINDS" in text and "CP503 · MARIA LOPEZ" in text
    assert "999-88" not in text


def test_cuts_are_handed_on_as_they_were_made(here: Here, scans: Cutting) -> None:
    cuts = [
        {"kind": "notice", "pages": [2, 1], "turn": {"2": 90}},
        {"kind": "not_a_notice", "pages": [3], "turn": {}},
        {"kind": "notice", "pages": [4], "turn": {}},
    ]
    answer = here.signed_in(Role.ANALYST, "anna").post(
        f"/notices/{first(here)}/pages", data={"cuts": json.dumps(cuts)}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, f"/notices/{first(here)}/pages?done=1")
    ((notice_id, made, who, at),) = scans.made
    assert (notice_id, who, at) == (first(here), "anna", NOON)
    assert made[0] == Cut(kind="notice", pages=(2, 1), turn={2: 90})
    assert [cut.kind for cut in made] == ["notice", "not_a_notice", "notice"]


@pytest.mark.parametrize("text", ["", "[{}]", '[{"kind": "banana", "pages": [1]}]', "{", "[1]"])
def test_what_is_no_cut_is_refused(here: Here, scans: Cutting, text: str) -> None:
    answer = here.signed_in().post(f"/notices/{first(here)}/pages", data={"cuts": text})
    assert answer.status_code in (400, 422) and scans.made == []


def test_who_may_not_work_sees_the_pages_and_no_scissors(here: Here) -> None:
    text = here.signed_in(Role.INTAKE).get(f"/notices/{first(here)}/pages").text
    assert 'class="leaf"' in text and "Save and read again" not in text and 'draggable="true"' not in text
