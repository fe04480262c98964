"""What an office does to paper before it is scanned: stamps it, punches it, folds it, marks it."""

from datetime import date, timedelta
from random import Random

from samples.draw import DrawnNotice
from samples.papers.about import FIRMS
from samples.wear.marks import Blot, Folds, Highlighter, Holes, Mark, PenRing, Rgb, Stamp, Staple
from samples.wear.sheet import Sheet, boxes_of, clear_spot
from schemas.geometry import Box
from schemas.truth import TruthNotice

INKS: tuple[Rgb, ...] = ((176, 28, 44), (36, 52, 150), (28, 28, 34), (112, 40, 130))
THREE_HOLES = ((36.0, 90.0), (36.0, 396.0), (36.0, 702.0))
TWO_HOLES = ((207.0, 22.0), (405.0, 22.0))
THIRDS, HALF = (264.0, 528.0), (396.0,)


def received_stamp(sheet: Sheet, when: date, rng: Random, severity: float) -> Stamp | None:
    """A RECEIVED stamp with a date that is not the notice's; None where it would have to cover figures.

    On hard wear it may cover figures: its ink is paler than print, so a person still reads them.
    """
    written = rng.choice((f"{when:%b %d %Y}".upper(), f"{when:%m/%d/%Y}", f"{when:%Y %b %d}".upper()))
    office = rng.choice(FIRMS).upper()
    lines = rng.choice((("RECEIVED", written, office), ("RECEIVED", written), (written, "RECEIVED")))
    spot = clear_spot(sheet, Stamp.footprint(lines), rng, keep_figures=severity < 0.75)
    if spot is None:
        return None
    return Stamp(lines, spot, rng.uniform(-9, 9), rng.choice(INKS), rng.getrandbits(32), rng.random() < 0.7)


def marks_of_the_desk(sheet: Sheet, first: bool, when: date, rng: Random, severity: float) -> tuple[Mark, ...]:
    """What one sheet of a notice carries; `first` is its first page. More of everything with `severity`."""
    marks: list[Mark] = []
    if rng.random() < 0.25 + 0.6 * severity:
        marks.append(Folds(THIRDS if rng.random() < 0.85 else HALF, 0.35 + 0.65 * severity, rng.getrandbits(32)))
    if first and rng.random() < 0.3 + 0.4 * severity:
        stamp = received_stamp(sheet, when, rng, severity)
        marks += [stamp] if stamp else []
    if rng.random() < 0.35 * severity:
        marks.append(Holes(THREE_HOLES if rng.random() < 0.8 else TWO_HOLES))
    if rng.random() < 0.5 * severity:
        marks.append(Staple((rng.uniform(18, 34), rng.uniform(16, 30)), rng.uniform(-55, -20), rng.random() < 0.6))
    if first and rng.random() < 0.25 * severity:
        marks += _pen(sheet, rng)
    return tuple(marks)


def _pen(sheet: Sheet, rng: Random) -> list[Mark]:
    """Somebody has marked an amount."""
    amounts = [w.box for w in sheet.words() if "$" in w.text and len(w.text) > 3]
    if not amounts:
        return []
    box, seed = rng.choice(amounts), rng.getrandbits(32)
    if rng.random() < 0.5:
        return [Highlighter(Box(box.x0 - 30, box.y0 - 2, box.x1 + 6, box.y1 + 1), (255, 238, 80), seed)]
    return [PenRing(box, (34, 48, 150), seed)]


def can_be_blotted(drawn: DrawnNotice, field: str) -> bool:
    """True where `field` is printed as one word somewhere, so that ink can be spilled over it."""
    return any(boxes_of(Sheet((drawn.pdf, page)), _needle(drawn.truth, field)) for page in drawn.truth.pages)


def blot_out(sheet: Sheet, notice: TruthNotice, field: str, seed: int) -> Blot | None:
    """Ink spilled over every place of the sheet that prints `field`; None if none does."""
    boxes = boxes_of(sheet, _needle(notice, field))
    return Blot(boxes, seed) if boxes else None


def _needle(notice: TruthNotice, field: str) -> str:
    if field == "amount_due":
        return "" if notice.amount_due is None else f"{notice.amount_due:,.2f}"
    return notice.tin.last4 or ""


def came_in(notice: TruthNotice, rng: Random) -> date:
    """The day the office got the notice."""
    return (notice.notice_date or date(2019, 3, 4)) + timedelta(days=rng.randint(3, 24))
