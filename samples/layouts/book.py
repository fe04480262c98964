"""All layouts, by name: first those that reading may be tuned on, then the held-out ones."""

from .base import Layout
from .correspondex import CORRESPONDEX
from .g2 import G2_2010, G2_2017, G2_NARROW, G2B_2024
from .held_out.banner import BANNER
from .held_out.printer import PRINTER
from .held_out.prototype import PROTOTYPE
from .held_out.wide import WIDE
from .legacy import LEGACY
from .letters import EXAMINER, FIELD
from .simple import SIMPLE_2024
from .small import ENTITY, PIN

_OPEN = (LEGACY, G2_2010, G2_NARROW, G2_2017, G2B_2024, SIMPLE_2024, CORRESPONDEX, EXAMINER, FIELD, PIN, ENTITY)
_HELD_OUT = (PROTOTYPE, PRINTER, BANNER, WIDE)
BOOK: dict[str, Layout] = {layout.name: layout for layout in (*_OPEN, *_HELD_OUT)}
