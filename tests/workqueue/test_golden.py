"""The export of a small store, byte for byte as it was approved.

To approve a change: `NOTICEDESK_REWRITE_GOLDEN=1 pytest tests/workqueue/test_golden.py`, then read the difference.
"""

import os
from pathlib import Path

import pytest

from workqueue import Store

from .sample import fill

GOLDEN = Path(__file__).parent / "golden"
REWRITE = "NOTICEDESK_REWRITE_GOLDEN"


@pytest.mark.store
def test_the_export_of_the_small_store_is_as_approved(store: Store, tmp_path: Path) -> None:
    fill(store)
    out = GOLDEN if os.environ.get(REWRITE) else tmp_path / "out"
    store.export(out, "tuesday")
    approved = {path.name: path.read_bytes() for path in GOLDEN.iterdir()}
    assert {path.name: path.read_bytes() for path in out.iterdir()} == approved


def test_the_switch_that_rewrites_what_is_approved_is_off() -> None:
    assert not os.environ.get(REWRITE), f"the files were rewritten: read the difference, then unset {REWRITE}"
