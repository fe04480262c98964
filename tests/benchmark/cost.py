"""What reading costs: processor seconds a page, by what the page is, and memory over the length of a run. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from schemas.truth import TruthMailroom


@dataclass(frozen=True, slots=True)
class FileCost:
    """A file as the store has it after a run: its pages and the seconds that reading it took."""

    file: str
    pages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Sample:
    """Resident memory at one moment of a run, in MB: the run itself, its largest reading process."""

    main: float
    worker: float


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds (user and system) of one run, all its processes together, and what they are spent on.

    `reading` a page is measured in the reading processes, file by file; what is left (start-up, intake, the flow, the
    store, the exports) is `rest`, spread evenly over all pages. A page's cost is the sum of both. `digital_pages` are
    those of files that never were on paper; all others count as scanned.
    """

    pages: int
    seconds_cpu: float
    seconds_wall: float
    digital_pages: int
    digital_reading: float
    scanned_pages: int
    scanned_reading: float
    peak_mb: float

    @property
    def a_page(self) -> float:
        return self.seconds_cpu / self.pages if self.pages else 0.0

    @property
    def rest_a_page(self) -> float:
        return (self.seconds_cpu - self.digital_reading - self.scanned_reading) / self.pages if self.pages else 0.0

    @property
    def a_digital_page(self) -> float | None:
        return self.rest_a_page + self.digital_reading / self.digital_pages if self.digital_pages else None

    @property
    def a_scanned_page(self) -> float | None:
        return self.rest_a_page + self.scanned_reading / self.scanned_pages if self.scanned_pages else None

    @property
    def pages_a_minute(self) -> float:
        return 60 * self.pages / self.seconds_wall if self.seconds_wall else 0.0


def cost(
    truth: TruthMailroom, files: Iterable[FileCost], seconds_cpu: float, seconds_wall: float, peak_mb: float
) -> Cost:
    """The cost of a run over the mail of `truth`."""
    digital = digital_files(truth)
    parts = {True: [0, 0.0], False: [0, 0.0]}
    for item in files:
        part = parts[item.file in digital]
        part[0] += item.pages
        part[1] += item.seconds
    return Cost(
        pages=int(parts[True][0] + parts[False][0]),
        seconds_cpu=seconds_cpu,
        seconds_wall=seconds_wall,
        digital_pages=int(parts[True][0]),
        digital_reading=parts[True][1],
        scanned_pages=int(parts[False][0]),
        scanned_reading=parts[False][1],
        peak_mb=peak_mb,
    )


def digital_files(truth: TruthMailroom) -> frozenset[str]:
    """Files all of whose pages never were on paper."""
    wears: dict[str, set[str]] = {}
    for page in truth.pages:
        wears.setdefault(page.file, set()).add(page.wear)
    return frozenset(file for file, found in wears.items() if found == {"digital"})


@dataclass(frozen=True, slots=True)
class Growth:
    """Memory in MB in the second and in the last quarter of a run (medians; the first quarter warms up)."""

    main_early: float
    main_late: float
    worker_early: float
    worker_late: float

    @property
    def main(self) -> float:
        return self.main_late - self.main_early

    @property
    def worker(self) -> float:
        return self.worker_late - self.worker_early


def growth(samples: Sequence[Sample]) -> Growth | None:
    """None where too little was sampled to say anything."""
    quarter = len(samples) // 4
    if quarter < 5:
        return None
    early, late = samples[quarter : 2 * quarter], samples[-quarter:]
    return Growth(
        median(s.main for s in early),
        median(s.main for s in late),
        median(s.worker for s in early),
        median(s.worker for s in late),
    )
