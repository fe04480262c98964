"""A reading process ends with its parent, however the parent ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PARENT = """
import sys, time
from flows.jobs import Limits, ReadPages
from flows.process import ReadingProcess
from tests.flows.fake_reading import BUILD, FakeSettings
from pathlib import Path
process = ReadingProcess(BUILD, FakeSettings(), Limits())
print(process.id, flush=True)
list(process.ask(ReadPages(Path(sys.argv[1]), "pdf", (1,))))
"""


def test_no_reading_process_outlives_a_killed_parent_even_in_the_middle_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "blob").write_text("hang")
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "blob")],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        os.kill(child, 0)
        parent.send_signal(signal.SIGKILL)
    assert _gone_within(child, seconds=5)


def _gone_within(process: int, seconds: float) -> bool:
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().split(") ")[1][0] == "Z":
                return True  # dead, and only waiting for whoever adopts it
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
