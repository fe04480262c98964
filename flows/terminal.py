"""stdout for data, stderr for messages; plain text as soon as nobody looks at a terminal."""

import sys

from rich.console import Console, RenderableType

from schemas.privacy import redact

_WIDE = 100_000  # columns; nothing is cut on its way into a pipe


def messages() -> Console:
    """stderr. Rich leaves colours away by itself where that is no terminal."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """One line for people; whatever it repeats, a path or a setting, without taxpayer numbers."""
    messages().print(redact(text), markup=False)


def is_plain() -> bool:
    """stdout goes to a file or another program."""
    return not sys.stdout.isatty()


def show(what: RenderableType) -> None:
    """On stdout: drawn for a terminal, as plain lines for a pipe."""
    if not is_plain():
        Console(highlight=False).print(what)
        return
    console = Console(file=sys.stdout, width=_WIDE, color_system=None, highlight=False)
    with console.capture() as captured:
        console.print(what)
    sys.stdout.write("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))
