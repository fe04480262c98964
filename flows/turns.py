"""One after another, in a fixed order, whoever is ready first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OutOfTurn(Exception):
    """The run was ended while this one was waiting for its turn."""


class InOrder:
    """Number 0 first, then 1, and so on. What is kept then does not depend on which page was read faster."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._next = 0
        self._ended = False

    @contextmanager
    def turn(self, number: int) -> Iterator[None]:
        """Waits until all lower numbers are through. An error inside ends it for all who wait."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._next == number)
            if self._ended:
                raise OutOfTurn
        try:
            yield
        except BaseException:
            self.end()
            raise
        with self._changed:
            self._next = number + 1
            self._changed.notify_all()

    def end(self) -> None:
        """Nobody gets a turn any more."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
