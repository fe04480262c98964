"""The layouts of the redesigned family and what tells them apart."""

from dataclasses import replace

from samples.fonts import HELVETICA
from samples.paper import Paper
from samples.sheet import Sheet

from .base import Layout
from .grid import Geometry, draw

_NOTICES = frozenset({"notice", "acs"})
_MEASURED = Geometry(family=HELVETICA)


def _g2_2017(paper: Paper) -> Sheet:
    rng = paper.rng
    lower = rng.choice((0.0, 0.0, 26.0))  # CP501 sets its title lower than CP503
    geometry = replace(_MEASURED, title_y=(245.0 + lower, 268.0 + lower), header_form=0.25)
    if paper.code in ("CP501", "CP503", "CP504", "CP523"):
        geometry = replace(geometry, coupon=replace(geometry.coupon, scan=None))  # these print no scan line
    return draw(paper, geometry)


G2_2017 = Layout(
    name="g2_2017",
    years=(2016, 2023),
    styles=_NOTICES,
    draw=_g2_2017,
    langs=frozenset({"en", "es"}),
    masks={"": 6, "X": 3, "*": 1},
)
