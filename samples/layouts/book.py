"""All layouts, by name."""

from .base import Layout
from .g2 import G2_2010, G2_2017, G2_NARROW, G2B_2024
from .legacy import LEGACY
from .letters import CORRESPONDEX, EXAMINER, FIELD
from .simple import SIMPLE_2024
from .small import ENTITY, PIN

_OPEN = (LEGACY, G2_2010, G2_NARROW, G2_2017, G2B_2024, SIMPLE_2024, CORRESPONDEX, EXAMINER, FIELD, PIN, ENTITY)
BOOK: dict[str, Layout] = {layout.name: layout for layout in _OPEN}
