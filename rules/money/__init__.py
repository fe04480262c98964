"""Money over time: what a balance becomes, what waiting costs, whether printed additions fit the notice's own dates.

    project(case, day) -> Projection | Refused
    waiting(case, until) -> one sentence, or None
    late_filing(case, sheet) -> what the failure-to-file addition comes to, or what has to be found out
    printed_money(case) -> findings

Decimal everywhere; a quarter whose rate is not known is refused with the words what to configure.
"""

from .late_filing import LateFiling, late_filing
from .printed import printed_money
from .projection import Projection, Refused, project, waiting

__all__ = ["LateFiling", "Projection", "Refused", "late_filing", "printed_money", "project", "waiting"]
