"""Why a notice stands where it stands: every rule that fired, the facts it used, its citation, and the law's day.

explain(notice, today=..., known=..., given=...) -> Explanation
facts_of(notice) -> NoticeFacts
"""

from .explain import explain
from .paper import facts_of
from .records import Explanation, Step

__all__ = ["Explanation", "Step", "explain", "facts_of"]
