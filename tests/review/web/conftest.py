"""Every test of pages has a station of its own; three notices lie on its desk."""

from datetime import date
from pathlib import Path

import pytest

from tests.workqueue.make import doubtful, notice, scan

from .station_here import Here, station_here


@pytest.fixture
def here(tmp_path: Path) -> Here:
    first = notice(scan("first.pdf"))
    later = first.work_item.model_copy(update={"act_by": date(2018, 3, 1), "queue": "exam", "priority": 20})
    return station_here(
        tmp_path, first, notice(scan("second.pdf"), work_item=later), doubtful(scan("third.pdf"), pages=(3,))
    )
