"""Ctrl-C and a service manager's SIGTERM end a run in the same way, wherever in the program they arrive."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Prefect takes SIGTERM over while a flow runs, and raises this of its own.
_OF_PREFECT = "TerminationSignal"


@contextmanager
def interruptible() -> Iterator[None]:
    """Raises KeyboardInterrupt where the block ended because of a signal.

    A signal arrives in the middle of anything. What is raised there may come out as another error: a library that
    was calling back into Python puts its own in its place.
    """
    arrived: list[int] = []

    def interrupt(number: int, _frame: FrameType | None) -> None:
        arrived.append(number)
        raise KeyboardInterrupt

    before = [signal.signal(number, interrupt) for number in _SIGNALS]
    try:
        yield
    except BaseException as error:
        if arrived or _is_of_prefect(error):
            raise KeyboardInterrupt from None
        raise
    finally:
        for number, handler in zip(_SIGNALS, before, strict=True):
            signal.signal(number, handler)


def _is_of_prefect(error: BaseException | None) -> bool:
    while error is not None:
        if _OF_PREFECT in (type(error).__name__, str(error)) or f"{_OF_PREFECT}:" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False
