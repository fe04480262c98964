"""Form numbers as printed: "1040A", "1040-SR", "941", "W-7"."""

import re

from .text import Run

# Return and application forms that a notice is about. Attachments, claims and powers of attorney that
# instructions mention (843, 2848, 9465, 12153 ...) are not periods' forms and stay out.
RETURN_FORMS = frozenset({
    "1040", "1040A", "1040EZ", "1040NR", "1040NREZ", "1040SR", "1040PR", "1040SS", "1040X", "1041", "1042", "1042S",
    "1065", "1066", "1120", "1120S", "1120F", "1120H", "1120POL", "1120L", "1120C", "1120PC", "1120REIT", "1120RIC",
    "940", "940EZ", "940PR", "941", "941PR", "941SS", "943", "944", "944SP", "945", "720", "730", "2290", "11C",
    "706", "709", "990", "990EZ", "990N", "990PF", "990T", "CT1", "5329", "5330", "5500", "8804", "8288", "3520",
    "3520A", "4720", "5227", "W7", "SS4", "W2", "1099", "1095C", "1094C", "CIVPEN", "6672", "5471", "5472", "1098",
    "1099MISC",
})  # fmt: skip

_FORM = re.compile(
    r"(?:forms?|formulario|planilla)(?:number|type|no\.?)?[:#*.]?\(?"
    r"(?P<form>(?:[0-9]{3,4}|w|ct|ss|11)(?:-?(?:nr-?ez|reit|ric|pol|[a-z]{1,2}|[0-9](?![0-9])))?)"
)


def forms_in(run: Run) -> list[tuple[str, int, int]]:
    """(form as printed in upper case, start, end in `run.tight`) of every return form named in `run`."""
    found = []
    for match in _FORM.finditer(run.tight):
        form = _trimmed(run, match.start("form"), match.end("form"))
        if form:
            found.append((form, match.start("form"), match.start("form") + len(form)))
    return found


def _trimmed(run: Run, start: int, end: int) -> str | None:
    """The longest return form that begins at `start` and doesn't run over into the next word."""
    for stop in range(end, start + 1, -1):
        form = run.tight[start:stop].upper()
        following = run.tight[stop : stop + 1]
        inside_word = following.isalnum() and not run.is_word_start(stop)
        if form.replace("-", "") in RETURN_FORMS and not inside_word:
            return form
    return None


def bare_form(text: str) -> str | None:
    """`text` as a return form ("1040A", "W-7"), None when it is none."""
    form = text.strip().strip("()").upper()
    return form if form.replace("-", "").replace(" ", "") in RETURN_FORMS else None
