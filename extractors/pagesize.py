"""How large a page can be, in points and in pixels."""

MAX_PIXELS = 150_000_000  # a Letter page at 1200 dpi
MAX_SIDE = 3600  # pixels: more than 300 dpi of a Letter page adds time, not accuracy
TOO_MANY_PIXELS = "an image on this page has more pixels than a page of paper can have"

_LETTER_WIDTH = 612.0
_SHORT = (380.0, 1000.0)  # points: from half Letter to A3's short side
_LONG = (500.0, 1300.0)


def plausible_size(width: float, height: float) -> tuple[float, float]:
    """Points as declared, or, where no paper has that size, scaled so that the short side is Letter's."""
    short, long = sorted((width, height))
    if _SHORT[0] <= short <= _SHORT[1] and _LONG[0] <= long <= _LONG[1]:
        return width, height
    factor = _LETTER_WIDTH / short
    return width * factor, height * factor
