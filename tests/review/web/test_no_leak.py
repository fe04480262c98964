"""A whole taxpayer number, typed wherever one can be typed and standing in the name of a file, comes back nowhere.

The same is done to a store that a real run filled in tests/flows/test_no_leak.py.
"""

from pathlib import Path

import pytest

from tests.workqueue.make import begin, keep, new_store, notice, scan

from .asking import ask_the_station, logged

pytestmark = pytest.mark.store
NUMBER = "666-31-7713"
WRITTEN = [
    NUMBER,
    NUMBER.replace("-", ""),
    NUMBER.replace("-", " "),
    NUMBER.replace("-", "%2D"),
    NUMBER.replace("-", "+"),
]


def test_no_number_comes_back_whole(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store, file = new_store(tmp_path), scan(f"SSN {NUMBER}/letter.pdf", pages=2)
    begin(store, "monday", file)
    keep(store, "monday", {file.name: [notice(file)]})
    store.close()
    said = tmp_path / "said"
    said.mkdir()
    with caplog.at_level("DEBUG"):
        ask_the_station(tmp_path / "store.db", tmp_path / "station", said, NUMBER)
    (said / "log").write_text(logged(caplog))
    places = [*said.iterdir(), *(path for path in (tmp_path / "station").rglob("*") if "uploads" not in path.parts)]
    leaks = {
        path.name: path.read_bytes()[:300]
        for path in places
        if path.is_file() and any(one.encode() in path.read_bytes() for one in WRITTEN)
    }
    assert leaks == {}
    assert sum(b"***-**-7713" in path.read_bytes() for path in said.iterdir()) > 10
