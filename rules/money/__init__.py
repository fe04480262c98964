"""Money over time: what a balance becomes, what waiting costs, whether printed additions fit the notice's own dates.

    project(case, day) -> Projection | Refused
    waiting(case, until) -> one sentence, or None
    printed_money(case) -> findings

Decimal everywhere; a quarter whose rate is not known is refused with the words what to configure.
"""

from .printed import printed_money
from .projection import Projection, Refused, project, waiting

__all__ = ["Projection", "Refused", "printed_money", "project", "waiting"]
