"""A signal ends a run as KeyboardInterrupt, whatever was going on; errors stay what they are."""

import os
import signal
from collections.abc import Callable

import pytest

from flows.interruption import interruptible


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_both_signals_interrupt(number: int) -> None:
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), interruptible():
        os.kill(os.getpid(), number)
    assert signal.getsignal(number) is before


def test_a_library_that_puts_its_own_error_in_place_of_the_signals_does_not_hide_it() -> None:
    with pytest.raises(KeyboardInterrupt), interruptible():
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt:
            raise ValueError("error calling a function of yours") from None


class TerminationSignal(BaseException):
    """As Prefect raises it while a flow runs."""


def plainly() -> None:
    raise TerminationSignal


def as_a_cause() -> None:
    try:
        raise TerminationSignal
    except TerminationSignal as error:
        raise RuntimeError("a task ended") from error


def as_a_text() -> None:
    raise RuntimeError("Error calling function `serialize`: TerminationSignal: 15")


@pytest.mark.parametrize("end", [plainly, as_a_cause, as_a_text])
def test_what_prefect_makes_of_a_signal_is_one(end: Callable[[], None]) -> None:
    with pytest.raises(KeyboardInterrupt), interruptible():
        end()


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(ValueError, match="a bad page"), interruptible():
        raise ValueError("a bad page")
