"""Floor 2: the store. Takes readings, keeps them, and gives them back as a queue, a notice, exports.

    open_store(url) -> Store

Inside: `intake_book` (runs and their files) → `readings` (what a document gave, kept whole), `judgements`
(with what that was judged) → `listing`, `lookup` (looking), `selection` → `ledger`, `counting`, `exporting` (a run or
everything, as files). What people do to work items: `desk`, with `moves` (who may do what), `corrected` (both pure),
`claims`, `correcting`, `history`, `desk_listing`, `figures`, `quality`. `tables` and `desk_tables` say what is kept;
`engine`, `trouble` and `upgrade` reach the database.
"""

from .corrections import WordsOfPeople
from .engine import place_of, private_folder
from .readings import SaidMeanwhile, identity
from .records import (
    WHOLE_STORE,
    Event,
    Judged,
    KnownSoFar,
    PendingDocument,
    QueueFilter,
    RunCounts,
    RunInfo,
    StoredJudgement,
    StoredNotice,
)
from .store import Store, open_store

__all__ = [
    "WHOLE_STORE",
    "Event",
    "Judged",
    "KnownSoFar",
    "PendingDocument",
    "QueueFilter",
    "RunCounts",
    "RunInfo",
    "SaidMeanwhile",
    "Store",
    "StoredJudgement",
    "StoredNotice",
    "WordsOfPeople",
    "identity",
    "open_store",
    "place_of",
    "private_folder",
]
