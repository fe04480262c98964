"""All layouts, by name."""

from .base import Layout
from .g2 import G2_2017

BOOK: dict[str, Layout] = {layout.name: layout for layout in (G2_2017,)}
