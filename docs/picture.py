"""Draws docs/page.png again, the picture of README.md: `.venv/bin/python docs/picture.py`.

A fax of the sample mailroom is read as any other, in a data folder of its own; its first page is shrunk for the web.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
FAX = ROOT / "samples/mailroom/mail/inbox/CP503 by fax.tif"
WIDTH = 1500


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="noticedesk-") as name:
        folder = Path(name)
        _noticedesk(folder, "ingest", FAX, "--out", folder / "out")
        (row,) = json.loads(_noticedesk(folder, "queue", "--format", "json"))
        page = folder / "page.png"
        _noticedesk(folder, "show", row["notice_id"], "--image", page)
        with Image.open(page) as picture:
            small = picture.resize((WIDTH, picture.height * WIDTH // picture.width), Image.Resampling.LANCZOS)
        small.quantize(48, dither=Image.Dither.NONE).save(ROOT / "docs/page.png", optimize=True)


def _noticedesk(folder: Path, *arguments: str | Path) -> str:
    env = os.environ | {"NOTICEDESK_HOME": str(folder / "data")}
    call = [sys.executable, "-m", "flows", *map(str, arguments)]
    return subprocess.run(call, cwd=ROOT, env=env, check=True, text=True, stdout=subprocess.PIPE).stdout


if __name__ == "__main__":
    main()
