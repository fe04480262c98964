"""How pages get worn: paper with marks on it goes through a device and comes out as a worn page.

Pure functions of a sheet and a seeded generator. `device` makes the device for a wear level of
`schemas.truth.WEAR_LEVELS`.
"""

from collections.abc import Callable
from datetime import datetime
from random import Random

from .clean import Clean
from .destroyed import Destroyed
from .device import Device
from .digital import Digital
from .fax import Fax
from .harsh import Harsh
from .layer import LyingLayer, Searchable
from .mixed import Mixed
from .page import Raster, WornPage
from .photo import Photo
from .scanner import Scanner
from .sheet import Sheet
from .turned import Turned

__all__ = ["Device", "Raster", "Sheet", "WornPage", "pick_device"]


def pick_device(
    level: str,
    rng: Random,
    severity: float,
    *,
    day: datetime | None = None,
    donor: tuple[bytes, int] | None = None,
) -> Device:
    """A device of `level` with `severity` 0..1. `day` is when a fax was sent or a photo taken; `donor` a page whose
    words a lying layer may take. One clean or worn scanner in eight makes true searchable layers.

    Raises KeyError for a level that does not exist.
    """
    if level in ("clean", "scanner"):
        scanner: Device = Clean.pick(rng, severity) if level == "clean" else Scanner.pick(rng, severity)
        return Searchable(scanner) if rng.random() < 0.12 else scanner
    if level == "fax":
        return Fax.pick(rng, severity, day)
    if level == "harsh":
        return Harsh.pick(rng, severity, day)
    if level == "destroyed":
        return Destroyed.pick(rng, severity, day)
    if level == "photo":
        return Photo.pick(rng, severity, day)
    if level == "lying_layer":
        return LyingLayer.pick(rng, severity, donor)
    makers: dict[str, Callable[[Random, float], Device]] = {
        "digital": Digital.pick,
        "turned": Turned.pick,
        "mixed": Mixed.pick,
    }
    return makers[level](rng, severity)
