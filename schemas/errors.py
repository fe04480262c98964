"""One family of errors. Each class knows its exit status; each instance says what is wrong and what to do.

The exit statuses are those of the command line's contract. No message may hold a taxpayer number: text that
comes from a file name or a page goes through `schemas.privacy.redact` first.
"""


class NoticedeskError(Exception):
    """Something a user can act on: `what` is wrong and the `advice` that cures it, each one line."""

    exit_status = 1

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.what}. {self.advice}" if self.advice else self.what


class BadArguments(NoticedeskError):
    """The command was called wrongly (exit 1)."""

    exit_status = 1


class NothingReadable(NoticedeskError):
    """No input page could be read at all (exit 2)."""

    exit_status = 2


class ToolMissing(NoticedeskError):
    """A component that the run can't do without is not installed (exit 3)."""

    exit_status = 3


class StoreUnreachable(NoticedeskError):
    """The database can't be opened, or is not ours (exit 4)."""

    exit_status = 4


class StoreInconsistent(NoticedeskError):
    """What should be kept, or is kept, contradicts itself: a page without a fate, a notice without a page.

    A fault of ours, not of the user; nothing of the change is kept (exit 4: what the store says can't be trusted).
    """

    exit_status = 4


class KeyTrouble(NoticedeskError):
    """The key of the data folder is missing, can't be read, or is another one (exit 4). Never repeats a key."""

    exit_status = 4


class SealBroken(NoticedeskError):
    """Something sealed was changed, cut off, or put in another's place (exit 4). Never repeats what it holds."""

    exit_status = 4


class InvalidData(NoticedeskError):
    """A rule, template or parameter file of ours is wrong; `what` names file and line (exit 5)."""

    exit_status = 5


class ReviewNeeded(NoticedeskError):
    """Some notices wait for a person and the caller asked to be told (exit 8, `--strict`)."""

    exit_status = 8


class Quarantined(NoticedeskError):
    """One input file is set aside: `reason` is a stable word, `what` a sentence a person understands.

    Never ends a run: intake catches it and writes the reason into the page ledger.
    """

    def __init__(self, reason: str, what: str, advice: str = "") -> None:
        super().__init__(what, advice)
        self.reason = reason
