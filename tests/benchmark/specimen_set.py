"""The official specimens as mail: each as it is printed, and filled with numbers once for every wear level."""

from dataclasses import replace
from pathlib import Path
from random import Random

from samples.mail.desk import Desk, came_in
from samples.mail.leaf import Leaf, Pile
from samples.mail.room import Room
from samples.wear import Device, Sheet, pick_device
from schemas.ledger import PageFate
from schemas.truth import WEAR_LEVELS, TruthMailroom
from tests.specimens.typeset import Specimen, filled, specimens

# A destroyed value is no device's doing: the generator draws such notices, and these are set as they are printed.
LEVELS = tuple(level for level in WEAR_LEVELS if level != "destroyed")
_UNMARKED = ("digital", "mixed")


def build(seed: int, out: Path) -> TruthMailroom:
    """Writes `out`/mail and `out`/truth. Numbers differ from level to level: notices to different people."""
    room = Room(out)
    for position, specimen in enumerate(specimens()):
        level = LEVELS[position % len(LEVELS)]
        _deliver(room, specimen, level, f"as printed/{specimen.name} {level}.pdf", seed)
        for number, own in enumerate(LEVELS):
            made = filled(specimen, 1000 * seed + number)
            named = made.truth.model_copy(update={"sample_id": f"{made.truth.sample_id}-{own}"})
            _deliver(room, replace(made, truth=named), own, f"{own}/{specimen.name}.pdf", seed)
    return room.truth(seed)


def _deliver(room: Room, specimen: Specimen, level: str, name: str, seed: int) -> None:
    rng = Random(f"{seed}/{name}")
    device = pick_device(level, rng, round(rng.triangular(0.0, 1.0, 0.3), 2))
    room.deliver(name, "pdf", worn(specimen, device, rng))


def worn(specimen: Specimen, device: Device, rng: Random) -> Pile:
    """Both pages through `device`, with what an office does to paper."""
    truth = specimen.truth
    desk = Desk.pick(came_in(truth, rng), device.level, device.severity, rng)
    leaves = []
    for page in truth.pages:
        sheet = Sheet((specimen.pdf, page), feed=page)
        marks = () if device.level in _UNMARKED else desk.marks(sheet, page == 1, False, rng)
        picture = device.scan(replace(sheet, marks=marks), rng)
        leaves.append(Leaf(picture, PageFate.NOTICE, device.level, truth.sample_id, page))
    told = truth.model_copy(update={"wear": device.level, "severity": device.severity})
    return Pile(tuple(leaves), (told,))
